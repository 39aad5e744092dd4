import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tiersOf } from '../../../src/readings/figure/tiers';

describe('lines of text below a row', () => {
  it('stay in one tier where there is room', () => {
    const labels = [10, 50, 90].map(centre => ({ centre, width: 30 }));
    expect(tiersOf(labels, 5)).toEqual([0, 0, 0]);
  });

  it('alternate where there is none', () => {
    const labels = [10, 30, 50].map(centre => ({ centre, width: 30 }));
    expect(tiersOf(labels, 5)).toEqual([0, 1, 0]);
  });

  it('send the wider one down where it would cover the tick of its neighbour', () => {
    expect(
      tiersOf(
        [
          { centre: 40, width: 80 },
          { centre: 60, width: 20 },
        ],
        5,
      ),
    ).toEqual([1, 0]);
  });

  it('never share a tier and overlap', () => {
    const label = fc.record({ centre: fc.integer({ min: 0, max: 400 }), width: fc.integer({ min: 10, max: 80 }) });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 9 }), found => {
        const labels = [...found].sort((a, b) => a.centre - b.centre);
        const tiers = tiersOf(labels, 4);
        labels.forEach((a, i) => {
          labels.slice(i + 1).forEach((b, j) => {
            if (tiers[i] !== tiers[i + 1 + j]) return;
            expect(b.centre - a.centre).toBeGreaterThanOrEqual((a.width + b.width) / 2);
          });
        });
      }),
    );
  });
});
