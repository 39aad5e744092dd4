import { describe, expect, it } from 'vitest';
import type { Wire } from '../../../src/core/document/architecture';
import { type Box, boxAround, wireLanes } from '../../../src/readings/layout/wire-lanes';

const card = (id: string, x: number, y: number): Box => ({ id, x, y, width: 196, height: 46 });
const wire = (from: string, to: string, port = 'x'): Wire => ({ from: [from, 'y'], to: [to, port] });
const lanes = (boxes: readonly Box[], ...wires: readonly Wire[]) =>
  wireLanes(
    boxes,
    wires,
    wires.map(() => ({ fromX: 98, toX: 98, slot: 0 })),
  );

describe('the way of a wire past other cards', () => {
  const column = [card('a', 0, 0), card('b', 0, 72), card('c', 0, 144), card('d', 0, 216)];

  it('is its own where nothing is in between', () => {
    expect(lanes(column, wire('a', 'b'), wire('b', 'c')).size).toBe(0);
  });

  it('leads a shortcut beside the cards that it skips', () => {
    const x = lanes(column, wire('a', 'd', 'x.1')).get('d:x.1');
    expect(typeof x === 'number' && (x < -18 || x > 196 + 18)).toBe(true);
  });

  it('goes straight down above its input, or below its output, where that is free', () => {
    const aside = [card('a', 0, 0), card('b', 0, 72), card('c', 240, 230)];
    expect(lanes(aside, wire('a', 'c')).get('c:x')).toBe('to');
    const below = [card('a', 240, 0), card('b', 0, 160), card('c', 0, 230)];
    expect(lanes(below, wire('a', 'c')).get('c:x')).toBe('from');
  });

  it('keeps lanes of different outputs apart and lets one output share its lane', () => {
    const long = [...column, card('e', 0, 288), card('f', 0, 360)];
    const found = lanes(long, wire('a', 'd', 'x.1'), wire('a', 'e', 'x.1'), wire('b', 'f', 'x.1'));
    expect(found.get('d:x.1')).toBe(found.get('e:x.1'));
    const [one, other] = [found.get('e:x.1'), found.get('f:x.1')];
    expect(typeof one === 'number' && typeof other === 'number' && Math.abs(one - other) >= 14).toBe(true);
  });
});

describe('the box around cards', () => {
  it('holds them all', () => {
    expect(boxAround([card('a', -10, 5), card('b', 300, 100)])).toEqual({ x: -10, y: 5, width: 506, height: 141 });
  });
  it('is a point for none, so that scales stay finite', () => {
    expect(boxAround([])).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });
});
