import { many, operation } from '../../core/op/operation';
import { numbered } from '../aligning';
import { broadcastShape } from '../broadcasting';

export const maximum = operation({
  id: 'maximum',
  title: 'Maximum',
  category: 'merge',
  kind: 'merge',
  order: 6,
  glyph: '<circle cx="10" cy="10" r="6"/><path d="m7 11.5 3-3.5 3 3.5"/>',
  summary: 'The larger value of several tensors, place by place: maxout.',
  aliases: ['max', 'maxout', 'torch.maximum'],
  formula: 'y = \\max_k x_k',
  inputs: { x: many('candidates') },
  params: {},
  notation: () => '',
  shape: ({ x }) => broadcastShape('Maximum', x, numbered('x', x)),
  keras: (k, { x }) => k.layer('Maximum', {}, x),
  engine: (b, { x }) => b.add({ kind: 'merge', mode: 'max' }, x),
  fromKeras: { Maximum: () => ({}) },
});
