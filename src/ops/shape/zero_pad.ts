import { image, operation } from '../../core/op/operation';
import { sides } from '../../core/op/params';
import { whenKnown } from '../../core/op/shape';
import { allRead, channelsLast, kerasSides, sidesFrom } from '../kerasFields';
import { bounded } from '../limits';
import { formatSides } from '../notation';

export const zeroPad = operation({
  id: 'zero_pad',
  title: 'Zero padding',
  short: 'Zero pad',
  category: 'shape',
  kind: 'shape',
  order: 4,
  glyph: '<rect x="3" y="3" width="14" height="14" stroke-dasharray="2 2"/><rect x="7" y="7" width="6" height="6"/>',
  summary: 'Frames the image with zeros: MNIST’s 28×28 becomes LeNet’s 32×32 with two pixels on every side.',
  aliases: ['pad', 'padding', 'nn.ZeroPad2d', 'F.pad', 'ZeroPadding2D', 'border', 'frame'],
  formula: 'y_{i,j,c} = x_{i - t,\\, j - l,\\, c} \\text{ inside},\\; 0 \\text{ outside}',
  typed: ['sides'],
  inputs: { x: image() },
  params: {
    sides: sides({ default: [1, 1, 1, 1], label: 'Padding', help: 'Pixels added at the top, bottom, left and right.' }),
  },
  affine: true,
  notation: p => `pad ${formatSides(p.sides)}`,
  shape({ x }, { sides: [top, bottom, left, right] }) {
    const height = whenKnown([x[0]], h => h + top + bottom);
    const width = whenKnown([x[1]], w => w + left + right);
    return bounded([height, width, x[2]]);
  },
  arithmetic: ({ x }, { sides: [top, bottom, left, right] }) => [
    ...(x[0] === null ? [] : [`height: ${x[0]} + ${top} + ${bottom} = ${x[0] + top + bottom}`]),
    ...(x[1] === null ? [] : [`width: ${x[1]} + ${left} + ${right} = ${x[1] + left + right}`]),
  ],
  window: (_, p) => ({ kernel: [1, 1], stride: [1, 1], dilation: [1, 1], padding: p.sides }),
  keras: (k, { x }, p) => k.layer('ZeroPadding2D', { padding: kerasSides(p.sides), data_format: 'channels_last' }, [x]),
  engine: (b, { x }, { sides }) => b.add({ kind: 'frame', sides }, [x]),
  fromKeras: {
    ZeroPadding2D: config => (channelsLast(config) ? allRead({ sides: sidesFrom(config.padding ?? 1) }) : null),
  },
});
