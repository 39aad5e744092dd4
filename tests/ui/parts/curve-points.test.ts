import { describe, expect, it } from 'vitest';
import { max, min, mul, sigmoid, weight, where, x } from '../../../src/core/op/expression';
import { type ParamSchema, type Values, withDefaults } from '../../../src/core/op/params';
import { catalogue } from '../../../src/ops/catalogue';
import { curveGlyph, curveOf, pathOf } from '../../../src/ui/parts/curve-points';

const at = (pieces: ReturnType<typeof curveOf>['value'], wanted: number): number | undefined =>
  pieces.flat().find(p => Math.abs(p[0] - wanted) < 1e-9)?.[1];

describe('an activation’s curve', () => {
  it('goes through the function’s values, and the derivative through its slope', () => {
    const { value, slope } = curveOf(sigmoid(x));
    expect(at(value, 0)).toBeCloseTo(0.5, 12);
    expect(at(slope, 0)).toBeCloseTo(0.25, 12);
    expect(at(value, 2)).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
  });
  it('lifts the line where the slope jumps', () => {
    const { value, slope } = curveOf(max(0, x));
    expect(value).toHaveLength(1);
    expect(slope).toHaveLength(2);
    expect(new Set(slope.flat().map(p => p[1]))).toEqual(new Set([0, 1]));
  });
  it('reaches out to where nothing changes any more', () => {
    expect(curveOf(max(0, x)).reach).toBe(4);
    expect(curveOf(min(max(0, x), 6)).reach).toBe(8);
  });
  it('draws a learned slope as it starts out', () => {
    const { value } = curveOf(where(x, x, mul(weight('alpha'), x)));
    expect(at(value, -4)).toBeCloseTo(-1, 12);
  });
  it('keeps 0 in view', () => {
    for (const op of catalogue.values()) {
      const expression = op.expression?.(withDefaults(op.params, {}) as Values<ParamSchema>);
      if (!expression) continue;
      const { range, value } = curveOf(expression);
      expect(range[0], op.id).toBeLessThanOrEqual(0);
      expect(range[1], op.id).toBeGreaterThan(0);
      for (const [, y] of value.flat()) expect(Number.isFinite(y), op.id).toBe(true);
    }
  });
});

describe('drawing', () => {
  it('moves to each piece and draws on', () => {
    const path = pathOf(
      [
        [
          [0, 0],
          [1, 2],
        ],
        [[3, 4]],
      ],
      p => p,
    );
    expect(path).toBe('M0.00 0.00L1.00 2.00M3.00 4.00');
  });
  it('fits a glyph into its tile', () => {
    const numbers = [...curveGlyph(max(0, x)).matchAll(/-?\d+\.\d+/g)].map(Number);
    expect(numbers.length).toBeGreaterThan(20);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(17);
  });
});
