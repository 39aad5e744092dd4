export const OPTIMIZERS = ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw'] as const;
export type OptimizerKind = (typeof OPTIMIZERS)[number];

/** How the learning rate changes over a run; without one it stays. Rates are given as shares of the plan's learning rate. */
export type Schedule =
  /** Multiplied by `factor` every so many epochs. */
  | { readonly kind: 'step'; readonly every: number; readonly factor: number }
  /** Half a cosine from 1 down to `floor` (Loshchilov and Hutter, SGDR, 2017, without restarts). */
  | { readonly kind: 'cosine'; readonly floor: number }
  /** Up to 1 during the first `peak` of the run, then down to nearly 0 (Smith and Topin, Super-convergence, 2018). */
  | { readonly kind: 'one-cycle'; readonly peak: number }
  /** Multiplied by `factor` when the validation loss has not improved for `patience` epochs. */
  | { readonly kind: 'plateau'; readonly patience: number; readonly factor: number };

/** How training images are changed at random, each anew in every epoch. What is absent is left alone. */
export interface Augmentation {
  /** At most so many pixels up, down, left and right. */
  readonly shift?: number;
  /** At most so many degrees either way. */
  readonly rotate?: number;
  /** Larger or smaller by at most this share, below 1. */
  readonly zoom?: number;
  /** Left and right swapped in half of the images. */
  readonly flip?: true;
  /** Brighter or darker by at most this share of the full range. */
  readonly brightness?: number;
  /** Side of a square, in pixels, that is set to 0 (DeVries and Taylor, Cutout, 2017). */
  readonly cutout?: number;
}

export interface TrainingPlan {
  /** Id of a data set (`mnist`). */
  readonly dataset: string;
  readonly optimizer: OptimizerKind;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly seed: number;
  /** Momentum for `momentum`, `nesterov` and `rmsprop`; 0.9 by convention. */
  readonly momentum?: number;
  /** Decoupled from the gradient for `adamw` (0.01 by convention), added to it as λw for the others (0). */
  readonly weightDecay?: number;
  readonly schedule?: Schedule;
  /** Epochs, or a part of one, in which the learning rate rises linearly from 0 before the schedule begins. */
  readonly warmUp?: number;
  /** Gradients are scaled down to this norm, taken over all weights together, when theirs is larger. */
  readonly clipNorm?: number;
  /** Share of the target that is spread evenly over all classes, below 1; for cross-entropy. */
  readonly labelSmoothing?: number;
  /** How much an image of each class counts, by class; `balanced`: so that every class counts the same. */
  readonly classWeights?: 'balanced' | readonly number[];
  readonly augmentation?: Augmentation;
  /** Ends the run when the validation loss has not improved for `patience` epochs, with the best weights. */
  readonly earlyStopping?: { readonly patience: number };
}

export const DEFAULT_PLAN: TrainingPlan = {
  dataset: 'mnist',
  optimizer: 'adam',
  learningRate: 2e-3,
  batchSize: 128,
  epochs: 5,
  seed: 1,
};
