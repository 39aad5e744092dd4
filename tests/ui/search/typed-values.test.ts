import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/ops/catalogue';
import { complaintOf, readTyped } from '../../../src/ui/search/typed-values';

const { kernel, filters } = catalogue.get('conv2d')?.params ?? {};
if (!kernel || !filters) throw new Error('no convolution');

describe('a typed value', () => {
  it.each(['7x9', '7×9', '7*9', ' 7 x 9 ', '7, 9'])('%s is a height and a width', text => {
    expect(readTyped(kernel, text)).toEqual([7, 9]);
  });

  it('is one number for both', () => {
    expect(readTyped(kernel, '5')).toEqual([5, 5]);
  });

  it.each([
    [kernel, '0', 'must be a height and a width, each at least 1'],
    [kernel, '-3', 'must be a height and a width, each at least 1'],
    [kernel, '5.5', 'must be a height and a width, each at least 1'],
    [kernel, '5x5x5', 'must be a height and a width'],
    [kernel, '5x', 'must be a height and a width'],
    [filters, '0', 'must be a whole number of at least 1'],
    [filters, 'many', 'must be a whole number of at least 1'],
  ])('of %o: %s is refused, with what is wrong', (spec, text, says) => {
    expect(readTyped(spec, text)).toBeNull();
    expect(complaintOf(spec, text)).toBe(says);
  });
});
