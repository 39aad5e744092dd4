import { type Catalogue, type Mend, type Refusal, refuse } from '../op/operation';
import { formatShape, type Shape, sizeOf } from '../op/shape';

const WORDS: Readonly<Record<number, string>> = { 1: 'a flat vector', 3: 'an image (height × width × channels)' };
const wordFor = (rank: number): string => WORDS[rank] ?? `a tensor of ${rank} axes`;

/** Whether a port that accepts `ranks` takes this shape. */
export const acceptsRank = (ranks: readonly number[] | null, shape: Shape): boolean =>
  ranks === null || ranks.includes(shape.length);

/** Why a port of the operation called `title` does not take `shape`, with what can be put before it. */
export function refuseRank(
  title: string,
  port: string,
  ranks: readonly number[],
  shape: Shape,
  ops: Catalogue,
): Refusal {
  const why =
    ranks.includes(3) && shape.length === 1
      ? 'It works on rows, columns and channels, which a vector does not have.'
      : undefined;
  return refuse('wrong-rank', `${title} needs ${ranks.map(wordFor).join(' or ')}, got ${formatShape(shape)}`, {
    port,
    ...(why === undefined ? {} : { why }),
    mends: adapters(ranks, port, shape).filter(m => m.do !== 'insert' || ops.has(m.op)),
  });
}

/** Operations that turn `shape` into one of the ranks, the most usual first. */
function adapters(ranks: readonly number[], port: string, shape: Shape): readonly Mend[] {
  const mends: Mend[] = [];
  const insert = (label: string, op: string): number => mends.push({ do: 'insert', label, op, port });
  if (ranks.includes(1) && shape.length > 1) {
    insert('Insert Flatten', 'flatten');
    if (shape.length === 3) insert('Insert Global average pooling', 'global_average_pool');
  }
  if (ranks.includes(3)) {
    for (const target of asImages(shape)) {
      mends.push({
        do: 'insert',
        label: `Reshape to ${formatShape(target)}`,
        op: 'reshape',
        params: { shape: target },
        port,
      });
    }
  }
  return mends;
}

/** Images with as many values as `shape`: square when that comes out even, else a single pixel with many channels. */
function asImages(shape: Shape): readonly Shape[] {
  const size = sizeOf(shape);
  if (size === null) return [];
  const [a, b] = shape;
  if (shape.length === 2 && typeof a === 'number' && typeof b === 'number') return [[a, b, 1]];
  const side = Math.sqrt(size);
  return Number.isInteger(side) && side > 1
    ? [
        [side, side, 1],
        [1, 1, size],
      ]
    : [[1, 1, size]];
}
