import type { ParamValues, Sides } from '../../src/core/op/params';

/** A tensor as nested loops see it: plain numbers in row-major order. */
export interface Values {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
type Image = (row: number, column: number, channel: number) => number;
type Pair = readonly [number, number];
type Named = Readonly<Record<string, Values>>;

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Reads an image, 0 outside it. */
function reader({ shape: [height = 1, width = 1, channels = 1], data }: Values): Image {
  return (i, j, c) =>
    i < 0 || j < 0 || i >= height || j >= width ? 0 : (data[(i * width + j) * channels + c] ?? Number.NaN);
}

function filled(shape: readonly number[], value: (...at: number[]) => number): Values {
  const data: number[] = [];
  const visit = (at: number[]): void => {
    if (at.length === shape.length) data.push(value(...at));
    else for (let i = 0; i < (shape[at.length] ?? 0); i++) visit([...at, i]);
  };
  visit([]);
  return { shape, data };
}

function at({ shape, data }: Values, ...place: number[]): number {
  return data[place.reduce((offset, i, axis) => offset * (shape[axis] ?? 1) + i, 0)] ?? Number.NaN;
}

const pair = (p: ParamValues, name: string): Pair => p[name] as unknown as Pair;
const number = (p: ParamValues, name: string): number => Number(p[name]);

/** Padding before each axis; TensorFlow puts half of `same`'s, rounded down, first. */
function before(p: ParamValues, kernel: Pair, dilation: Pair, size: Pair): Pair {
  if (p.padding === 'valid') return [0, 0];
  if (p.padding !== 'same') return [(p.padding as unknown as Sides)[0], (p.padding as unknown as Sides)[2]];
  const stride = pair(p, 'stride');
  const half = (a: 0 | 1): number => {
    const reach = dilation[a] * (kernel[a] - 1) + 1;
    return Math.floor(Math.max((Math.ceil(size[a] / stride[a]) - 1) * stride[a] + reach - size[a], 0) / 2);
  };
  return [half(0), half(1)];
}

/** Each output pixel and channel as a sum over a kernel's taps; `tap` says what one of them adds. */
function slide(
  x: Values,
  y: readonly number[],
  p: ParamValues,
  tap: (pixel: Image, u: number, v: number, i: number, j: number, f: number) => number,
) {
  const [kernel, stride, dilation] = [pair(p, 'kernel'), pair(p, 'stride'), pair(p, 'dilation')];
  const [top, left] = before(p, kernel, dilation, [x.shape[0] ?? 0, x.shape[1] ?? 0]);
  const pixel = reader(x);
  return filled(y, (i = 0, j = 0, f = 0) => {
    let sum = 0;
    for (let u = 0; u < kernel[0]; u++)
      for (let v = 0; v < kernel[1]; v++)
        sum += tap(pixel, u, v, i * stride[0] + u * dilation[0] - top, j * stride[1] + v * dilation[1] - left, f);
    return sum;
  });
}

const biased = (y: Values, w: Named): Values => {
  const channels = y.shape.at(-1) ?? 1;
  return { shape: y.shape, data: y.data.map((value, i) => value + (w.bias?.data[i % channels] ?? 0)) };
};

function convolve(x: Values, y: readonly number[], p: ParamValues, w: Named): Values {
  const { kernel } = w;
  if (!kernel) throw new Error('no kernel');
  const [, , share = 1] = kernel.shape;
  const perGroup = number(p, 'filters') / number(p, 'groups');
  return slide(x, y, p, (pixel, u, v, i, j, f) => {
    const first = Math.floor(f / perGroup) * share;
    let sum = 0;
    for (let c = 0; c < share; c++) sum += pixel(i, j, first + c) * at(kernel, u, v, c, f);
    return sum;
  });
}

function depthwise(x: Values, y: readonly number[], p: ParamValues, w: Named): Values {
  const { depthwise_kernel: kernel } = w;
  if (!kernel) throw new Error('no kernel');
  const m = number(p, 'multiplier');
  return slide(
    x,
    y,
    p,
    (pixel, u, v, i, j, f) => pixel(i, j, Math.floor(f / m)) * at(kernel, u, v, Math.floor(f / m), f % m),
  );
}

function separable(x: Values, y: readonly number[], p: ParamValues, w: Named): Values {
  const between = (x.shape[2] ?? 1) * number(p, 'multiplier');
  const parts = depthwise(x, [y[0] ?? 1, y[1] ?? 1, between], p, w);
  const mix = w.pointwise_kernel;
  if (!mix) throw new Error('no pointwise kernel');
  return filled(y, (i = 0, j = 0, f = 0) => {
    let sum = 0;
    for (let c = 0; c < between; c++) sum += at(parts, i, j, c) * at(mix, 0, 0, c, f);
    return sum;
  });
}

/** Every pixel paints the kernel; what falls outside the output is lost. */
function transposed(x: Values, y: readonly number[], p: ParamValues, w: Named): Values {
  const { kernel } = w;
  if (!kernel) throw new Error('no kernel');
  const [size, stride, dilation] = [pair(p, 'kernel'), pair(p, 'stride'), pair(p, 'dilation')];
  const [height = 1, width = 1, channels = 1] = x.shape;
  const reach = (a: 0 | 1): number => dilation[a] * (size[a] - 1) + 1;
  // `same` keeps in · s of the (in − 1) · s + k painted pixels: half of the rest, rounded down, goes first.
  const half = (a: 0 | 1): number => (p.padding === 'same' ? Math.floor(Math.max(reach(a) - stride[a], 0) / 2) : 0);
  const cut: Pair = typeof p.padding === 'string' ? [half(0), half(1)] : before(p, size, dilation, [height, width]);
  const groups = number(p, 'groups');
  const share = channels / groups;
  const perGroup = number(p, 'filters') / groups;
  const painted = new Float64Array(sizeOf(y));
  for (let i = 0; i < height; i++)
    for (let j = 0; j < width; j++)
      for (let u = 0; u < size[0]; u++)
        for (let v = 0; v < size[1]; v++) {
          const [row, column] = [i * stride[0] + u * dilation[0] - cut[0], j * stride[1] + v * dilation[1] - cut[1]];
          if (row < 0 || column < 0 || row >= (y[0] ?? 0) || column >= (y[1] ?? 0)) continue;
          for (let c = 0; c < channels; c++)
            for (let f = 0; f < perGroup; f++) {
              const out = Math.floor(c / share) * perGroup + f;
              const place = (row * (y[1] ?? 1) + column) * (y[2] ?? 1) + out;
              painted[place] = (painted[place] ?? 0) + at(x, i, j, c) * at(kernel, u, v, f, c);
            }
        }
  return { shape: y, data: [...painted] };
}

/** Windows clipped to the image, or for counted padding to the padded image. */
function pooled(
  x: Values,
  y: readonly number[],
  p: ParamValues,
  reduce: (seen: number[], counted: number) => number,
): Values {
  const [kernel, stride] = [pair(p, 'kernel'), pair(p, 'stride')];
  const [height = 1, width = 1] = x.shape;
  const first = before(p, kernel, [1, 1], [height, width]);
  const last = (a: 0 | 1): number => {
    if (p.padding === 'valid') return 0;
    if (p.padding !== 'same') return Number((p.padding as unknown as Sides)[2 * a + 1]);
    const size = a === 0 ? height : width;
    return Math.max((Math.ceil(size / stride[a]) - 1) * stride[a] + kernel[a] - size, 0) - first[a];
  };
  const pixel = reader(x);
  return filled(y, (i = 0, j = 0, c = 0) => {
    const [row, column] = [i * stride[0] - first[0], j * stride[1] - first[1]];
    const seen: number[] = [];
    let counted = 0;
    for (let u = row; u < row + kernel[0]; u++)
      for (let v = column; v < column + kernel[1]; v++) {
        if (u < height + last(0) && v < width + last(1)) counted++;
        if (u >= 0 && v >= 0 && u < height && v < width) seen.push(pixel(u, v, c));
      }
    return reduce(seen, counted);
  });
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** PyTorch's area of one adaptive window. */
function adaptive(x: Values, y: readonly number[]): Values {
  const [height = 1, width = 1] = x.shape;
  return filled(y, (i = 0, j = 0, c = 0) => {
    const seen: number[] = [];
    for (let u = Math.floor((i * height) / (y[0] ?? 1)); u < Math.ceil(((i + 1) * height) / (y[0] ?? 1)); u++)
      for (let v = Math.floor((j * width) / (y[1] ?? 1)); v < Math.ceil(((j + 1) * width) / (y[1] ?? 1)); v++)
        seen.push(at(x, u, v, c));
    return sum(seen) / seen.length;
  });
}

/** PyTorch's `interpolate`, `align_corners=False`. */
function interpolated(x: Values, y: readonly number[], p: ParamValues): Values {
  const [height = 1, width = 1] = x.shape;
  const scale: Pair = [height / (y[0] ?? 1), width / (y[1] ?? 1)];
  if (p.interpolation === 'nearest')
    return filled(y, (i = 0, j = 0, c = 0) =>
      // In whole numbers: i · (in / out) may fall just short of one.
      at(x, Math.floor((i * height) / (y[0] ?? 1)), Math.floor((j * width) / (y[1] ?? 1)), c),
    );
  return filled(y, (i = 0, j = 0, c = 0) => {
    const [r, s] = [Math.max(scale[0] * (i + 0.5) - 0.5, 0), Math.max(scale[1] * (j + 0.5) - 0.5, 0)];
    const [u, v] = [Math.floor(r), Math.floor(s)];
    const [below, right] = [Math.min(u + 1, height - 1), Math.min(v + 1, width - 1)];
    const [a, b] = [r - u, s - v];
    const upper = (1 - b) * at(x, u, v, c) + b * at(x, u, right, c);
    const lower = (1 - b) * at(x, below, v, c) + b * at(x, below, right, c);
    return (1 - a) * upper + a * lower;
  });
}

/** Elementwise on all inputs, each repeated along missing axes and axes of length 1. */
function merged(xs: readonly Values[], y: readonly number[], f: (values: number[]) => number): Values {
  return filled(y, (...place) =>
    f(
      xs.map(x => at(x, ...place.slice(place.length - x.shape.length).map((i, axis) => (x.shape[axis] === 1 ? 0 : i)))),
    ),
  );
}

function joined(xs: readonly Values[], y: readonly number[], axis: number): Values {
  return filled(y, (...place) => {
    let along = place[axis] ?? 0;
    for (const x of xs) {
      const length = x.shape[axis] ?? 0;
      if (along < length) return at(x, ...place.map((i, a) => (a === axis ? along : i)));
      along -= length;
    }
    return Number.NaN;
  });
}

const STATISTICS: Readonly<Record<string, readonly [readonly number[], readonly number[]]>> = {
  imagenet: [
    [0.485, 0.456, 0.406],
    [0.229, 0.224, 0.225],
  ],
  cifar10: [
    [0.4914, 0.4822, 0.4465],
    [0.247, 0.2435, 0.2616],
  ],
  mnist: [[0.1307], [0.3081]],
};

function normalised(x: Values, p: ParamValues): Values {
  const [mean, std] = STATISTICS[String(p.statistics)] ?? [[number(p, 'mean')], [number(p, 'std')]];
  const channels = x.shape.at(-1) ?? 1;
  const of = (list: readonly number[], i: number): number => list[list.length === 1 ? 0 : i % channels] ?? Number.NaN;
  return { shape: x.shape, data: x.data.map((value, i) => (value - of(mean, i)) / of(std, i)) };
}

const sidesOf = (p: ParamValues): Sides => p.sides as unknown as Sides;

/** What an operation computes, by plain loops from its definition: inputs, output shape, parameters, weights. */
export type Naive = (x: readonly Values[], y: readonly number[], p: ParamValues, w: Named) => Values;
const one =
  (f: (x: Values, y: readonly number[], p: ParamValues, w: Named) => Values): Naive =>
  ([x], y, p, w) => {
    if (!x) throw new Error('no input');
    return f(x, y, p, w);
  };

export const NAIVE: Readonly<Record<string, Naive>> = {
  conv2d: one((x, y, p, w) => biased(convolve(x, y, p, w), w)),
  depthwise_conv2d: one((x, y, p, w) => biased(depthwise(x, y, p, w), w)),
  separable_conv2d: one((x, y, p, w) => biased(separable(x, y, p, w), w)),
  transposed_conv2d: one((x, y, p, w) => biased(transposed(x, y, p, w), w)),
  average_pool: one((x, y, p) =>
    pooled(x, y, p, (seen, counted) => sum(seen) / (p.countPadding ? counted : seen.length)),
  ),
  max_pool: one((x, y, p) => pooled(x, y, p, seen => Math.max(...seen))),
  min_pool: one((x, y, p) => pooled(x, y, p, seen => Math.min(...seen))),
  global_average_pool: one((x, y) => ({ shape: y, data: adaptive(x, [1, 1, x.shape[2] ?? 1]).data })),
  global_max_pool: one((x, y) => {
    const channels = x.shape[2] ?? 1;
    return {
      shape: y,
      data: Array.from({ length: channels }, (_, c) => Math.max(...x.data.filter((_v, i) => i % channels === c))),
    };
  }),
  adaptive_average_pool: one(adaptive),
  linear: one((x, y, _, w) =>
    biased(
      filled(y, (j = 0) => sum(x.data.map((value, i) => value * at(w.kernel ?? x, i, j)))),
      w,
    ),
  ),
  flatten: one((x, y) => ({ shape: y, data: x.data })),
  reshape: one((x, y) => ({ shape: y, data: x.data })),
  permute: one((x, y, p) => {
    const order = p.order as readonly number[];
    return filled(y, (...place) => at(x, ...x.shape.map((_, axis) => place[order.indexOf(axis + 1)] ?? 0)));
  }),
  zero_pad: one((x, y, p) => {
    const pixel = reader(x);
    return filled(y, (i = 0, j = 0, c = 0) => pixel(i - sidesOf(p)[0], j - sidesOf(p)[2], c));
  }),
  crop: one((x, y, p) => filled(y, (i = 0, j = 0, c = 0) => at(x, i + sidesOf(p)[0], j + sidesOf(p)[2], c))),
  upsample: one(interpolated),
  resize: one(interpolated),
  rescale: one((x, _, p) => ({ shape: x.shape, data: x.data.map(v => v * number(p, 'scale') + number(p, 'offset')) })),
  normalize: one((x, _, p) => normalised(x, p)),
  add: (x, y) => merged(x, y, sum),
  subtract: (x, y) => merged(x, y, ([a = 0, b = 0]) => a - b),
  multiply: (x, y) => merged(x, y, v => v.reduce((a, b) => a * b, 1)),
  average: (x, y) => merged(x, y, v => sum(v) / v.length),
  maximum: (x, y) => merged(x, y, v => Math.max(...v)),
  minimum: (x, y) => merged(x, y, v => Math.min(...v)),
  concat: (x, y, p) => joined(x, y, p.axis === 'channels' ? y.length - 1 : p.axis === 'height' ? 0 : 1),
};
