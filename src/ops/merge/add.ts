import { many, operation } from '../../core/op/operation';
import { numbered } from '../aligning';
import { broadcastShape } from '../broadcasting';

export const add = operation({
  id: 'add',
  title: 'Add',
  category: 'merge',
  kind: 'merge',
  order: 1,
  glyph: '<circle cx="10" cy="10" r="6"/><path d="M10 7v6M7 10h6"/>',
  summary: 'Sums tensors value by value: the meeting point of a residual connection.',
  aliases: ['sum', 'plus', 'residual', 'skip connection', 'shortcut', 'torch.add', '+'],
  formula: 'y = \\sum_k x_k',
  inputs: { x: many('terms') },
  params: {},
  notation: () => '',
  shape: ({ x }) => broadcastShape('Add', x, numbered('x', x)),
  keras: (k, { x }) => k.layer('Add', {}, x),
  engine: (b, { x }) => b.add({ kind: 'merge', mode: 'add' }, x),
  fromKeras: { Add: () => ({}) },
});
