import type { Architecture } from '../../src/core/document/architecture';
import { int } from '../../src/core/op/params';
import { bound, Sketch, type Tensor } from './sketch';

/** U-Net (Ronneberger, Fischer and Brox, 2015) with the paper's valid convolutions: 572×572 in, 388×388 out. */
export function uNet(): Architecture {
  const net = new Sketch(
    'U-Net',
    'Ronneberger, Fischer and Brox 2015: valid convolutions, so what is copied across is cropped first.',
  );
  const double = net.module(
    'double_conv',
    {
      title: 'Double convolution',
      summary: 'Two 3×3 convolutions, each with ReLU.',
      params: { filters: int({ default: 64, min: 1, label: 'Output channels' }) },
    },
    m =>
      m.output(
        'y',
        m.chain(
          m.input('x', [572, 572, 1]),
          ['conv2d', 'conv1', { filters: bound('filters') }],
          ['relu', 'relu1'],
          ['conv2d', 'conv2', { filters: bound('filters') }],
          ['relu', 'relu2'],
        ),
      ),
  );
  const g = net.main;
  const skips: Tensor[] = [];
  let x: Tensor = g.input('Input', [572, 572, 1]);
  for (const [i, filters] of [64, 128, 256, 512].entries()) {
    x = g.add(double, `down${i + 1}`, x, { filters });
    skips.push(x);
    x = g.add('max_pool', `pool${i + 1}`, x);
  }
  x = g.add(double, 'bottom', x, { filters: 1024 });
  for (const [i, [filters, cut]] of (
    [
      [512, 4],
      [256, 16],
      [128, 40],
      [64, 88],
    ] as const
  ).entries()) {
    const up = g.add('transposed_conv2d', `up${i + 1}`, x, { filters });
    const skip = skips[3 - i];
    if (!skip) throw new Error('no skip connection left');
    const cropped = g.add('crop', `crop${i + 1}`, skip, { sides: [cut, cut, cut, cut] });
    x = g.add(double, `decode${i + 1}`, g.add('concat', `Concat ${i + 1}`, [cropped, up]), { filters });
  }
  x = g.add('conv2d', 'out', x, { filters: 2, kernel: [1, 1] });
  g.output('Output', g.add('softmax', 'softmax', x));
  return net.draft();
}
