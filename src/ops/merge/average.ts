import { many, operation } from '../../core/op/operation';
import { numbered } from '../aligning';
import { broadcastShape } from '../broadcasting';

export const average = operation({
  id: 'average',
  title: 'Average',
  category: 'merge',
  kind: 'merge',
  order: 5,
  glyph: '<circle cx="10" cy="10" r="6"/><path d="M7 10h6" stroke-width="3" opacity=".55"/>',
  summary: 'The mean of several tensors, value by value: an ensemble in one graph.',
  aliases: ['mean', 'ensemble'],
  formula: 'y = \\frac{1}{n} \\sum_{k=1}^{n} x_k',
  inputs: { x: many('terms') },
  params: {},
  notation: () => '',
  shape: ({ x }) => broadcastShape('Average', x, numbered('x', x)),
  keras: (k, { x }) => k.layer('Average', {}, x),
  engine: (b, { x }) => b.add({ kind: 'merge', mode: 'average' }, x),
  fromKeras: { Average: () => ({}) },
});
