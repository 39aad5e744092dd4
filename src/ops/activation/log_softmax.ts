import { operation, tensor } from '../../core/op/operation';

export const logSoftmax = operation({
  id: 'log_softmax',
  title: 'Log-softmax',
  category: 'activation',
  kind: 'act',
  summary: 'The logarithm of softmax, computed in one stable step; on an image, across the channels of each pixel.',
  aliases: ['log probabilities', 'nn.LogSoftmax', 'F.log_softmax'],
  glyph: '<path d="M5 4v3M10 4v11M15 4v6" stroke-width="2.6"/>',
  figure: { own: true },
  formula: 'y_i = x_i - \\ln\\left(\\sum_j e^{x_j}\\right)',
  inputs: { x: tensor() },
  params: {},
  notation: () => '',
  shape: ({ x }) => x,
  keras: (k, { x }) => k.layer('Activation', { activation: 'log_softmax' }, [x]),
  engine: (b, { x }) => b.add({ kind: 'softmax', log: true }, [x]),
  fromKeras: { Activation: c => (c.activation === 'log_softmax' ? {} : null) },
});
