import type { Compiled, Weights } from '../core/compiler/compiled';
import type { TrainingPlan } from '../core/document/training-plan';
import type { Dataset } from './datasets/dataset';
import type { BackendName } from './protocol';

/** What a trainer is made from. */
export interface Assignment {
  readonly model: Compiled;
  /** One tensor for every entry of `model.weights`. */
  readonly weights: Weights;
  readonly plan: TrainingPlan;
  readonly dataset: Dataset;
}

/** What the network said of a batch, by output: the logits where the model has them, else the output. Row-major, image by image. */
export type Outputs = readonly Float32Array[];

/** The values of one layer for one image, without the batch axis. */
export interface Activation {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What one step is told. */
export interface StepHow {
  readonly learningRate: number;
  /** The batch's images as augmented, bytes in the data set's own shape one after the other, instead of the data set's. */
  readonly pixels?: Uint8Array;
}

/**
 * One model, its weights, its optimizer and its images on one device.
 * Images are named by their index in the data set. Work is queued in the order of the calls; what returns a promise
 * waits for the device, what returns nothing does not.
 */
export interface Trainer {
  readonly backend: BackendName;
  /** Makes this trainer's device the current one, after another trainer was made. */
  activate(): Promise<void>;
  /** Settles, with an error, when the device is gone. */
  readonly lost: Promise<never>;
  /** Queues one optimizer step on these images. `pixels` are only taken when the plan augments. */
  step(images: Int32Array, how: StepHow): void;
  /** What the network said in each step queued since the last call, before that step changed the weights. */
  heard(): Promise<readonly Outputs[]>;
  /** Runs the network as it is used after training (no dropout, running statistics). */
  infer(images: Int32Array): Promise<Outputs>;
  /** The same for `count` images of the data set's shape, values 0 to 1. */
  predict(images: Float32Array, count: number): Promise<Outputs>;
  /** The values at the outputs of these layers for one image of the data set's shape, values 0 to 1. */
  activations(image: Float32Array, layers: readonly string[]): Promise<readonly Activation[]>;
  /**
   * Keeps a copy of the weights on the device, until it is disposed.
   * @param toRepeat with the optimizer's memory too, so that the steps from there on can be taken again, bit by bit
   */
  remember(toRepeat: boolean): Snapshot;
  weights(): Promise<Weights>;
  /** All that the next steps depend on, so that another trainer, of any backend, can go on from here. */
  state(): Promise<TrainerState>;
  /** Goes on from a state of this or of another trainer of the same model and optimizer. */
  resume(state: TrainerState): void;
  /** Back to these weights, a fresh optimizer and the first random numbers. */
  reset(weights: Weights): void;
  dispose(): void;
}

/** What an optimizer knows of the steps before: how many there were, and its memories by the weight's name. */
export interface OptimizerState {
  readonly t: number;
  /** As many as its rule has; in the order of the formulas (Adam: means, then squares). Weights without one have seen no step. */
  readonly memories: readonly ReadonlyMap<string, Float32Array>[];
}

/** All that the next steps of a trainer depend on besides its images. Plain data. */
export interface TrainerState {
  readonly weights: Weights;
  readonly optimizer: OptimizerState;
  /** Steps taken, which the random numbers of dropout and noise follow. */
  readonly steps: number;
}

/** Weights kept on the device. */
export interface Snapshot {
  /** Makes them the current weights again: with optimizer and random numbers as they were then, or a fresh optimizer. */
  restore(): void;
  dispose(): void;
}
