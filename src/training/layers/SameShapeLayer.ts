import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';

export type LayerArgs = ConstructorParameters<typeof layers.Layer>[0];
type CallArgs = Parameters<layers.Layer['call']>;

/** A layer with one input whose output has the same shape. */
export abstract class SameShapeLayer extends layers.Layer {
  constructor(args: LayerArgs) {
    super(args);
    this.supportsMasking = true;
  }

  /** Computes the output from an input with the batch axis in front; runs inside a tidy. */
  protected abstract transform(x: Tensor, training: boolean): Tensor;

  override call(inputs: CallArgs[0], kwargs: CallArgs[1]): Tensor {
    return tidy(() => {
      this.invokeCallHook(inputs, kwargs);
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      if (x === undefined) throw new Error(`${this.name} was called without an input`);
      return this.transform(x, kwargs?.training === true);
    });
  }

  override computeOutputShape<S>(inputShape: S): S {
    return inputShape;
  }
}
