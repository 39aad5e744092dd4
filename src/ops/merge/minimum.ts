import { many, operation } from '../../core/op/operation';
import { numbered } from '../aligning';
import { broadcastShape } from '../broadcasting';

export const minimum = operation({
  id: 'minimum',
  title: 'Minimum',
  category: 'merge',
  kind: 'merge',
  order: 7,
  glyph: '<circle cx="10" cy="10" r="6"/><path d="m7 8.5 3 3.5 3-3.5"/>',
  summary: 'The smaller value of several tensors, place by place.',
  aliases: ['min', 'torch.minimum'],
  formula: 'y = \\min_k x_k',
  inputs: { x: many('candidates') },
  params: {},
  notation: () => '',
  shape: ({ x }) => broadcastShape('Minimum', x, numbered('x', x)),
  keras: (k, { x }) => k.layer('Minimum', {}, x),
  engine: (b, { x }) => b.add({ kind: 'merge', mode: 'min' }, x),
  fromKeras: { Minimum: () => ({}) },
});
