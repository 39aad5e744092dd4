import type { Architecture } from '../../src/core/document/architecture';
import { int, size2d } from '../../src/core/op/params';
import { bound, type GraphSketch, Sketch, type Tensor } from './sketch';

const BN = { momentum: 0.9, epsilon: 1e-5 } as const;

/** MobileNet v2 (Sandler and others, Inverted Residuals and Linear Bottlenecks, 2018). */
export function mobileNetV2(): Architecture {
  const net = new Sketch(
    'MobileNet v2',
    'Sandler and others 2018: inverted residuals with depthwise convolutions and linear bottlenecks.',
  );
  const params = {
    hidden: int({ default: 96, min: 1, label: 'Expanded channels' }),
    filters: int({ default: 24, min: 1, label: 'Output channels' }),
    stride: size2d({ default: [1, 1], min: 1, label: 'Stride' }),
  };
  const depthwise = (m: GraphSketch, x: Tensor): Tensor =>
    m.chain(
      x,
      ['depthwise_conv2d', 'depthwise', { stride: bound('stride'), padding: [1, 1, 1, 1], bias: false }],
      ['batch_norm', 'depthwise bn', BN],
      ['relu6', 'depthwise relu'],
      ['conv2d', 'project', { filters: bound('filters'), kernel: [1, 1], bias: false }],
      ['batch_norm', 'project bn', BN],
    );
  const expanded = (m: GraphSketch, x: Tensor): Tensor =>
    depthwise(
      m,
      m.chain(
        x,
        ['conv2d', 'expand', { filters: bound('hidden'), kernel: [1, 1], bias: false }],
        ['batch_norm', 'expand bn', BN],
        ['relu6', 'expand relu'],
      ),
    );
  const { hidden: _, ...narrow } = params;
  const separable = net.module(
    'separable_block',
    { title: 'Separable block', summary: 'Depthwise, then projected by a linear 1×1.', params: narrow },
    m => m.output('y', depthwise(m, m.input('x', [112, 112, 32]))),
  );
  const bottleneck = net.module(
    'bottleneck',
    { title: 'Bottleneck', summary: 'Expands by 1×1, filters each channel, projects back.', params },
    m => m.output('y', expanded(m, m.input('x', [56, 56, 24]))),
  );
  const inverted = net.module(
    'inverted_residual',
    { title: 'Inverted residual', summary: 'A bottleneck added to what came in.', params },
    m => {
      const x = m.input('x', [56, 56, 24]);
      m.output('y', m.add('add', 'Add', [expanded(m, x), x]));
    },
  );
  const g = net.main;
  let x = g.chain(
    g.input('Input', [224, 224, 3]),
    ['conv2d', 'conv1', { filters: 32, stride: [2, 2], padding: [1, 1, 1, 1], bias: false }],
    ['batch_norm', 'conv1 bn', BN],
    ['relu6', 'conv1 relu'],
    [separable, 'block1', { filters: 16 }],
  );
  // expansion, channels, repeats, stride of the first: table 2 of the paper.
  const table = [
    [6, 24, 2, 2],
    [6, 32, 3, 2],
    [6, 64, 4, 2],
    [6, 96, 3, 1],
    [6, 160, 3, 2],
    [6, 320, 1, 1],
  ] as const;
  let from = 16;
  let number = 2;
  for (const [expansion, filters, repeats, stride] of table)
    for (let r = 0; r < repeats; r++) {
      const s = r === 0 ? stride : 1;
      const kind = s === 1 && from === filters ? inverted : bottleneck;
      x = g.add(kind, `block${number++}`, x, { hidden: from * expansion, filters, stride: [s, s] });
      from = filters;
    }
  x = g.chain(
    x,
    ['conv2d', 'conv_last', { filters: 1280, kernel: [1, 1], bias: false }],
    ['batch_norm', 'conv_last bn', BN],
    ['relu6', 'conv_last relu'],
    ['global_average_pool', 'avgpool'],
    ['dropout', 'dropout', { rate: 0.2 }],
    ['linear', 'fc', { units: 1000 }],
    ['softmax', 'softmax'],
  );
  g.output('Output', x);
  return net.draft();
}
