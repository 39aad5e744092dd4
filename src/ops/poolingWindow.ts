import type { KerasConfig, Refusal } from '../core/op/operation';
import { refuse } from '../core/op/operation';
import { choice, type Padding2d, type ParamValue, padding2d, type Size2d, size2d } from '../core/op/params';
import type { ImageShape, Shape } from '../core/op/shape';
import { kerasSides, paddingFrom, pairFrom, sidesFrom } from './kerasFields';
import { bounded } from './limits';
import { formatKernel, formatPadding, formatSides, formatSize } from './notation';
import { explicitSides, paddedSides, refusesSliding, type Sliding, slidOver } from './sliding';

/** The parameters of every pooling over a window. */
export const poolingParams = {
  kernel: size2d({ default: [2, 2], min: 1, label: 'Window', help: 'Height and width of the window.' }),
  stride: size2d({ default: [2, 2], min: 1, label: 'Stride', help: 'Pixels from one position to the next.' }),
  padding: padding2d({ default: 'valid', label: 'Padding', help: 'Pixels around the image that windows may cover.' }),
  rounding: choice({
    default: 'down',
    label: 'Rounding',
    help: 'Up adds a position for the pixels left over at the bottom and right, as SqueezeNet and GoogLeNet do.',
    options: { down: 'down', up: 'up' },
  }),
};

export interface Pooling {
  readonly kernel: Size2d;
  readonly stride: Size2d;
  readonly padding: Padding2d;
  readonly rounding: 'down' | 'up';
}

export const slidingOf = ({ kernel, stride, padding, rounding }: Pooling): Sliding => ({
  kernel,
  stride,
  dilation: [1, 1],
  padding,
  roundUp: rounding === 'up',
});

/** `max 3×3 / 2, same, rounded up`. */
export const poolingNotation = (name: string, p: Pooling): string =>
  [
    `${name} ${formatKernel(p.kernel, p.stride)}`,
    p.padding === 'valid' ? '' : formatPadding(p.padding),
    p.rounding === 'up' && p.padding !== 'same' ? 'rounded up' : '',
  ]
    .filter(Boolean)
    .join(', ');

/** The pooled shape; refuses a window larger than the padded image. */
export function pooledShape(x: ImageShape, p: Pooling): Shape | Refusal {
  const [height, width] = slidOver(x, slidingOf(p));
  return refusesSliding('window', x, slidingOf(p)) ?? bounded([height, width, x[2]]);
}

/** Refuses padding as wide as the window, where padding has no value to give; `null` when it is narrower. */
export function refusesWidePadding(p: Pooling): Refusal | null {
  const [top, bottom, left, right] = explicitSides(p.padding);
  if (Math.max(top, bottom) < p.kernel[0] && Math.max(left, right) < p.kernel[1]) return null;
  const written = formatSides([top, bottom, left, right]);
  return refuse('wrong-size', `Padding of ${written} is not smaller than the ${formatSize(p.kernel)} window`, {
    why: 'At the border a window would see nothing but padding.',
    mends: [
      { label: 'Set padding to same', do: 'set', params: { padding: 'same' } },
      { label: 'Set padding to valid', do: 'set', params: { padding: 'valid' } },
    ],
  });
}

/** `true` when rounding up changes nothing for this image, so that a layer that rounds down is exact. */
export function roundsEvenly(x: ImageShape, p: Pooling): boolean {
  if (p.rounding === 'down' || p.padding === 'same') return true;
  const [up, down] = [true, false].map(roundUp => slidOver(x, { ...slidingOf(p), roundUp }));
  return (
    up !== undefined && down !== undefined && up[0] !== null && up[1] !== null && up[0] === down[0] && up[1] === down[1]
  );
}

/** `true` when the windows cover no padding at all on this image. */
export const unpadded = (x: ImageShape, p: Pooling): boolean => paddedSides(x, slidingOf(p)).every(side => side === 0);

/** Fields that a standard Keras pooling layer has. */
export const kerasPooling = (p: Pooling, padding: 'valid' | 'same'): KerasConfig => ({
  pool_size: p.kernel,
  strides: p.stride,
  padding,
  data_format: 'channels_last',
});

/** Fields of the poolings of our own, which pad explicitly and round either way. */
export const ownPooling = (p: Pooling): KerasConfig => ({
  pool_size: p.kernel,
  strides: p.stride,
  padding: typeof p.padding === 'string' ? p.padding : kerasSides(p.padding),
  rounding: p.rounding,
  data_format: 'channels_last',
});

/** Reads both kinds; fields that could not be read are `null`. Keras's stride is the window where it is absent. */
export function poolingFromKeras(config: KerasConfig): Readonly<Record<keyof Pooling, ParamValue | null>> {
  return {
    kernel: pairFrom(config.pool_size ?? 2),
    stride: pairFrom(config.strides ?? config.pool_size ?? 2),
    padding: paddingFrom(config.padding) ?? sidesFrom(config.padding),
    rounding: config.rounding === 'up' ? 'up' : 'down',
  };
}
