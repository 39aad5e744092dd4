import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pack, unpack } from '../../../src/ui/canvas/drawn/pack';
import type { Block, Frame, Stroke } from '../../../src/ui/canvas/drawn/picture';

const number = fc.double({ min: -2000, max: 2000, noNaN: true });
const id = fc.constantFrom('n1', 'n2', 'n3', 'n40');
const size = fc.double({ min: 1, max: 900, noNaN: true });
const box = { x: number, y: number, width: size, height: size, top: id, name: fc.string(), depth: fc.nat(9) };
const block: fc.Arbitrary<Block> = fc.record({
  ...box,
  kind: fc.constantFrom('conv', 'merge', 'module'),
  bad: fc.boolean(),
});
const frame: fc.Arbitrary<Frame> = fc.record(box);
const place = fc.record({ x: number, y: number });
const stroke: fc.Arbitrary<Stroke> = fc.record({
  from: place,
  to: place,
  lane: fc.oneof(number, fc.constantFrom('from', 'to', null)),
  width: number,
  top: fc.option(id),
  source: fc.option(id),
  target: fc.option(id),
  key: fc.string(),
});

it('hands a picture to another thread as it is', () => {
  fc.assert(
    fc.property(fc.array(block), fc.array(frame), fc.array(stroke), (blocks, frames, strokes) => {
      const there = unpack(structuredClone(pack({ blocks, frames, strokes })));
      expect(there.blocks).toEqual(blocks);
      expect(there.frames).toEqual(frames);
      expect(there.strokes).toEqual(strokes);
      for (const b of there.blocks) expect(there.blocksAt.within(b, 100).has(b)).toBe(true);
    }),
  );
});
