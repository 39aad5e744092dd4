import type { Architecture } from '../../src/core/document/architecture';
import { int, size2d } from '../../src/core/op/params';
import { bound, Sketch, type Tensor } from './sketch';

const BN = { momentum: 0.9, epsilon: 1e-3 } as const;

/** Channels of an Inception block: 1×1; 3×3 reduced from, to; 5×5 reduced from, to (a 3×3 here); pooled. */
type Widths = readonly [n1: number, r3: number, n3: number, r5: number, n5: number, pool: number];

/** GoogLeNet (Szegedy and others, Going Deeper with Convolutions, 2014) as torchvision has it. */
export function googLeNet(auxiliary: boolean): Architecture {
  const net = new Sketch(
    auxiliary ? 'GoogLeNet, with auxiliary classifiers' : 'GoogLeNet',
    'Szegedy and others 2014, as torchvision has it: batch normalisation, and 3×3 kernels where the paper has 5×5.',
  );
  const conv = net.module(
    'conv_bn_relu',
    {
      title: 'Conv-BN-ReLU',
      params: {
        filters: int({ default: 64, min: 1, label: 'Output channels' }),
        kernel: size2d({ default: [1, 1], min: 1, label: 'Kernel' }),
      },
    },
    m =>
      m.output(
        'y',
        m.chain(
          m.input('x', [28, 28, 192]),
          ['conv2d', 'conv', { filters: bound('filters'), kernel: bound('kernel'), padding: 'same', bias: false }],
          ['batch_norm', 'bn', BN],
          ['relu', 'relu'],
        ),
      ),
  );
  const inception = net.module(
    'inception',
    {
      title: 'Inception',
      summary: 'Kernels of several sizes side by side, each behind a cheap 1×1.',
      params: {
        n1: int({ default: 64, min: 1, label: '1×1' }),
        r3: int({ default: 96, min: 1, label: '3×3 reduce' }),
        n3: int({ default: 128, min: 1, label: '3×3' }),
        r5: int({ default: 16, min: 1, label: '5×5 reduce' }),
        n5: int({ default: 32, min: 1, label: '5×5' }),
        pool: int({ default: 32, min: 1, label: 'Pool projection' }),
      },
    },
    m => {
      const x = m.input('x', [28, 28, 192]);
      const b1 = m.add(conv, 'branch1', x, { filters: bound('n1') });
      const b2 = m.chain(
        x,
        [conv, 'branch2.0', { filters: bound('r3') }],
        [conv, 'branch2.1', { filters: bound('n3'), kernel: [3, 3] }],
      );
      const b3 = m.chain(
        x,
        [conv, 'branch3.0', { filters: bound('r5') }],
        [conv, 'branch3.1', { filters: bound('n5'), kernel: [3, 3] }],
      );
      const b4 = m.chain(
        x,
        ['max_pool', 'branch4.0', { kernel: [3, 3], stride: [1, 1], padding: 'same' }],
        [conv, 'branch4.1', { filters: bound('pool') }],
      );
      m.output('y', m.add('concat', 'Concat', [b1, b2, b3, b4]));
    },
  );
  const g = net.main;
  const pool = { kernel: [3, 3], stride: [2, 2], rounding: 'up' } as const;
  const block = (name: string, x: Tensor, [n1, r3, n3, r5, n5, p]: Widths): Tensor =>
    g.add(inception, name, x, { n1, r3, n3, r5, n5, pool: p });

  let x = g.chain(
    g.input('Input', [224, 224, 3]),
    ['conv2d', 'conv1', { filters: 64, kernel: [7, 7], stride: [2, 2], padding: [3, 3, 3, 3], bias: false }],
    ['batch_norm', 'conv1 bn', BN],
    ['relu', 'conv1 relu'],
    ['max_pool', 'maxpool1', pool],
    [conv, 'conv2', { filters: 64 }],
    [conv, 'conv3', { filters: 192, kernel: [3, 3] }],
    ['max_pool', 'maxpool2', pool],
  );
  x = block('inception3a', x, [64, 96, 128, 16, 32, 32]);
  x = block('inception3b', x, [128, 128, 192, 32, 96, 64]);
  x = g.add('max_pool', 'maxpool3', x, pool);
  x = block('inception4a', x, [192, 96, 208, 16, 48, 64]);
  const from4a = x;
  x = block('inception4b', x, [160, 112, 224, 24, 64, 64]);
  x = block('inception4c', x, [128, 128, 256, 24, 64, 64]);
  x = block('inception4d', x, [112, 144, 288, 32, 64, 64]);
  const from4d = x;
  x = block('inception4e', x, [256, 160, 320, 32, 128, 128]);
  x = g.add('max_pool', 'maxpool4', x, { kernel: [2, 2], stride: [2, 2], rounding: 'up' });
  x = block('inception5a', x, [256, 160, 320, 32, 128, 128]);
  x = block('inception5b', x, [384, 192, 384, 48, 128, 128]);
  x = g.chain(
    x,
    ['global_average_pool', 'avgpool'],
    ['dropout', 'dropout', { rate: 0.2 }],
    ['linear', 'fc', { units: 1000 }],
    ['softmax', 'softmax'],
  );
  g.output('Output', x);
  if (auxiliary) {
    const aux = net.module(
      'auxiliary',
      {
        title: 'Auxiliary classifier',
        summary: 'Pulls the gradient into the middle; only training uses it.',
        params: { size: size2d({ default: [4, 4], min: 1, label: 'Pooled to' }) },
      },
      m =>
        m.output(
          'y',
          m.chain(
            m.input('x', [14, 14, 512]),
            ['adaptive_average_pool', 'pool', { size: bound('size') }],
            [conv, 'conv', { filters: 128 }],
            ['flatten', 'Flatten'],
            ['linear', 'fc1', { units: 1024 }],
            ['relu', 'relu'],
            ['dropout', 'dropout', { rate: 0.7 }],
            ['linear', 'fc2', { units: 1000 }],
            ['softmax', 'softmax'],
          ),
        ),
    );
    g.output('Auxiliary output 1', g.add(aux, 'aux1', from4a), { weight: 0.3 });
    g.output('Auxiliary output 2', g.add(aux, 'aux2', from4d), { weight: 0.3 });
  }
  return net.draft();
}
