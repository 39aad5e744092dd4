import { add, linalg, matMul, mul, ones, pow, reshape, square, type Tensor } from '@tensorflow/tfjs-core';
import { type LayerArgs, SameShapeLayer } from './SameShapeLayer';

type ResponseArgs = LayerArgs & {
  readonly depthRadius?: number;
  readonly bias?: number;
  readonly alpha?: number;
  readonly beta?: number;
};

/**
 * Divides each value by (bias + alpha · Σ x²) ^ beta, summed over `depthRadius` channels to either side, as
 * `tf.nn.local_response_normalization` does (Krizhevsky et al. 2012). Keras has no layer for it.
 */
export class LocalResponseNormalization extends SameShapeLayer {
  static readonly className = 'LocalResponseNormalization';
  readonly depthRadius: number;
  readonly bias: number;
  readonly alpha: number;
  readonly beta: number;

  constructor(args: ResponseArgs) {
    super(args);
    this.depthRadius = args.depthRadius ?? 5;
    this.bias = args.bias ?? 1;
    this.alpha = args.alpha ?? 1;
    this.beta = args.beta ?? 0.5;
  }

  protected override transform(x: Tensor): Tensor {
    const channels = x.shape.at(-1) ?? 1;
    // The sum over neighbouring channels is a product with a band of ones. tfjs has a kernel of its own for all this, but
    // on the GPU its gradient visits every pair of channels for every value.
    const reach = Math.min(this.depthRadius, channels);
    const band = linalg.bandPart(ones([channels, channels]), reach, reach);
    const sums = reshape(matMul(reshape(square(x), [-1, channels]), band), x.shape);
    return mul(x, pow(add(mul(sums, this.alpha), this.bias), -this.beta));
  }

  override getConfig() {
    const { depthRadius, bias, alpha, beta } = this;
    return { ...super.getConfig(), depthRadius, bias, alpha, beta };
  }
}
