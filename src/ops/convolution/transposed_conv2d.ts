import type { EngineWindow } from '../../core/op/engine';
import { readFlag, readNumber } from '../../core/op/kerasConfig';
import { image, type KerasConfig, operation, type Refusal, refuse } from '../../core/op/operation';
import { int, type ParamValues, padding2d, type Sides, size2d } from '../../core/op/params';
import { type Dim, type ImageShape, type Shape, whenKnown } from '../../core/op/shape';
import { biasParam, type Convolution, convolutionNotation, isDilated, kerasConvolution } from '../convolving';
import { refusesGroups } from '../groups';
import { initializer, initializerFromKeras, KERAS_INITIALIZER } from '../initializer';
import { allRead, channelsLast, kerasSides, paddingFrom, pairFrom, sidesFrom } from '../kerasFields';
import { bounded, tooManyWeights } from '../limits';
import { formatKernel, formatPair } from '../notation';
import { engineWindow, explicitSides, span } from '../sliding';

interface Transposed extends Convolution {
  readonly outputPadding: readonly [height: number, width: number];
}

/** Length of one axis: in · s for `same`, in · s + max(k − s, 0) for `valid` (Keras), (in − 1) s + k − cut + extra else. */
function grown(size: Dim, axis: 0 | 1, p: Transposed): Dim {
  const stride = p.stride[axis];
  const reach = span(p.kernel[axis], p.dilation[axis]);
  const [first, last] = [p.padding[2 * axis], p.padding[2 * axis + 1]];
  return whenKnown([size], n => {
    if (p.padding === 'same') return n * stride;
    if (p.padding === 'valid') return n * stride + Math.max(reach - stride, 0);
    return (n - 1) * stride + reach - Number(first) - Number(last) + p.outputPadding[axis];
  });
}

function line(size: Dim, axis: 0 | 1, p: Transposed): string | null {
  const out = grown(size, axis, p);
  if (size === null || out === null) return null;
  const stride = p.stride[axis];
  const reach = span(p.kernel[axis], p.dilation[axis]);
  if (p.padding === 'same') return `${size} · ${stride} = ${out}`;
  if (p.padding === 'valid') return `${size} · ${stride} + ${Math.max(reach - stride, 0)} = ${out}`;
  const cut = Number(p.padding[2 * axis]) + Number(p.padding[2 * axis + 1]);
  const extra = p.outputPadding[axis];
  return `(${size} − 1) · ${stride} + ${reach} − ${cut}${extra > 0 ? ` + ${extra}` : ''} = ${out}`;
}

function refusesOutputPadding(p: Transposed): Refusal | null {
  const [rows, columns] = p.outputPadding;
  if (rows === 0 && columns === 0) return null;
  const none = { label: 'Set output padding to 0', do: 'set', params: { outputPadding: [0, 0] } } as const;
  if (typeof p.padding === 'string')
    return refuse('wrong-size', `Output padding works with explicit padding only, not with ${p.padding}`, {
      why: `With ${p.padding} the output size is settled already.`,
      mends: [none, { label: 'Set padding to 0 on all sides', do: 'set', params: { padding: [0, 0, 0, 0] } }],
    });
  if (rows < p.stride[0] && columns < p.stride[1]) return null;
  return refuse(
    'wrong-size',
    `Output padding ${formatPair(p.outputPadding)} is not smaller than the stride ${formatPair(p.stride)}`,
    {
      why: 'It chooses among the sizes that a convolution with this stride maps to one; there are only as many as the stride.',
      mends: [none],
    },
  );
}

function refusesEmpty(x: ImageShape, p: Transposed): Refusal | null {
  const size = [grown(x[0], 0, p), grown(x[1], 1, p)] as const;
  if (size.every(d => d === null || d > 0)) return null;
  return refuse(
    'not-positive',
    `Cutting ${explicitSides(p.padding).join(', ')} pixels leaves ${size.map(d => d ?? '?').join('×')}`,
    {
      why: 'Explicit padding of a transposed convolution is cut from its output.',
      mends: [
        { label: 'Set padding to same', do: 'set', params: { padding: 'same', outputPadding: [0, 0] } },
        { label: 'Set padding to valid', do: 'set', params: { padding: 'valid', outputPadding: [0, 0] } },
      ],
    },
  );
}

/** What is left to cut after a Keras layer with `valid` padding; negative where that layer makes too little. */
function croppedAfter(p: Transposed): Sides {
  const [top, bottom, left, right] = explicitSides(p.padding);
  const slack = (axis: 0 | 1): number => Math.max(p.stride[axis] - p.kernel[axis], 0) - p.outputPadding[axis];
  return [top, bottom + slack(0), left, right + slack(1)];
}

/** Keras's own output padding cuts ⌊k / 2⌋ on either side of `same`, nothing of `valid`, and adds to the far side. */
function withOutputPadding(config: KerasConfig, params: ParamValues): ParamValues | null {
  const extra = pairFrom(config.output_padding);
  const kernel = pairFrom(config.kernel_size);
  if (!extra || !kernel) return null;
  if (config.padding !== 'same') return { ...params, padding: [0, 0, 0, 0], outputPadding: extra };
  const cut = ([k, more]: readonly [number, number]) => 2 * Math.floor(k / 2) - more;
  const rows = cut([kernel[0], extra[0]]);
  const columns = cut([kernel[1], extra[1]]);
  if (rows < 0 || columns < 0) return null;
  const halves = (n: number) => [Math.floor(n / 2), Math.ceil(n / 2)] as const;
  return { ...params, padding: [...halves(rows), ...halves(columns)], outputPadding: [0, 0] };
}

const sharedFromKeras = (config: KerasConfig) => ({
  filters: readNumber(config, 'filters', Number.NaN),
  kernel: pairFrom(config.kernel_size),
  stride: pairFrom(config.strides ?? 1),
  dilation: pairFrom(config.dilation_rate ?? 1),
  groups: readNumber(config, 'groups', 1),
  bias: readFlag(config, 'use_bias', true),
  init: initializerFromKeras(config.kernel_initializer),
});

function fromKeras(config: KerasConfig): ParamValues | null {
  const params = allRead({ ...sharedFromKeras(config), padding: paddingFrom(config.padding) });
  if (!params || !channelsLast(config)) return null;
  return (config.output_padding ?? null) === null ? params : withOutputPadding(config, params);
}

/** Our own layer, which pads as PyTorch does. */
const fromGeneral = (config: KerasConfig): ParamValues | null =>
  allRead({
    ...sharedFromKeras(config),
    padding: paddingFrom(config.padding) ?? sidesFrom(config.padding),
    outputPadding: pairFrom(config.output_padding ?? 0),
  });

/** Where the convolution stands whose gradient this is: its image is what comes out here. */
function transposedWindow(x: ImageShape, y: Shape, p: Transposed): EngineWindow {
  const { kernel, stride, dilation } = p;
  if (typeof p.padding !== 'string') return { kernel, stride, dilation, padding: p.padding };
  return engineWindow([y[0] ?? null, y[1] ?? null, x[2]], { ...p, roundUp: false });
}

export const transposedConv2d = operation({
  id: 'transposed_conv2d',
  title: 'Transposed convolution',
  short: 'Transposed',
  category: 'convolution',
  kind: 'conv',
  order: 4,
  glyph: '<rect x="3" y="3" width="5" height="5" fill="currentColor"/><path d="M7 7h10v10H7zM12 7v10M7 12h10"/>',
  summary: 'A convolution run backwards: each pixel paints a kernel, so the image grows by the stride.',
  aliases: [
    'deconv',
    'deconvolution',
    'upconv',
    'nn.ConvTranspose2d',
    'Conv2DTranspose',
    'fractionally strided',
    'upsample',
  ],
  figure: { verb: 'Up-convolutions', legend: 'Up-convolution' },
  formula: 'y_{i s + u d,\\; j s + v d,\\; f} \\mathrel{+}= \\sum_c K_{u,v,f,c}\\; x_{i,j,c}',
  typed: ['filters', 'kernel', 'stride'],
  inputs: { x: image() },
  params: {
    filters: int({ default: 32, min: 1, label: 'Output channels' }),
    kernel: size2d({ default: [2, 2], min: 1, label: 'Kernel', help: 'What one pixel paints.' }),
    stride: size2d({ default: [2, 2], min: 1, label: 'Stride', help: 'How many times larger the image becomes.' }),
    dilation: size2d({
      default: [1, 1],
      min: 1,
      label: 'Dilation',
      help: 'Pixels from one tap of a kernel to the next.',
    }),
    padding: padding2d({
      default: 'valid',
      label: 'Padding',
      help: 'Same: the size times the stride. Explicit: pixels cut from the result, as PyTorch counts them.',
    }),
    outputPadding: size2d({
      default: [0, 0],
      min: 0,
      label: 'Output padding',
      help: 'Rows and columns added at the bottom and right, with explicit padding.',
    }),
    groups: int({ default: 1, min: 1, label: 'Groups' }),
    bias: biasParam,
    init: initializer(),
  },
  affine: true,
  notation: p =>
    [
      formatKernel(p.kernel, p.stride),
      p.filters,
      ...convolutionNotation(p),
      ...(p.outputPadding.some(n => n > 0) ? [`+ ${formatPair(p.outputPadding)}`] : []),
      ...(p.groups > 1 ? [`${p.groups} groups`] : []),
    ].join(', '),
  shape({ x }, p) {
    return (
      refusesGroups(x[2], p.filters, p.groups) ??
      refusesOutputPadding(p) ??
      refusesEmpty(x, p) ??
      tooManyWeights([...p.kernel, p.filters / p.groups, x[2]]) ??
      bounded([grown(x[0], 0, p), grown(x[1], 1, p), p.filters])
    );
  },
  arithmetic({ x }, p) {
    const [rows, columns] = [line(x[0], 0, p), line(x[1], 1, p)];
    if (rows === columns) return rows ? [rows] : [];
    return [rows && `height: ${rows}`, columns && `width: ${columns}`].filter(text => typeof text === 'string');
  },
  weights: ({ x }, p) => ({
    kernel: { shape: [...p.kernel, p.filters / p.groups, x[2]], init: p.init },
    bias: p.bias && { shape: [p.filters], init: 'zeros' },
  }),
  macs: ({ x }, _, p) => whenKnown(x, (h, w, c) => (h * w * c * p.filters * p.kernel[0] * p.kernel[1]) / p.groups),
  window: (_, p) => ({
    kernel: [
      Math.ceil(span(p.kernel[0], p.dilation[0]) / p.stride[0]),
      Math.ceil(span(p.kernel[1], p.dilation[1]) / p.stride[1]),
    ],
    stride: [1 / p.stride[0], 1 / p.stride[1]],
    dilation: [1, 1],
    padding: [0, 0, 0, 0],
  }),
  keras(k, { x }, p) {
    const config = { filters: p.filters, ...kerasConvolution(p), kernel_initializer: KERAS_INITIALIZER[p.init] };
    const cropping = croppedAfter(p);
    const explicit = typeof p.padding !== 'string';
    if (p.groups > 1 || isDilated(p) || (explicit && cropping.some(side => side < 0)))
      return k.layer(
        'GeneralConv2DTranspose',
        {
          ...config,
          padding: explicit ? kerasSides(explicitSides(p.padding)) : p.padding,
          output_padding: p.outputPadding,
          groups: p.groups,
        },
        [x],
      );
    const grownTo = k.layer('Conv2DTranspose', config, [x]);
    return explicit && cropping.some(side => side > 0)
      ? k.layer('Cropping2D', { cropping: kerasSides(cropping), data_format: 'channels_last' }, [grownTo], 'crop')
      : grownTo;
  },
  engine: (b, { x }, p, { x: from, y }) =>
    b.add({ kind: 'transposedConvolution', ...transposedWindow(from.x, y, p), groups: p.groups }, [x]),
  fromKeras: {
    Conv2DTranspose: fromKeras,
    Convolution2DTranspose: fromKeras,
    Deconvolution2D: fromKeras,
    GeneralConv2DTranspose: fromGeneral,
  },
});
