import type { Architecture } from '../../src/core/document/architecture';
import { int } from '../../src/core/op/params';
import { bound, Sketch, type Tensor } from './sketch';

/** AlexNet as torchvision has it (Krizhevsky, One weird trick for parallelizing convolutional neural networks, 2014). */
export function alexNet(): Architecture {
  const net = new Sketch(
    'AlexNet',
    'Krizhevsky 2014: the single-tower version of the 2012 network, as torchvision has it.',
  );
  const g = net.main;
  const pool = { kernel: [3, 3], stride: [2, 2] } as const;
  const y = g.chain(
    g.input('Input', [224, 224, 3]),
    ['conv2d', 'conv1', { filters: 64, kernel: [11, 11], stride: [4, 4], padding: [2, 2, 2, 2] }],
    ['relu', 'relu1'],
    ['max_pool', 'pool1', pool],
    ['conv2d', 'conv2', { filters: 192, kernel: [5, 5], padding: 'same' }],
    ['relu', 'relu2'],
    ['max_pool', 'pool2', pool],
    ['conv2d', 'conv3', { filters: 384, padding: 'same' }],
    ['relu', 'relu3'],
    ['conv2d', 'conv4', { filters: 256, padding: 'same' }],
    ['relu', 'relu4'],
    ['conv2d', 'conv5', { filters: 256, padding: 'same' }],
    ['relu', 'relu5'],
    ['max_pool', 'pool5', pool],
    ['adaptive_average_pool', 'avgpool', { size: [6, 6] }],
    ['flatten', 'Flatten'],
    ['dropout', 'dropout6'],
    ['linear', 'fc6', { units: 4096 }],
    ['relu', 'relu6'],
    ['dropout', 'dropout7'],
    ['linear', 'fc7', { units: 4096 }],
    ['relu', 'relu7'],
    ['linear', 'fc8', { units: 1000 }],
    ['softmax', 'softmax'],
  );
  g.output('Output', y);
  return net.draft();
}

/** VGG-16 (Simonyan and Zisserman, 2014), configuration D. */
export function vgg16(): Architecture {
  const net = new Sketch(
    'VGG-16',
    'Simonyan and Zisserman 2014, configuration D: thirteen 3×3 convolutions in five stages.',
  );
  const g = net.main;
  let x: Tensor = g.input('Input', [224, 224, 3]);
  const stages = [
    [64, 2],
    [128, 2],
    [256, 3],
    [512, 3],
    [512, 3],
  ] as const;
  stages.forEach(([filters, depth], s) => {
    for (let d = 1; d <= depth; d++)
      x = g.chain(x, ['conv2d', `conv${s + 1}_${d}`, { filters, padding: 'same' }], ['relu', `relu${s + 1}_${d}`]);
    x = g.add('max_pool', `pool${s + 1}`, x);
  });
  x = g.chain(
    x,
    ['adaptive_average_pool', 'avgpool', { size: [7, 7] }],
    ['flatten', 'Flatten'],
    ['linear', 'fc6', { units: 4096 }],
    ['relu', 'relu6'],
    ['dropout', 'dropout6'],
    ['linear', 'fc7', { units: 4096 }],
    ['relu', 'relu7'],
    ['dropout', 'dropout7'],
    ['linear', 'fc8', { units: 1000 }],
    ['softmax', 'softmax'],
  );
  g.output('Output', x);
  return net.draft();
}

/** SqueezeNet 1.1 (Iandola and others, 2016); its pools round up. */
export function squeezeNet(): Architecture {
  const net = new Sketch(
    'SqueezeNet 1.1',
    'Iandola and others 2016: Fire modules squeeze to few channels, then expand by 1×1 and 3×3.',
  );
  const fire = net.module(
    'fire',
    {
      title: 'Fire',
      summary: 'Squeezes to few channels, then expands by 1×1 and 3×3 side by side.',
      params: {
        squeeze: int({ default: 16, min: 1, label: 'Squeeze channels' }),
        expand: int({ default: 64, min: 1, label: 'Expand channels, each' }),
      },
    },
    m => {
      const s = m.chain(
        m.input('x', [55, 55, 64]),
        ['conv2d', 'squeeze', { filters: bound('squeeze'), kernel: [1, 1] }],
        ['relu', 'squeeze relu'],
      );
      const e1 = m.chain(
        s,
        ['conv2d', 'expand1x1', { filters: bound('expand'), kernel: [1, 1] }],
        ['relu', 'expand1x1 relu'],
      );
      const e3 = m.chain(
        s,
        ['conv2d', 'expand3x3', { filters: bound('expand'), padding: 'same' }],
        ['relu', 'expand3x3 relu'],
      );
      m.output('y', m.add('concat', 'Concat', [e1, e3]));
    },
  );
  const g = net.main;
  const pool = { kernel: [3, 3], stride: [2, 2], rounding: 'up' } as const;
  const y = g.chain(
    g.input('Input', [224, 224, 3]),
    ['conv2d', 'conv1', { filters: 64, stride: [2, 2] }],
    ['relu', 'relu1'],
    ['max_pool', 'pool1', pool],
    [fire, 'fire2', { squeeze: 16, expand: 64 }],
    [fire, 'fire3', { squeeze: 16, expand: 64 }],
    ['max_pool', 'pool3', pool],
    [fire, 'fire4', { squeeze: 32, expand: 128 }],
    [fire, 'fire5', { squeeze: 32, expand: 128 }],
    ['max_pool', 'pool5', pool],
    [fire, 'fire6', { squeeze: 48, expand: 192 }],
    [fire, 'fire7', { squeeze: 48, expand: 192 }],
    [fire, 'fire8', { squeeze: 64, expand: 256 }],
    [fire, 'fire9', { squeeze: 64, expand: 256 }],
    ['dropout', 'dropout'],
    ['conv2d', 'conv10', { filters: 1000, kernel: [1, 1] }],
    ['relu', 'relu10'],
    ['global_average_pool', 'avgpool'],
    ['softmax', 'softmax'],
  );
  g.output('Output', y);
  return net.draft();
}
