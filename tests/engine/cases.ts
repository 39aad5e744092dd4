import type { ParamValues } from '../../src/core/op/params';
import { catalogue } from '../../src/ops/catalogue';
import type { Written } from './networks';

/** What stands in the middle of a network: operation, parameters. Empty: the defaults. */
export const CASES: Readonly<Record<string, readonly ParamValues[]>> = {
  conv2d: [
    { filters: 5, kernel: [3, 3] },
    { filters: 9, kernel: [3, 2], padding: 'same', stride: [2, 1] },
    { filters: 4, kernel: [1, 1] },
    { filters: 4, kernel: [1, 1], stride: [2, 2] },
    { filters: 8, kernel: [9, 9] },
    { filters: 6, kernel: [3, 3], dilation: [2, 2], padding: [1, 2, 0, 3] },
    { filters: 6, kernel: [3, 3], groups: 3, padding: 'same' },
    { filters: 12, kernel: [2, 2], groups: 6, bias: false },
  ],
  depthwise_conv2d: [{}, { multiplier: 3, stride: [2, 2], padding: 'same' }, { dilation: [2, 1], bias: false }],
  separable_conv2d: [{ filters: 7 }, { filters: 3, multiplier: 2, padding: 'same', stride: [2, 2] }],
  transposed_conv2d: [
    { filters: 4 },
    { filters: 5, kernel: [3, 3], padding: 'same' },
    { filters: 4, kernel: [3, 3], stride: [1, 1], dilation: [2, 2], groups: 2 },
    { filters: 3, kernel: [3, 3], padding: [1, 1, 0, 1], outputPadding: [1, 0], groups: 3 },
    { filters: 3, kernel: [2, 2], stride: [3, 3] },
  ],
  max_pool: [
    {},
    { kernel: [3, 3], stride: [2, 2], padding: 'same' },
    { kernel: [3, 3], stride: [2, 2], rounding: 'up' },
  ],
  min_pool: [{}, { kernel: [3, 3], stride: [1, 2], padding: [1, 0, 1, 2] }],
  average_pool: [
    {},
    { kernel: [3, 3], stride: [2, 2], padding: 'same' },
    { kernel: [3, 3], stride: [2, 2], padding: 'same', countPadding: true },
    { kernel: [3, 2], stride: [2, 2], padding: [1, 1, 1, 0], countPadding: true, rounding: 'up' },
  ],
  global_average_pool: [{}, { keepDims: true }],
  global_max_pool: [{}],
  adaptive_average_pool: [{ size: [2, 3] }, { size: [4, 5] }],
  reshape: [{ shape: [81, null] }],
  permute: [{ order: [3, 1, 2] }],
  zero_pad: [{ sides: [1, 2, 0, 3] }],
  crop: [{ sides: [1, 2, 0, 3] }],
  upsample: [{}, { factor: [2, 3], interpolation: 'bilinear' }],
  resize: [{ size: [5, 14] }, { size: [5, 14], interpolation: 'bilinear' }],
  prelu: [{}, { share: 'all' }, { share: 'none' }],
  leaky_relu: [{ slope: 0.2 }],
  elu: [{}, { alpha: 0.5 }],
  group_norm: [{ groups: 3 }, { groups: 1, scale: false }, { groups: 6, center: false }],
  batch_norm: [{}, { scale: false }, { center: false, momentum: 0.5 }],
  layer_norm: [{}],
  local_response_norm: [{ radius: 1, bias: 1, alpha: 0.3, beta: 0.7 }],
  normalize: [{ statistics: 'custom', mean: 0.3, std: 0.2 }],
  rescale: [{ scale: 3, offset: -1 }],
};

/** Those that draw random numbers have tests of their own; those that merge stand in merging.test.ts. */
const ELSEWHERE = new Set(['input', 'output', 'linear', 'flatten']);
/** Operations with one input, which stand in the middle of a network. */
export const inTheMiddle = [...catalogue.values()].filter(
  op => op.category !== 'merge' && op.category !== 'regularisation' && !ELSEWHERE.has(op.id),
);

/** A bias before a normalisation that takes it away again has no gradient, only rounding errors. */
export const around = (op: string, params: ParamValues): readonly Written[] => [
  ['in', 'input', { shape: [11, 11, 3] }],
  ['before', 'conv2d', { filters: 6, kernel: [3, 3], bias: !op.endsWith('_norm') }],
  ['middle', op, params],
  ['flat', 'flatten'],
  ['scores', 'linear', { units: 4 }],
  ['softmax', 'softmax'],
  ['out', 'output'],
];
