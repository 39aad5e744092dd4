import { add, mul, type Tensor } from '@tensorflow/tfjs-core';
import { initializers, type LayerVariable, type Shape } from '@tensorflow/tfjs-layers';
import { type LayerArgs, SameShapeLayer } from './SameShapeLayer';

export type NormalisationArgs = LayerArgs & {
  readonly epsilon?: number;
  readonly scale?: boolean;
  readonly center?: boolean;
};

/** What batch, layer and group normalisation share: a learned factor γ and offset β for each channel. */
export abstract class NormalisationLayer extends SameShapeLayer {
  readonly epsilon: number;
  readonly scale: boolean;
  readonly center: boolean;
  protected gamma: LayerVariable | null = null;
  protected beta: LayerVariable | null = null;

  constructor(args: NormalisationArgs) {
    super(args);
    this.epsilon = args.epsilon ?? 1e-3;
    this.scale = args.scale ?? true;
    this.center = args.center ?? true;
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = inputShape.at(-1);
    if (typeof channels !== 'number') throw new Error(`${this.name} needs to know the number of channels`);
    if (this.scale) this.gamma = this.addWeight('gamma', [channels], 'float32', initializers.ones());
    if (this.center) this.beta = this.addWeight('beta', [channels], 'float32', initializers.zeros());
    this.built = true;
  }

  protected scaleAndShift(x: Tensor): Tensor {
    const scaled = this.gamma ? mul(x, this.gamma.read()) : x;
    return this.beta ? add(scaled, this.beta.read()) : scaled;
  }

  override getConfig() {
    return { ...super.getConfig(), epsilon: this.epsilon, scale: this.scale, center: this.center };
  }
}
