import type { Architecture } from '../../src/core/document/architecture';
import { int, type Padding2d, type ParamValue, padding2d, size2d } from '../../src/core/op/params';
import { bound, type GraphSketch, Sketch, type Tensor } from './sketch';

/** The padding in pixels that torchvision gives a kernel of odd size, so that the map stays as large as it was. */
const keepingSize = ([height, width]: readonly [number, number]): Padding2d => {
  const [rows, columns] = [(height - 1) / 2, (width - 1) / 2];
  return rows + columns === 0 ? 'valid' : [rows, rows, columns, columns];
};

export interface InceptionSizes {
  readonly title: string;
  readonly input: readonly [height: number, width: number, channels: number];
  readonly classes: number;
  /** Divides every number of channels; 1 is the paper's network. */
  readonly thinner: number;
  readonly auxiliary: boolean;
  readonly notes: string;
}

/**
 * Inception v3 (Szegedy and others, Rethinking the Inception Architecture for Computer Vision, 2015), with torchvision's
 * structure: its paddings, average pooling that counts padding, batch normalisation with epsilon 0.001.
 */
export function inceptionV3(sizes: InceptionSizes): Architecture {
  const net = new Sketch(sizes.title, sizes.notes);
  const of = (channels: number): number => Math.max(1, Math.round(channels / sizes.thinner));

  const conv = net.module(
    'conv_bn_relu',
    {
      title: 'Conv-BN-ReLU',
      summary: 'A convolution without bias, batch normalisation, ReLU: the brick of the whole network.',
      params: {
        filters: int({ default: 32, min: 1, label: 'Output channels' }),
        kernel: size2d({ default: [3, 3], min: 1, label: 'Kernel' }),
        stride: size2d({ default: [1, 1], min: 1, label: 'Stride' }),
        padding: padding2d({ default: 'valid', label: 'Padding' }),
      },
    },
    g => {
      const x = g.input('x', [35, 35, of(192)]);
      const y = g.chain(
        x,
        [
          'conv2d',
          'conv',
          {
            filters: bound('filters'),
            kernel: bound('kernel'),
            stride: bound('stride'),
            padding: bound('padding'),
            bias: false,
          },
        ],
        ['batch_norm', 'bn', { momentum: 0.9 }],
        ['relu', 'relu'],
      );
      g.output('y', y);
    },
  );
  const brick = (
    g: GraphSketch,
    name: string,
    x: Tensor,
    filters: ParamValue,
    kernel: readonly [number, number],
    more: Readonly<Record<string, ParamValue>> = {},
  ): Tensor => g.add(conv, name, x, { filters, kernel, padding: keepingSize(kernel), ...more });
  const reduce = { stride: [2, 2], padding: 'valid' } as const;
  const average = { kernel: [3, 3], stride: [1, 1], padding: 'same', countPadding: true } as const;

  const blockA = net.module(
    'inception_a',
    {
      title: 'Inception A',
      summary: 'Figure 5 of the paper: a 5×5 and two 3×3 beside a 1×1 and a pooled branch.',
      params: { pool_features: int({ default: of(64), min: 1, label: 'Pool features' }) },
    },
    g => {
      const x = g.input('x', [35, 35, of(256)]);
      const b1 = brick(g, 'branch1x1', x, of(64), [1, 1]);
      let b5 = brick(g, 'branch5x5_1', x, of(48), [1, 1]);
      b5 = brick(g, 'branch5x5_2', b5, of(64), [5, 5]);
      let b3 = brick(g, 'branch3x3dbl_1', x, of(64), [1, 1]);
      b3 = brick(g, 'branch3x3dbl_2', b3, of(96), [3, 3]);
      b3 = brick(g, 'branch3x3dbl_3', b3, of(96), [3, 3]);
      const pooled = g.add('average_pool', 'pool', x, average);
      const bp = brick(g, 'branch_pool', pooled, bound('pool_features'), [1, 1]);
      g.output('y', g.add('concat', 'Concat', [b1, b5, b3, bp]));
    },
  );

  const blockB = net.module(
    'inception_b',
    { title: 'Inception B', summary: 'Halves the grid: strided convolutions beside a max pool.' },
    g => {
      const x = g.input('x', [35, 35, of(288)]);
      const b3 = brick(g, 'branch3x3', x, of(384), [3, 3], reduce);
      let bd = brick(g, 'branch3x3dbl_1', x, of(64), [1, 1]);
      bd = brick(g, 'branch3x3dbl_2', bd, of(96), [3, 3]);
      bd = brick(g, 'branch3x3dbl_3', bd, of(96), [3, 3], reduce);
      const pool = g.add('max_pool', 'pool', x, { kernel: [3, 3], stride: [2, 2] });
      g.output('y', g.add('concat', 'Concat', [b3, bd, pool]));
    },
  );

  const blockC = net.module(
    'inception_c',
    {
      title: 'Inception C',
      summary: 'Figure 6 of the paper: 7×7 convolutions taken apart into 1×7 and 7×1.',
      params: { channels_7x7: int({ default: of(128), min: 1, label: '7×7 channels' }) },
    },
    g => {
      const c7 = bound('channels_7x7');
      const x = g.input('x', [17, 17, of(768)]);
      const b1 = brick(g, 'branch1x1', x, of(192), [1, 1]);
      let b7 = brick(g, 'branch7x7_1', x, c7, [1, 1]);
      b7 = brick(g, 'branch7x7_2', b7, c7, [1, 7]);
      b7 = brick(g, 'branch7x7_3', b7, of(192), [7, 1]);
      let bd = brick(g, 'branch7x7dbl_1', x, c7, [1, 1]);
      bd = brick(g, 'branch7x7dbl_2', bd, c7, [7, 1]);
      bd = brick(g, 'branch7x7dbl_3', bd, c7, [1, 7]);
      bd = brick(g, 'branch7x7dbl_4', bd, c7, [7, 1]);
      bd = brick(g, 'branch7x7dbl_5', bd, of(192), [1, 7]);
      const pooled = g.add('average_pool', 'pool', x, average);
      const bp = brick(g, 'branch_pool', pooled, of(192), [1, 1]);
      g.output('y', g.add('concat', 'Concat', [b1, b7, bd, bp]));
    },
  );

  const blockD = net.module('inception_d', { title: 'Inception D', summary: 'Halves the grid again.' }, g => {
    const x = g.input('x', [17, 17, of(768)]);
    let b3 = brick(g, 'branch3x3_1', x, of(192), [1, 1]);
    b3 = brick(g, 'branch3x3_2', b3, of(320), [3, 3], reduce);
    let b7 = brick(g, 'branch7x7x3_1', x, of(192), [1, 1]);
    b7 = brick(g, 'branch7x7x3_2', b7, of(192), [1, 7]);
    b7 = brick(g, 'branch7x7x3_3', b7, of(192), [7, 1]);
    b7 = brick(g, 'branch7x7x3_4', b7, of(192), [3, 3], reduce);
    const pool = g.add('max_pool', 'pool', x, { kernel: [3, 3], stride: [2, 2] });
    g.output('y', g.add('concat', 'Concat', [b3, b7, pool]));
  });

  const blockE = net.module(
    'inception_e',
    { title: 'Inception E', summary: 'Figure 7 of the paper: wide 1×3 and 3×1 pairs on the coarsest grid.' },
    g => {
      const x = g.input('x', [8, 8, of(1280)]);
      const b1 = brick(g, 'branch1x1', x, of(320), [1, 1]);
      const b3 = brick(g, 'branch3x3_1', x, of(384), [1, 1]);
      const b3a = brick(g, 'branch3x3_2a', b3, of(384), [1, 3]);
      const b3b = brick(g, 'branch3x3_2b', b3, of(384), [3, 1]);
      let bd = brick(g, 'branch3x3dbl_1', x, of(448), [1, 1]);
      bd = brick(g, 'branch3x3dbl_2', bd, of(384), [3, 3]);
      const bda = brick(g, 'branch3x3dbl_3a', bd, of(384), [1, 3]);
      const bdb = brick(g, 'branch3x3dbl_3b', bd, of(384), [3, 1]);
      const pooled = g.add('average_pool', 'pool', x, average);
      const bp = brick(g, 'branch_pool', pooled, of(192), [1, 1]);
      g.output('y', g.add('concat', 'Concat', [b1, b3a, b3b, bda, bdb, bp]));
    },
  );

  const g = net.main;
  let x: Tensor = g.input('Input', sizes.input);
  x = brick(g, 'Conv2d_1a_3x3', x, of(32), [3, 3], reduce);
  x = brick(g, 'Conv2d_2a_3x3', x, of(32), [3, 3], { padding: 'valid' });
  x = brick(g, 'Conv2d_2b_3x3', x, of(64), [3, 3]);
  x = g.add('max_pool', 'maxpool1', x, { kernel: [3, 3], stride: [2, 2] });
  x = brick(g, 'Conv2d_3b_1x1', x, of(80), [1, 1], { padding: 'valid' });
  x = brick(g, 'Conv2d_4a_3x3', x, of(192), [3, 3], { padding: 'valid' });
  x = g.add('max_pool', 'maxpool2', x, { kernel: [3, 3], stride: [2, 2] });
  x = g.add(blockA, 'Mixed_5b', x, { pool_features: of(32) });
  x = g.add(blockA, 'Mixed_5c', x);
  x = g.add(blockA, 'Mixed_5d', x);
  x = g.add(blockB, 'Mixed_6a', x);
  x = g.add(blockC, 'Mixed_6b', x);
  x = g.add(blockC, 'Mixed_6c', x, { channels_7x7: of(160) });
  x = g.add(blockC, 'Mixed_6d', x, { channels_7x7: of(160) });
  const last17 = g.add(blockC, 'Mixed_6e', x, { channels_7x7: of(192) });
  x = g.add(blockD, 'Mixed_7a', last17);
  x = g.add(blockE, 'Mixed_7b', x);
  x = g.add(blockE, 'Mixed_7c', x);
  x = g.chain(
    x,
    ['global_average_pool', 'avgpool'],
    ['dropout', 'dropout'],
    ['linear', 'fc', { units: sizes.classes }],
    ['softmax', 'softmax'],
  );
  g.output('Output', x);
  if (sizes.auxiliary) {
    const aux = net.module(
      'inception_aux',
      {
        title: 'Auxiliary classifier',
        summary: 'Pulls the gradient into the middle of the network; only training uses it.',
        params: { classes: int({ default: sizes.classes, min: 1, label: 'Classes' }) },
      },
      a => {
        const from = a.input('x', [17, 17, of(768)]);
        const pooled = a.add('average_pool', 'pool', from, { kernel: [5, 5], stride: [3, 3] });
        const c0 = brick(a, 'conv0', pooled, of(128), [1, 1]);
        const c1 = brick(a, 'conv1', c0, of(768), [5, 5], { padding: 'valid' });
        const flat = a.add('global_average_pool', 'avgpool', c1);
        a.output('y', a.add('linear', 'fc', flat, { units: bound('classes') }));
      },
    );
    const logits = g.add(aux, 'AuxLogits', last17);
    g.output('Auxiliary output', g.add('softmax', 'aux softmax', logits), { weight: 0.3 });
  }
  return net.draft();
}
