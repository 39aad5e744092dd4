import type { EngineWindow } from '../core/op/engine';
import { type Mend, type Refusal, refuse, type Window } from '../core/op/operation';
import type { Padding2d, Sides, Size2d } from '../core/op/params';
import type { Dim, ImageShape } from '../core/op/shape';
import { formatSize } from './notation';

/** A window that slides over an image: what a convolution and a pooling have in common. */
export interface Sliding {
  readonly kernel: Size2d;
  readonly stride: Size2d;
  readonly dilation: Size2d;
  readonly padding: Padding2d;
  /** Rounds the number of positions up: the last window may hang over the far edge, but must start within it. */
  readonly roundUp: boolean;
}

interface Axis {
  readonly size: Dim;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly after: number;
  readonly same: boolean;
  readonly roundUp: boolean;
}

const NO_SIDES: Sides = [0, 0, 0, 0];

/** Pixels from a dilated kernel's first tap to its last, both counted. */
export const span = (kernel: number, dilation: number): number => (kernel - 1) * dilation + 1;

/** Explicit padding as it is; `valid` as none; `same` is not known here. */
export const explicitSides = (padding: Padding2d): Sides => (typeof padding === 'string' ? NO_SIDES : padding);

function axes([height, width]: ImageShape, s: Sliding): readonly [Axis, Axis] {
  const [top, bottom, left, right] = explicitSides(s.padding);
  const same = s.padding === 'same';
  const { roundUp } = s;
  return [
    {
      size: height,
      kernel: s.kernel[0],
      stride: s.stride[0],
      dilation: s.dilation[0],
      before: top,
      after: bottom,
      same,
      roundUp,
    },
    {
      size: width,
      kernel: s.kernel[1],
      stride: s.stride[1],
      dilation: s.dilation[1],
      before: left,
      after: right,
      same,
      roundUp,
    },
  ];
}

function positions(a: Axis): Dim {
  if (a.size === null) return null;
  if (a.same) return Math.ceil(a.size / a.stride);
  const room = (a.size + a.before + a.after - span(a.kernel, a.dilation)) / a.stride;
  const down = Math.floor(room) + 1;
  if (!a.roundUp || Number.isInteger(room)) return down;
  return down * a.stride >= a.size + a.before ? down : down + 1;
}

/**
 * Height and width of the output. `same` is ⌈size / stride⌉; otherwise ⌊(size + padding − span) / stride⌋ + 1, or with
 * ⌈ ⌉ when rounding up, less one if the last window would start in the far padding (PyTorch's `ceil_mode`).
 * Meaningful only where `refusesSliding` finds nothing.
 */
export function slidOver(image: ImageShape, s: Sliding): readonly [height: Dim, width: Dim] {
  const [rows, columns] = axes(image, s);
  return [positions(rows), positions(columns)];
}

function samePadding(a: Axis): readonly [before: number, after: number] {
  const reach = span(a.kernel, a.dilation);
  const total =
    a.size === null
      ? Math.max(reach - a.stride, 0)
      : Math.max((Math.ceil(a.size / a.stride) - 1) * a.stride + reach - a.size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** The padding in pixels, TensorFlow's for `same`: the odd pixel goes to the bottom and right. */
export function paddedSides(image: ImageShape, s: Sliding): Sides {
  if (s.padding !== 'same') return explicitSides(s.padding);
  const [rows, columns] = axes(image, s);
  return [...samePadding(rows), ...samePadding(columns)];
}

export const slidingWindow = (image: ImageShape, s: Sliding): Window => ({
  kernel: s.kernel,
  stride: s.stride,
  dilation: s.dilation,
  padding: paddedSides(image, s),
});

/** The window as the training engine takes it. */
export const engineWindow = (image: ImageShape, s: Sliding): EngineWindow => ({
  kernel: s.kernel,
  stride: s.stride,
  dilation: s.dilation,
  padding: paddedSides(image, s),
});

function line(a: Axis): string | null {
  const out = positions(a);
  if (a.size === null || out === null) return null;
  if (a.same) return a.stride === 1 ? `${a.size} = ${out}` : `⌈${a.size} / ${a.stride}⌉ = ${out}`;
  const [open, close] = a.roundUp ? ['⌈', '⌉'] : ['⌊', '⌋'];
  const reach = a.dilation === 1 ? `${a.kernel}` : `${span(a.kernel, a.dilation)}`;
  const room = (a.size + a.before + a.after - span(a.kernel, a.dilation)) / a.stride;
  const dropped = a.roundUp && Math.ceil(room) + 1 > out ? ' − 1' : '';
  return `${open}(${a.size} + ${a.before + a.after} − ${reach}) / ${a.stride}${close} + 1${dropped} = ${out}`;
}

/** How height and width come about: one line when both go the same way, else one each. */
export function slidingArithmetic(image: ImageShape, s: Sliding): readonly string[] {
  const [rows, columns] = axes(image, s).map(line);
  if (rows === columns) return rows ? [rows] : [];
  return [rows && `height: ${rows}`, columns && `width: ${columns}`].filter(text => typeof text === 'string');
}

const beyond = (a: Axis): boolean => (positions(a) ?? 1) < 1;

const largestKernel = (a: Axis): number =>
  a.size === null ? a.kernel : Math.min(a.kernel, Math.floor((a.size + a.before + a.after - 1) / a.dilation) + 1);

const written = (height: Dim, width: Dim): string => `${height ?? '?'}×${width ?? '?'}`;

/** Refuses a window that is larger than the (padded) image, with the sizes and ways out; `null` when it fits. */
export function refusesSliding(what: 'kernel' | 'window', image: ImageShape, s: Sliding): Refusal | null {
  const [rows, columns] = axes(image, s);
  if (!beyond(rows) && !beyond(columns)) return null;
  const dilated = s.dilation[0] !== 1 || s.dilation[1] !== 1;
  const reach: Size2d = [span(rows.kernel, rows.dilation), span(columns.kernel, columns.dilation)];
  const add = (a: Axis): Dim => (a.size === null ? null : a.size + a.before + a.after);
  const padded = explicitSides(s.padding).some(side => side > 0);
  const kernel = dilated
    ? `${formatSize(s.kernel)} ${what}, dilated to ${formatSize(reach)},`
    : `${formatSize(s.kernel)} ${what}`;
  const over = `${written(rows.size, columns.size)} image${padded ? `, padded to ${written(add(rows), add(columns))}` : ''}`;
  const mends: Mend[] = [{ label: 'Set padding to same', do: 'set', params: { padding: 'same' } }];
  if (dilated && ![rows, columns].some(a => beyond({ ...a, dilation: 1 })))
    mends.push({ label: 'Set dilation to 1', do: 'set', params: { dilation: [1, 1] } });
  const smaller: Size2d = [largestKernel(rows), largestKernel(columns)];
  mends.push({ label: `Use a ${formatSize(smaller)} ${what}`, do: 'set', params: { kernel: smaller } });
  return refuse('kernel-too-large', `The ${kernel} is larger than the ${over}`, {
    why: `Without padding the ${what} must lie within the image.`,
    mends,
  });
}
