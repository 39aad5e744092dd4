import { operation, refuse, tensor } from '../../core/op/operation';
import { dims } from '../../core/op/params';
import { type Dim, formatShape } from '../../core/op/shape';

/** 1 to `rank` in order. */
const axesOf = (rank: number): readonly number[] => Array.from({ length: rank }, (_, i) => i + 1);

const isOrder = (order: readonly Dim[]): boolean => axesOf(order.length).every(axis => order.includes(axis));

/** The last axis to the front, as PyTorch keeps images. */
const channelsFirst = (rank: number): readonly number[] => [rank, ...axesOf(rank - 1)];

export const permute = operation({
  id: 'permute',
  title: 'Permute',
  category: 'shape',
  kind: 'shape',
  order: 3,
  glyph: '<path d="M4 6h9m-3-3 3 3-3 3M16 14H7m3-3-3 3 3 3"/>',
  summary: 'Puts the axes in another order: 2, 1, 3 turns rows into columns.',
  aliases: ['transpose', 'swap axes', 'torch.permute', 'channels first', 'Permute'],
  formula: 'y_{i_{\\pi(1)},\\, i_{\\pi(2)},\\, \\dots} = x_{i_1,\\, i_2,\\, \\dots}',
  typed: ['order'],
  inputs: { x: tensor() },
  params: {
    order: dims({
      default: [2, 1, 3],
      minLength: 1,
      maxLength: 5,
      label: 'Order',
      help: 'Which axis of the input comes where, counted from 1; the batch stays first.',
    }),
  },
  notation: p => p.order.join(', '),
  shape({ x }, { order }) {
    if (order.length === x.length && isOrder(order)) return order.map(axis => x[Number(axis) - 1] ?? null);
    const says = isOrder(order)
      ? `The order ${order.join(', ')} is for ${order.length} axes, got ${formatShape(x)}`
      : `${order.join(', ')} is not an order of the axes ${axesOf(x.length).join(', ')}`;
    const proposals = [...(x.length > 1 ? [channelsFirst(x.length)] : []), axesOf(x.length)];
    return refuse(isOrder(order) ? 'wrong-rank' : 'illegal-parameter', says, {
      why: 'Every axis is named once.',
      mends: proposals.map(o => ({ label: `Set the order to ${o.join(', ')}`, do: 'set', params: { order: o } })),
    });
  },
  keras: (k, { x }, p) => k.layer('Permute', { dims: p.order }, [x]),
  engine: (b, { x }, p) => b.add({ kind: 'permute', order: p.order.map(axis => Number(axis) - 1) }, [x]),
  fromKeras: {
    Permute: config =>
      Array.isArray(config.dims) && config.dims.every(d => typeof d === 'number') ? { order: config.dims } : null,
  },
});
