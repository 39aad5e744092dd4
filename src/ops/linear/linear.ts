import { readFlag, readNumber } from '../../core/op/kerasConfig';
import { type Mend, operation, refuse, tensor } from '../../core/op/operation';
import { flag, int } from '../../core/op/params';
import { type Dim, formatShape, type Shape, sizeOf } from '../../core/op/shape';
import { initializer, initializerFromKeras, KERAS_INITIALIZER } from '../initializer';
import { allRead } from '../kerasFields';
import { bounded, grouped, tooManyWeights } from '../limits';
import { formatSize } from '../notation';

export const linear = operation({
  id: 'linear',
  title: 'Linear',
  category: 'linear',
  kind: 'linear',
  order: 1,
  glyph:
    '<circle cx="5" cy="5" r="1.6"/><circle cx="5" cy="15" r="1.6"/><circle cx="15" cy="5" r="1.6"/><circle cx="15" cy="15" r="1.6"/><path d="M6.6 5h6.8M6.6 15h6.8M6.2 6.2l7.6 7.6M6.2 13.8l7.6-7.6"/>',
  summary: 'Joins every input to every unit by a learned weight: the full connection of a classifier.',
  aliases: ['fc', 'dense', 'fully connected', 'full connection', 'nn.Linear', 'Dense', 'perceptron', 'logits'],
  figure: { verb: 'Full connection', legend: 'Fully connected' },
  formula: 'y_j = b_j + \\sum_i W_{i,j}\\, x_i',
  typed: ['units'],
  inputs: { x: tensor('features') },
  params: {
    units: int({ default: 128, min: 1, label: 'Units', help: 'How many numbers it makes, each from all inputs.' }),
    bias: flag({ default: true, label: 'Bias', help: 'Adds a learned number to each unit.' }),
    init: initializer(),
  },
  affine: true,
  notation: p => `${p.units}`,
  shape({ x }, p) {
    if (x.length !== 1) return refusesImage(x, p.units, p.bias);
    return tooManyWeights([x[0] ?? null, p.units]) ?? bounded([p.units]);
  },
  weights: ({ x }, p) => ({
    kernel: { shape: [x[0] ?? null, p.units], init: p.init },
    bias: p.bias && { shape: [p.units], init: 'zeros' },
  }),
  macs: ({ x }, _, p) => (x[0] === null || x[0] === undefined ? null : x[0] * p.units),
  keras: (k, { x }, p) =>
    k.layer(
      'Dense',
      {
        units: p.units,
        activation: 'linear',
        use_bias: p.bias,
        kernel_initializer: KERAS_INITIALIZER[p.init],
        bias_initializer: KERAS_INITIALIZER.zeros,
      },
      [x],
    ),
  engine: (b, { x }) => b.add({ kind: 'linear' }, [x]),
  fromKeras: {
    Dense: config =>
      allRead({
        units: readNumber(config, 'units', Number.NaN),
        bias: readFlag(config, 'use_bias', true),
        init: initializerFromKeras(config.kernel_initializer),
      }),
  },
});

function refusesImage(x: Shape, units: number, bias: boolean) {
  const size = sizeOf(x);
  const mends: Mend[] = [{ label: 'Insert Flatten', do: 'insert', op: 'flatten', port: 'x' }];
  if (x.length === 3) {
    mends.push({ label: 'Average over the image first', do: 'insert', op: 'global_average_pool', port: 'x' });
    const [height = null, width = null]: readonly Dim[] = x;
    if (height !== null && width !== null)
      mends.push({
        label: `Make it a ${formatSize([height, width])} convolution`,
        do: 'replace',
        op: 'conv2d',
        params: { filters: units, kernel: [height, width], bias },
      });
  }
  const what = x.length === 3 ? 'the image' : 'the table';
  return refuse('wrong-rank', `Linear needs a flat vector, got ${formatShape(x)}`, {
    port: 'x',
    why: `Each unit weighs every input once; ${what} must be laid out as ${size === null ? 'a row of' : grouped(size)} numbers first.`,
    mends,
  });
}
