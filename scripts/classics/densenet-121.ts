import type { Architecture } from '../../src/core/document/architecture';
import { int } from '../../src/core/op/params';
import { bound, Sketch } from './sketch';

const BN = { momentum: 0.9, epsilon: 1e-5 } as const;

/** DenseNet-121 (Huang and others, Densely Connected Convolutional Networks, 2016): growth 32, bottleneck 128. */
export function denseNet121(): Architecture {
  const net = new Sketch('DenseNet-121', 'Huang and others 2016: every layer sees the feature maps of all before it.');
  const layer = net.module(
    'dense_layer',
    {
      title: 'Dense layer',
      summary: 'Makes a few new feature maps and hands them on beside all that came in.',
      params: {
        growth: int({ default: 32, min: 1, label: 'Growth rate' }),
        bottleneck: int({ default: 128, min: 1, label: 'Bottleneck channels' }),
      },
    },
    m => {
      const x = m.input('x', [56, 56, 64]);
      const made = m.chain(
        x,
        ['batch_norm', 'norm1', BN],
        ['relu', 'relu1'],
        ['conv2d', 'conv1', { filters: bound('bottleneck'), kernel: [1, 1], bias: false }],
        ['batch_norm', 'norm2', BN],
        ['relu', 'relu2'],
        ['conv2d', 'conv2', { filters: bound('growth'), padding: 'same', bias: false }],
      );
      m.output('y', m.add('concat', 'Concat', [x, made]));
    },
  );
  const transition = net.module(
    'transition',
    {
      title: 'Transition',
      summary: 'Halves the channels by 1×1 and the image by average pooling.',
      params: { filters: int({ default: 128, min: 1, label: 'Output channels' }) },
    },
    m =>
      m.output(
        'y',
        m.chain(
          m.input('x', [56, 56, 256]),
          ['batch_norm', 'norm', BN],
          ['relu', 'relu'],
          ['conv2d', 'conv', { filters: bound('filters'), kernel: [1, 1], bias: false }],
          ['average_pool', 'pool'],
        ),
      ),
  );
  const g = net.main;
  let x = g.chain(
    g.input('Input', [224, 224, 3]),
    ['conv2d', 'conv0', { filters: 64, kernel: [7, 7], stride: [2, 2], padding: [3, 3, 3, 3], bias: false }],
    ['batch_norm', 'norm0', BN],
    ['relu', 'relu0'],
    ['max_pool', 'pool0', { kernel: [3, 3], stride: [2, 2], padding: [1, 1, 1, 1] }],
  );
  let channels = 64;
  [6, 12, 24, 16].forEach((depth, block) => {
    for (let d = 1; d <= depth; d++) x = g.add(layer, `dense${block + 1}.${d}`, x);
    channels += 32 * depth;
    if (block === 3) return;
    channels /= 2;
    x = g.add(transition, `transition${block + 1}`, x, { filters: channels });
  });
  x = g.chain(
    x,
    ['batch_norm', 'norm5', BN],
    ['relu', 'relu5'],
    ['global_average_pool', 'avgpool'],
    ['linear', 'fc', { units: 1000 }],
    ['softmax', 'softmax'],
  );
  g.output('Output', x);
  return net.draft();
}
