import type { TrainingPlan } from '../../core/document/training-plan';
import type { EngineGraph } from '../../core/op/engine';

/** A loss: which tensor it reads, whether that holds logits, and its weight in the total. */
export interface LossHead {
  readonly tensor: number;
  readonly loss: 'categorical_crossentropy' | 'binary_crossentropy' | 'mean_squared_error';
  readonly logits: boolean;
  readonly weight: number;
  /** What is wanted at an image's label, and elsewhere. */
  readonly on: number;
  readonly off: number;
}

export interface WeightShape {
  readonly name: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
}

/** How images of the data set become an input's values (see the kernel `gather`). */
export interface InputImages {
  readonly from: readonly [height: number, width: number, channels: number];
  readonly to: readonly [height: number, width: number, channels: number];
  readonly fit: 'same' | 'pad' | 'resize';
}

/** All that the engine is asked to train. */
export interface EngineTask {
  readonly graph: EngineGraph;
  readonly weights: readonly WeightShape[];
  readonly heads: readonly LossHead[];
  /** By input of the graph. */
  readonly inputs: readonly InputImages[];
  readonly plan: Pick<
    TrainingPlan,
    'optimizer' | 'momentum' | 'weightDecay' | 'batchSize' | 'seed' | 'augmentation' | 'clipNorm'
  >;
  /** How much an image of each class counts; `null`: all the same. */
  readonly classWeights: Float32Array | null;
  /** Images in the data set. */
  readonly images: number;
}
