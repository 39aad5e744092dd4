import type { Architecture } from '../../src/core/document/architecture';
import { int, size2d } from '../../src/core/op/params';
import { bound, type GraphSketch, Sketch, type Tensor } from './sketch';

const NOTES = 'He and others, Deep Residual Learning for Image Recognition, 2015, as torchvision has it';

/** ResNet-18: two 3×3 convolutions around each shortcut. */
export function resNet18(): Architecture {
  const net = new Sketch('ResNet-18', `${NOTES}.`);
  const body = (m: GraphSketch, x: Tensor): Tensor =>
    m.chain(
      x,
      ['conv2d', 'conv1', { filters: bound('filters'), stride: bound('stride'), padding: [1, 1, 1, 1], bias: false }],
      ['batch_norm', 'bn1', BN],
      ['relu', 'relu1'],
      ['conv2d', 'conv2', { filters: bound('filters'), padding: 'same', bias: false }],
      ['batch_norm', 'bn2', BN],
    );
  const params = (filters: number) => ({ filters });
  return residual(net, body, params, [64, 128, 256, 512], [2, 2, 2, 2], 1);
}

/** ResNet-50 v1.5: a bottleneck of 1×1, 3×3 (with the stride), 1×1. */
export function resNet50(): Architecture {
  const net = new Sketch('ResNet-50', `${NOTES}: v1.5, with the stride on the 3×3.`);
  const body = (m: GraphSketch, x: Tensor): Tensor =>
    m.chain(
      x,
      ['conv2d', 'conv1', { filters: bound('width'), kernel: [1, 1], bias: false }],
      ['batch_norm', 'bn1', BN],
      ['relu', 'relu1'],
      ['conv2d', 'conv2', { filters: bound('width'), stride: bound('stride'), padding: [1, 1, 1, 1], bias: false }],
      ['batch_norm', 'bn2', BN],
      ['relu', 'relu2'],
      ['conv2d', 'conv3', { filters: bound('filters'), kernel: [1, 1], bias: false }],
      ['batch_norm', 'bn3', BN],
    );
  const params = (filters: number) => ({ width: filters / 4, filters });
  return residual(net, body, params, [256, 512, 1024, 2048], [3, 4, 6, 3], 0);
}

const BN = { momentum: 0.9, epsilon: 1e-5 } as const;

/** `projectFrom`: the first stage whose first block changes the channels and so needs a projected shortcut. */
function residual(
  net: Sketch,
  body: (m: GraphSketch, x: Tensor) => Tensor,
  params: (filters: number) => Readonly<Record<string, number>>,
  filters: readonly number[],
  depths: readonly number[],
  projectFrom: number,
): Architecture {
  const sizes = {
    ...('width' in params(4) && { width: int({ default: 64, min: 1, label: 'Bottleneck channels' }) }),
    filters: int({ default: filters[0] ?? 64, min: 1, label: 'Output channels' }),
    stride: size2d({ default: [1, 1], min: 1, label: 'Stride' }),
  };
  const block = net.module(
    'residual_block',
    { title: 'Residual block', summary: 'What the convolutions make is added to what came in.', params: sizes },
    m => {
      const x = m.input('x', [56, 56, filters[0] ?? 64]);
      m.output('y', m.chain(m.add('add', 'Add', [body(m, x), x]), ['relu', 'relu']));
    },
  );
  const projected = net.module(
    'projected_block',
    {
      title: 'Projected block',
      summary: 'A residual block whose shortcut is projected to the new size by a 1×1 convolution.',
      params: sizes,
    },
    m => {
      const x = m.input('x', [56, 56, 64]);
      const shortcut = m.chain(
        x,
        [
          'conv2d',
          'downsample conv',
          { filters: bound('filters'), kernel: [1, 1], stride: bound('stride'), bias: false },
        ],
        ['batch_norm', 'downsample bn', BN],
      );
      m.output('y', m.chain(m.add('add', 'Add', [body(m, x), shortcut]), ['relu', 'relu']));
    },
  );
  const g = net.main;
  let x = g.chain(
    g.input('Input', [224, 224, 3]),
    ['conv2d', 'conv1', { filters: 64, kernel: [7, 7], stride: [2, 2], padding: [3, 3, 3, 3], bias: false }],
    ['batch_norm', 'bn1', BN],
    ['relu', 'relu'],
    ['max_pool', 'maxpool', { kernel: [3, 3], stride: [2, 2], padding: [1, 1, 1, 1] }],
  );
  depths.forEach((depth, stage) => {
    const size = params(filters[stage] ?? 64);
    for (let d = 0; d < depth; d++) {
      const first = d === 0 && stage >= projectFrom;
      const stride = d === 0 && stage > 0 ? [2, 2] : [1, 1];
      x = g.add(first ? projected : block, `layer${stage + 1}.${d}`, x, { ...size, stride });
    }
  });
  x = g.chain(x, ['global_average_pool', 'avgpool'], ['linear', 'fc', { units: 1000 }], ['softmax', 'softmax']);
  g.output('Output', x);
  return net.draft();
}
