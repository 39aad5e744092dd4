import { reshape, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { layers, type Shape } from '@tensorflow/tfjs-layers';

type CallArgs = Parameters<layers.Layer['call']>;

/** Keras's Subtract, which tfjs lacks: the first of two tensors less the second, with Keras's broadcasting. */
export class Subtract extends layers.Layer {
  static readonly className = 'Subtract';

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [a, b] = inputShape;
    if (!Array.isArray(a) || !Array.isArray(b) || inputShape.length !== 2)
      throw new Error(`${this.name} takes two tensors`);
    const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
    return longer.map((length, i) => {
      const other = i === 0 ? longer[0] : shorter[i - longer.length + shorter.length];
      if (i > 0 && i - longer.length + shorter.length < 1) return length;
      if (length === null || other === null || other === undefined) return null;
      if (length !== other && length !== 1 && other !== 1)
        throw new Error(`${this.name}: the shapes ${a.slice(1)} and ${b.slice(1)} do not match`);
      return length === 1 ? other : length;
    });
  }

  override call(inputs: CallArgs[0]): Tensor {
    return tidy(() => {
      const [a, b] = Array.isArray(inputs) ? inputs : [inputs];
      if (a === undefined || b === undefined) throw new Error(`${this.name} takes two tensors`);
      const rank = Math.max(a.rank, b.rank);
      return sub(withRank(a, rank), withRank(b, rank));
    });
  }
}

/** New axes go behind the batch, so that the last axes meet. */
function withRank(x: Tensor, rank: number): Tensor {
  const [batch = 1, ...rest] = x.shape;
  return x.rank === rank ? x : reshape(x, [batch, ...Array<number>(rank - x.rank).fill(1), ...rest]);
}
