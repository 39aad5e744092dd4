import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCALE_LAWS } from '../../../src/core/document/architecture';
import { textWidth } from '../../../src/readings/figure/text-width';
import { scaled } from '../../../src/readings/figure/volume-size';
import { drawnPreset } from './drawn';

describe.each(SCALE_LAWS)('the scale law %s', law => {
  it('draws more pixels longer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (a, b) => {
        expect(Math.sign(scaled(law, a) - scaled(law, b))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('keeps the order of LeNet-5’s maps and layers on paper', () => {
    const { places } = drawnPreset('lenet-5', { style: 'volumes', scale: law });
    const height = (id: string): number => places.find(p => p.id === id)?.box.height ?? Number.NaN;
    const [c5, f6, output] = ['n9', 'n11', 'n13'].map(height);
    expect(c5).toBeGreaterThan(f6 ?? 0);
    expect(f6).toBeGreaterThan(output ?? 0);
    expect(height('n2')).toBeGreaterThan(height('n4'));
  });
});

it('is in proportion when linear: a map of twice the side is drawn twice as long', () => {
  const { marks } = drawnPreset('lenet-5', { style: 'volumes', scale: 'linear' });
  const sides = marks.flatMap(m => (m.mark === 'rect' && m.fill === '#ffffff' && m.stroke ? [m.width] : []));
  expect((sides[1] ?? 0) / (sides[7] ?? 1)).toBeCloseTo(2, 9);
});

it('measures text by the font’s advance widths', () => {
  expect(textWidth('C1', 1000)).toBe(621 + 600);
  expect(textWidth('', 10)).toBe(0);
});
