import { avgPool, maxPool, neg, pad, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { paddedSides, type Sliding, slidOver } from '../../ops/sliding';
import { type ImageDims, ImageLayer } from './ImageLayer';
import type { LayerArgs } from './SameShapeLayer';

type Pair = readonly [number, number];
type Padding = 'valid' | 'same' | readonly [rows: Pair, columns: Pair];
type Args = LayerArgs & {
  readonly poolSize: Pair;
  readonly strides?: Pair;
  readonly padding?: Padding;
  readonly rounding?: 'down' | 'up';
  readonly dataFormat?: string;
};
type ExplicitPadding = Exclude<Parameters<typeof maxPool>[3], string | number>;

/** Pooling with explicit padding, which windows do not count, and sizes rounded down or up. */
abstract class WindowPooling extends ImageLayer {
  readonly poolSize: [number, number];
  readonly strides: [number, number];
  readonly padding: Padding;
  readonly rounding: 'down' | 'up';

  constructor(args: Args) {
    super(args);
    this.poolSize = [...args.poolSize];
    this.strides = [...(args.strides ?? args.poolSize)];
    this.padding = args.padding ?? 'valid';
    this.rounding = args.rounding ?? 'down';
  }

  override build(inputShape: Shape | Shape[]): void {
    const wide = (sides: Pair, axis: number): boolean => Math.max(...sides) >= (this.poolSize[axis] ?? 0);
    if (!this.seesPadding && typeof this.padding !== 'string' && this.padding.some(wide))
      throw new Error(`${this.name}: the padding is not smaller than the window`);
    super.build(inputShape);
  }

  /** Whether padding counts as values; where it doesn't, no window may hold padding only. */
  protected get seesPadding(): boolean {
    return false;
  }

  protected get sliding(): Sliding {
    const padding =
      typeof this.padding === 'string' ? this.padding : ([...this.padding[0], ...this.padding[1]] as const);
    return { kernel: this.poolSize, stride: this.strides, dilation: [1, 1], padding, roundUp: this.rounding === 'up' };
  }

  protected override imageShape(image: ImageDims): ImageDims {
    const [height, width] = slidOver(image, this.sliding);
    return [height, width, image[2]];
  }

  /** Padding that makes tfjs, which rounds down, visit every window; `outside` is what was padded before. */
  protected tfjsPadding(
    image: readonly [number, number, number],
    sides: readonly [number, number, number, number],
    outside: Pair,
  ): ExplicitPadding {
    const out = slidOver(image, this.sliding);
    const axis = (at: 0 | 1): [number, number] => {
      const before = sides[2 * at] ?? 0;
      const reach = ((out[at] ?? 1) - 1) * this.strides[at] + this.poolSize[at];
      return [before, Math.max(sides[2 * at + 1] ?? 0, reach - image[at] - before - outside[at])];
    };
    return [[0, 0], axis(0), axis(1), [0, 0]];
  }

  protected largest(x: Tensor4D): Tensor4D {
    const image = imageOf(x);
    return maxPool(x, this.poolSize, this.strides, this.tfjsPadding(image, paddedSides(image, this.sliding), [0, 0]));
  }

  override getConfig() {
    const padding = typeof this.padding === 'string' ? this.padding : this.padding.map(pair => [...pair]);
    const { poolSize, strides, rounding } = this;
    return { ...super.getConfig(), poolSize, strides, padding, rounding, dataFormat: 'channelsLast' };
  }
}

const imageOf = (x: Tensor4D): readonly [number, number, number] => [x.shape[1], x.shape[2], x.shape[3]];

/** Max pooling as PyTorch pads and rounds it: padding never wins. */
export class PaddedMaxPooling2D extends WindowPooling {
  static readonly className = 'PaddedMaxPooling2D';

  protected override transform(x: Tensor4D): Tensor {
    return this.largest(x);
  }
}

/** Min pooling: max pooling of what is turned upside down. */
export class MinPooling2D extends WindowPooling {
  static readonly className = 'MinPooling2D';

  protected override transform(x: Tensor4D): Tensor {
    return neg(this.largest(neg(x)));
  }
}

/** Average pooling with explicit padding, counted or not; pixels beyond it, where sizes round up, are never counted. */
export class PaddedAveragePooling2D extends WindowPooling {
  static readonly className = 'PaddedAveragePooling2D';
  readonly countPadding: boolean;

  constructor(args: Args & { readonly countPadding?: boolean }) {
    super(args);
    this.countPadding = args.countPadding ?? false;
  }

  protected override get seesPadding(): boolean {
    return this.countPadding;
  }

  protected override transform(x: Tensor4D): Tensor {
    const image = imageOf(x);
    const sides = paddedSides(image, this.sliding);
    const [top, bottom, left, right] = sides;
    if (!this.countPadding) return avgPool(x, this.poolSize, this.strides, this.tfjsPadding(image, sides, [0, 0]));
    const padded = pad(x, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]);
    const beyond = this.tfjsPadding(image, [0, 0, 0, 0], [top + bottom, left + right]);
    return avgPool(padded, this.poolSize, this.strides, beyond);
  }

  override getConfig() {
    return { ...super.getConfig(), countPadding: this.countPadding };
  }
}
