import { many, operation } from '../../core/op/operation';
import { numbered } from '../aligning';
import { broadcastShape } from '../broadcasting';

export const multiply = operation({
  id: 'multiply',
  title: 'Multiply',
  category: 'merge',
  kind: 'merge',
  order: 3,
  glyph: '<circle cx="10" cy="10" r="6"/><path d="m8 8 4 4m0-4-4 4"/>',
  summary: 'Multiplies tensors value by value: gates and attention, as in squeeze-and-excitation.',
  aliases: ['product', 'gate', 'attention', 'scale', 'torch.mul', '*', 'hadamard'],
  formula: 'y = \\prod_k x_k',
  inputs: { x: many('factors') },
  params: {},
  notation: () => '',
  shape: ({ x }) => broadcastShape('Multiply', x, numbered('x', x)),
  keras: (k, { x }) => k.layer('Multiply', {}, x),
  engine: (b, { x }) => b.add({ kind: 'merge', mode: 'multiply' }, x),
  fromKeras: { Multiply: () => ({}) },
});
