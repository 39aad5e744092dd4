import type { NodeId } from '../../../core/document/architecture';
import type { Lane } from '../../../readings/layout/wire-lanes';
import { GridIndex } from './grid-index';
import type { Block, Drawable, Frame, Indexed, Stroke } from './picture';

/**
 * A picture as tables of numbers and of words: handed to another thread, thousands of small objects would take longer than
 * drawing them does.
 */
export interface Packed {
  /** The nodes of the graph on the canvas; the tables name them by place, −1 for none. */
  readonly ids: readonly NodeId[];
  readonly kinds: readonly Block['kind'][];
  readonly blocks: Float64Array;
  readonly blockNames: readonly string[];
  readonly frames: Float64Array;
  readonly frameNames: readonly string[];
  readonly strokes: Float64Array;
  readonly keys: readonly string[];
}

/** Numbers of each: its box, its node, its depth; of a block also its kind and whether it has a problem. */
const BLOCK = 8;
const FRAME = 6;
/** Both ends, the lane, the width, the instance that it is in, the nodes that it is from and to. */
const STROKE = 9;
/** Lanes that are no place. */
const NO_LANE = Number.NaN;
const FROM_LANE = Number.NEGATIVE_INFINITY;
const TO_LANE = Number.POSITIVE_INFINITY;

export function pack({ blocks, frames, strokes }: Drawable): Packed {
  const ids = numbered<NodeId>();
  const kinds = numbered<Block['kind']>();
  const [blockRows, frameRows, strokeRows] = [table(blocks, BLOCK), table(frames, FRAME), table(strokes, STROKE)];
  for (const b of blocks) {
    putBox(blockRows, b, ids.of(b.top));
    put(blockRows, kinds.of(b.kind), b.bad ? 1 : 0);
  }
  for (const f of frames) putBox(frameRows, f, ids.of(f.top));
  for (const { from, to, lane, width, top, source, target } of strokes) {
    put(strokeRows, from.x, from.y, to.x, to.y, laneNumber(lane), width);
    for (const id of [top, source, target]) put(strokeRows, id === null ? -1 : ids.of(id));
  }
  return {
    ids: ids.all,
    kinds: kinds.all,
    blocks: blockRows.numbers,
    blockNames: blocks.map(b => b.name),
    frames: frameRows.numbers,
    frameNames: frames.map(f => f.name),
    strokes: strokeRows.numbers,
    keys: strokes.map(s => s.key),
  };
}

export function unpack(packed: Packed): Indexed {
  const idAt = (place: number | undefined): NodeId => packed.ids[place ?? -1] ?? '';
  const blocks = rows(packed.blocks, BLOCK).map(
    ([x = 0, y = 0, width = 0, height = 0, top, depth = 0, kind = 0, bad], i): Block => ({
      ...{ x, y, width, height, depth, top: idAt(top), name: packed.blockNames[i] ?? '' },
      ...{ kind: packed.kinds[kind] ?? 'module', bad: bad === 1 },
    }),
  );
  const frames = rows(packed.frames, FRAME).map(
    ([x = 0, y = 0, width = 0, height = 0, top, depth = 0], i): Frame => ({
      ...{ x, y, width, height, depth, top: idAt(top), name: packed.frameNames[i] ?? '' },
    }),
  );
  const strokes = rows(packed.strokes, STROKE).map(
    ([fromX = 0, fromY = 0, toX = 0, toY = 0, lane = NO_LANE, width = 0, ...nodes], i): Stroke => {
      const [top = null, source = null, target = null] = nodes.map(place => packed.ids[place] ?? null);
      return {
        ...{ from: { x: fromX, y: fromY }, to: { x: toX, y: toY }, lane: laneOf(lane), width },
        ...{ top, source, target, key: packed.keys[i] ?? '' },
      };
    },
  );
  return { blocks, frames, strokes, blocksAt: new GridIndex(blocks), framesAt: new GridIndex(frames) };
}

interface Table {
  readonly numbers: Float64Array;
  filled: number;
}
const table = ({ length }: readonly unknown[], width: number): Table => ({
  numbers: new Float64Array(length * width),
  filled: 0,
});

function put(into: Table, ...values: readonly number[]): void {
  for (const value of values) into.numbers[into.filled++] = value;
}

const putBox = (into: Table, { x, y, width, height, depth }: Frame, node: number): void =>
  put(into, x, y, width, height, node, depth);

const rows = (numbers: Float64Array, width: number): readonly (readonly number[])[] =>
  Array.from({ length: numbers.length / width }, (_, i) => [...numbers.subarray(i * width, (i + 1) * width)]);

/** Numbers things in the order in which they are first asked for. */
function numbered<T>(): { readonly all: readonly T[]; of(thing: T): number } {
  const places = new Map<T, number>();
  const all: T[] = [];
  return {
    all,
    of(thing) {
      const known = places.get(thing);
      if (known !== undefined) return known;
      places.set(thing, all.length);
      return all.push(thing) - 1;
    },
  };
}

const laneNumber = (lane: Lane | null): number =>
  lane === null ? NO_LANE : lane === 'from' ? FROM_LANE : lane === 'to' ? TO_LANE : lane;

const laneOf = (lane: number): Lane | null =>
  Number.isNaN(lane) ? null : lane === FROM_LANE ? 'from' : lane === TO_LANE ? 'to' : lane;
