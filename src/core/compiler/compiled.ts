import type { NodeId } from '../document/architecture';
import type { EngineGraph } from '../op/engine';
import type { Initializer, KerasConfig } from '../op/operation';
import type { Shape } from '../op/shape';

/** A layer of a Keras functional model, as written in model.json (snake_case). */
export interface KerasLayer {
  readonly class_name: string;
  readonly name: string;
  readonly config: KerasConfig;
  readonly inbound_nodes: readonly (readonly (readonly [string, number, number, Record<string, never>])[])[];
}
export interface KerasTopology {
  readonly class_name: 'Model';
  readonly config: {
    readonly name: string;
    readonly layers: readonly KerasLayer[];
    readonly input_layers: readonly (readonly [string, number, number])[];
    readonly output_layers: readonly (readonly [string, number, number])[];
  };
  readonly keras_version: string;
  readonly backend: 'tensor_flow.js';
}

export type Loss = 'categorical_crossentropy' | 'binary_crossentropy' | 'mean_squared_error';

export interface CompiledInput {
  /** The Keras layer's name. */
  readonly layer: string;
  readonly path: readonly NodeId[];
  readonly shape: Shape;
}
export interface CompiledOutput {
  readonly layer: string;
  readonly path: readonly NodeId[];
  readonly shape: Shape;
  readonly loss: Loss;
  readonly lossWeight: number;
  /**
   * The layer whose values the loss can take as logits, to be computed stably: the one before the output's softmax or
   * sigmoid, or the output's own when no activation follows. `null` when the loss must take what comes out.
   */
  readonly logits: string | null;
}
export interface CompiledWeight {
  /** `layer/name`, as in tfjs's weights manifest: `C1/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly init: Initializer;
  readonly trainable: boolean;
}
export interface CompiledLayer {
  /** The node that it came from: ids of the module instances entered, then the node. */
  readonly path: readonly NodeId[];
  readonly op: string;
}

/** A document as plain data that tfjs deserialises; the same data serves training and export. */
export interface Compiled {
  readonly topology: KerasTopology;
  readonly inputs: readonly CompiledInput[];
  readonly outputs: readonly CompiledOutput[];
  readonly weights: readonly CompiledWeight[];
  /** By Keras layer name. */
  readonly layers: Readonly<Record<string, CompiledLayer>>;
  /** The same network for the training engine; absent when one of its operations is not known there. */
  readonly engine?: EngineGraph;
}

export interface WeightTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}
/** Values by `layer/name`. */
export type Weights = ReadonlyMap<string, WeightTensor>;
