import { operation, tensor } from '../../core/op/operation';
import { broadcastShape } from '../broadcasting';

export const subtract = operation({
  id: 'subtract',
  title: 'Subtract',
  category: 'merge',
  kind: 'merge',
  order: 4,
  glyph: '<circle cx="10" cy="10" r="6"/><path d="M7 10h6"/>',
  summary: 'The first tensor less the second, value by value.',
  aliases: ['minus', 'difference', 'torch.sub', '-'],
  formula: 'y = a - b',
  inputs: { a: tensor('from'), b: tensor('what to subtract') },
  params: {},
  notation: () => '',
  shape: ({ a, b }) => broadcastShape('Subtract', [a, b], ['a', 'b']),
  keras: (k, { a, b }) => k.layer('Subtract', {}, [a, b]),
  engine: (b, refs) => b.add({ kind: 'merge', mode: 'subtract' }, [refs.a, refs.b]),
  fromKeras: { Subtract: () => ({}) },
});
