import { elu as eluKernel, type Tensor } from '@tensorflow/tfjs-core';
import { elu } from '../../ops/activation/elu';
import { type LayerArgs, SameShapeLayer } from './SameShapeLayer';
import { applyExpression } from './tensorExpression';

/** Keras's ELU with any α; tfjs's layer of that name takes 1 alone. */
export class Elu extends SameShapeLayer {
  static readonly className = 'ELU';
  readonly alpha: number;

  constructor(args: LayerArgs & { readonly alpha?: number }) {
    super(args);
    this.alpha = args.alpha ?? 1;
  }

  protected override transform(x: Tensor): Tensor {
    if (this.alpha === 1) return eluKernel(x);
    return applyExpression(elu.expression({ alpha: this.alpha }), x);
  }

  override getConfig() {
    return { ...super.getConfig(), alpha: this.alpha };
  }
}
