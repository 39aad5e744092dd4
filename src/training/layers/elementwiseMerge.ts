import { broadcastTo, maximum, minimum, reshape, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { layers, type Shape } from '@tensorflow/tfjs-layers';
import { isRefusal } from '../../core/op/operation';
import { broadcastShape } from '../../ops/broadcasting';

type CallArgs = Parameters<layers.Layer['call']>;

/** Merges tensors value by value, with Keras's broadcasting: aligned at the last axis, axes of length 1 repeated. */
abstract class ElementwiseMerge extends layers.Layer {
  protected abstract combine(a: Tensor, b: Tensor): Tensor;

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shapes = inputShape.filter(s => Array.isArray(s));
    if (shapes.length < 2 || shapes.length !== inputShape.length) throw new Error(`${this.name} takes several tensors`);
    const samples = shapes.map(s => s.slice(1));
    const merged = broadcastShape(this.getClassName(), samples, samples.map(String));
    if (isRefusal(merged)) throw new Error(merged.says);
    return [shapes.map(s => s[0]).find(batch => typeof batch === 'number') ?? null, ...merged];
  }

  override call(inputs: CallArgs[0]): Tensor {
    return tidy(() => {
      const all = Array.isArray(inputs) ? inputs : [inputs];
      const shape = this.computeOutputShape(all.map(x => x.shape)).map(d => d ?? 1);
      return all.map(x => repeatedTo(x, shape)).reduce((a, b) => this.combine(a, b));
    });
  }
}

/** New axes go behind the batch, so that the last axes meet. */
function repeatedTo(x: Tensor, shape: number[]): Tensor {
  const [batch = 1, ...rest] = x.shape;
  const same = x.rank === shape.length && x.shape.every((d, i) => d === shape[i]);
  return same ? x : broadcastTo(reshape(x, [batch, ...Array<number>(shape.length - x.rank).fill(1), ...rest]), shape);
}

/** Keras's Subtract, which tfjs lacks: the first of two tensors less the second. */
export class Subtract extends ElementwiseMerge {
  static readonly className = 'Subtract';

  override build(inputShape: Shape | Shape[]): void {
    if (inputShape.length !== 2) throw new Error(`${this.name} takes two tensors`);
    super.build(inputShape);
  }

  protected override combine(a: Tensor, b: Tensor): Tensor {
    return sub(a, b);
  }
}

/** tfjs's Maximum has no gradient for tensors that it repeats; here they are repeated first. */
export class Maximum extends ElementwiseMerge {
  static readonly className = 'Maximum';

  protected override combine(a: Tensor, b: Tensor): Tensor {
    return maximum(a, b);
  }
}

/** tfjs's Minimum has no gradient for tensors that it repeats; here they are repeated first. */
export class Minimum extends ElementwiseMerge {
  static readonly className = 'Minimum';

  protected override combine(a: Tensor, b: Tensor): Tensor {
    return minimum(a, b);
  }
}
