import { describe, expect, it } from 'vitest';
import { RATES, refusalOf } from '../../../src/ui/dock/refusal';

describe('a number of the plan', () => {
  it.each([
    [0, RATES, 'must be between 1e-9 and 100'],
    [-1, RATES, 'must be between 1e-9 and 100'],
    [Number.NaN, RATES, 'must be a number'],
    [null, RATES, 'must be a number'],
    [0.002, RATES, null],
    [8001, { min: 1, max: 8000, whole: true }, 'must be between 1 and 8,000'],
    [2.5, { min: 1, max: 8000, whole: true }, 'must be a whole number'],
    [-1, { min: 0, max: 2 ** 31 - 1, whole: true }, 'must be between 0 and 2,147,483,647'],
    [8000, { min: 1, max: 8000, whole: true }, null],
  ] as const)('of %s is taken, or refused in words', (typed, limits, says) => {
    expect(refusalOf(typed, limits)).toBe(says);
  });
});
