import { operation } from '../../core/op/operation';
import { choice, real } from '../../core/op/params';

export const output = operation({
  id: 'output',
  title: 'Output',
  category: 'data',
  kind: 'data',
  order: 2,
  glyph: '<circle cx="10" cy="10" r="6"/><circle cx="10" cy="10" r="2" fill="currentColor"/>',
  summary: 'Where the prediction leaves; training compares it with the truth by its loss.',
  aliases: ['loss', 'target', 'prediction', 'classifier', 'out', 'sink'],
  formula: 'y = x',
  inputs: { x: { label: 'prediction', ranks: null } },
  sink: true,
  params: {
    loss: choice({
      default: 'auto',
      label: 'Loss',
      help: 'Automatic: cross-entropy after softmax or sigmoid and for several scores without an activation, else squared error.',
      options: {
        auto: 'automatic',
        categorical_crossentropy: 'categorical cross-entropy',
        binary_crossentropy: 'binary cross-entropy',
        mean_squared_error: 'mean squared error',
      },
    }),
    weight: real({ default: 1, min: 0, step: 0.1, label: 'Loss weight', help: 'Its share of the total loss.' }),
  },
  notation: p =>
    [p.loss === 'auto' ? '' : p.loss.replaceAll('_', ' '), p.weight === 1 ? '' : `× ${p.weight}`]
      .filter(Boolean)
      .join(' '),
  shape: ({ x }) => x,
  keras: (_, { x }) => x,
});
