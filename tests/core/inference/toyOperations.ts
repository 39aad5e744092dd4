import { type Catalogue, image, many, type Operation, operation, refuse, tensor } from '../../../src/core/op/operation';
import { choice, dims, flag, int } from '../../../src/core/op/params';
import { formatShape, sameShape, sizeOf, whenKnown } from '../../../src/core/op/shape';

const plain = { summary: '', aliases: [], formula: '', notation: () => '' };
const untold = () => ({ layer: '' });

const input = operation({
  ...plain,
  id: 'input',
  title: 'Input',
  category: 'data',
  kind: 'data',
  inputs: {},
  params: { shape: dims({ default: [28, 28, 1], label: 'Shape', open: true }) },
  shape: (_, p) => p.shape,
  keras: untold,
});

const output = operation({
  ...plain,
  id: 'output',
  title: 'Output',
  category: 'data',
  kind: 'data',
  inputs: { x: tensor() },
  sink: true,
  params: { loss: choice({ default: 'auto', label: 'Loss', options: { auto: 'Auto', categorical: 'Categorical' } }) },
  shape: ({ x }) => x,
  keras: untold,
});

/** A valid convolution with stride 1 and a square kernel. */
const conv = operation({
  ...plain,
  id: 'conv',
  title: 'Conv',
  category: 'convolution',
  kind: 'conv',
  affine: true,
  inputs: { x: image() },
  params: {
    filters: int({ default: 8, min: 1, label: 'Output channels' }),
    size: int({ default: 3, min: 1, label: 'Kernel' }),
    bias: flag({ default: true, label: 'Bias' }),
  },
  shape({ x: [h, w] }, p) {
    const out = [h, w].map(d => whenKnown([d], v => v - p.size + 1));
    if (out.some(d => d !== null && d < 1)) {
      return refuse('kernel-too-large', `Conv has a kernel of ${p.size}, got ${formatShape([h, w])}`, {
        mends: [
          { label: 'Set Kernel to 99', do: 'set', params: { size: 99 } },
          { label: 'Set Kernel to 1', do: 'set', params: { size: 1 } },
        ],
      });
    }
    return [...out, p.filters];
  },
  weights: ({ x }, p) => ({
    kernel: { shape: [p.size, p.size, x[2], p.filters], init: 'glorot_uniform' },
    bias: p.bias && { shape: [p.filters], init: 'zeros' },
  }),
  macs: ({ x: [, , c] }, y, p) => whenKnown([c, sizeOf(y)], (ch, n) => ch * n * p.size * p.size),
  window: (_, p) => ({ kernel: [p.size, p.size], stride: [1, 1], dilation: [1, 1], padding: [0, 0, 0, 0] }),
  keras: untold,
});

const linear = operation({
  ...plain,
  id: 'linear',
  title: 'Linear',
  category: 'linear',
  kind: 'linear',
  affine: true,
  inputs: { x: tensor() },
  params: { units: int({ default: 10, min: 1, label: 'Units' }) },
  shape({ x }, p) {
    if (x.length === 1) return [p.units];
    return refuse('wrong-rank', `Linear needs a flat vector, got ${formatShape(x)}`, {
      port: 'x',
      mends: [{ label: 'Insert Flatten', do: 'insert', op: 'flatten', port: 'x' }],
    });
  },
  weights: ({ x }, p) => ({
    kernel: { shape: [x[0] ?? null, p.units], init: 'glorot_uniform' },
    bias: { shape: [p.units], init: 'zeros' },
  }),
  macs: ({ x }, _, p) => whenKnown([x[0] ?? null], n => n * p.units),
  keras: untold,
});

const flatten = operation({
  ...plain,
  id: 'flatten',
  title: 'Flatten',
  category: 'shape',
  kind: 'shape',
  inputs: { x: tensor() },
  params: {},
  shape: ({ x }) => [sizeOf(x)],
  keras: untold,
});

const relu = operation({
  ...plain,
  id: 'relu',
  title: 'ReLU',
  category: 'activation',
  kind: 'act',
  inputs: { x: tensor() },
  params: {},
  shape: ({ x }) => x,
  keras: untold,
});

const add = operation({
  ...plain,
  id: 'add',
  title: 'Add',
  category: 'merge',
  kind: 'merge',
  inputs: { x: many('terms') },
  params: {},
  shape({ x: [first = [], ...rest] }) {
    const odd = rest.findIndex(s => !sameShape(s, first));
    const other = rest[odd];
    if (!other) return first;
    return refuse('shape-mismatch', `Add needs equal shapes, got ${formatShape(first)} and ${formatShape(other)}`, {
      port: `x.${odd + 1}`,
      mends: [{ label: 'Insert Flatten', do: 'insert', op: 'flatten', port: `x.${odd + 1}` }],
    });
  },
  keras: untold,
});

/** Counts the calls to every operation's `shape`, so that tests see what was computed again. */
export function counting(ops: Catalogue): { readonly ops: Catalogue; calls: number } {
  const counter = { calls: 0, ops };
  counter.ops = new Map(
    [...ops].map(([id, op]) => [
      id,
      {
        ...op,
        shape: (x: Parameters<Operation['shape']>[0], p: Parameters<Operation['shape']>[1]) => {
          counter.calls++;
          return op.shape(x, p);
        },
      },
    ]),
  );
  return counter;
}

/** A handful of operations, simple enough to know their results by heart. */
export const toyOperations: Catalogue = new Map<string, Operation>(
  [input, output, conv, linear, flatten, relu, add].map(op => [op.id, op as Operation]),
);
