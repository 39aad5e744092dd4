import { operation, tensor } from '../../core/op/operation';

export const softmax = operation({
  id: 'softmax',
  title: 'Softmax',
  order: 7,
  category: 'activation',
  kind: 'act',
  summary: 'Turns scores into probabilities that add up to 1; on an image, across the channels of each pixel.',
  aliases: ['class probabilities', 'normalised exponential', 'nn.Softmax', 'nn.Softmax2d', 'F.softmax'],
  glyph: '<path d="M5 16v-3M10 16V5M15 16v-6" stroke-width="2.6"/>',
  figure: { own: true },
  formula: 'y_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}',
  inputs: { x: tensor() },
  params: {},
  notation: () => '',
  shape: ({ x }) => x,
  keras: (k, { x }) => k.layer('Activation', { activation: 'softmax' }, [x]),
  engine: (b, { x }) => b.add({ kind: 'softmax', log: false }, [x]),
  fromKeras: {
    Activation: c => (c.activation === 'softmax' ? {} : null),
    // Other axes than the last have no counterpart here.
    Softmax: c => ((c.axis ?? -1) === -1 ? {} : null),
  },
});
