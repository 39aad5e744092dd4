import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumberText, showNumber, stepped } from '../../../src/ui/inspector/fields/number-text';

describe('a typed number', () => {
  it('may be written as people write numbers', () => {
    expect(readNumberText(' 12 ')).toBe(12);
    expect(readNumberText('.5')).toBe(0.5);
    expect(readNumberText('-.5')).toBe(-0.5);
    expect(readNumberText('3.')).toBe(3);
    expect(readNumberText('1e-3')).toBe(0.001);
    expect(readNumberText('−4')).toBe(-4);
    expect(readNumberText('?')).toBeNull();
  });
  it('is nothing else', () => {
    for (const text of ['', '-', '1e', '0x10', '1,5', 'NaN', 'Infinity', '5 5', '1..2']) {
      expect(readNumberText(text), text).toBeNaN();
    }
  });
  it('comes back from how it is shown', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
        expect(readNumberText(showNumber(value)) ?? Number.NaN).toBeCloseTo(value, 12);
      }),
    );
  });
});

describe('stepping', () => {
  it('leaves no binary dust', () => {
    expect(stepped(0.2, 0.1)).toBe(0.3);
    expect(stepped(0.3, -0.1)).toBe(0.2);
  });
  it('stops at the limits', () => {
    expect(stepped(1, -10, 1)).toBe(1);
    expect(stepped(0.95, 0.1, 0, 1)).toBe(1);
  });
});
