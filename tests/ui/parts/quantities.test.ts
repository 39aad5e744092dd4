import { describe, expect, it } from 'vitest';
import { plural, showBytes, showCount, showLargeCount, showPercent } from '../../../src/ui/parts/quantities';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('quantities', () => {
  it('groups thousands, and says ? for what is not known', () => {
    expect(showCount(61_706)).toBe('61,706');
    expect(showCount(null)).toBe('?');
  });
  it('gives large counts three digits and a unit', () => {
    expect(showLargeCount(416_520)).toBe('416,520');
    expect(plain(showLargeCount(5_713_216_096))).toBe('5.71 G');
    expect(plain(showLargeCount(15_470_264_320))).toBe('15.5 G');
    expect(plain(showLargeCount(300_774_272))).toBe('301 M');
    expect(plain(showLargeCount(1.504e12))).toBe('1.50 T');
  });
  it('gives bytes two digits and a decimal unit', () => {
    const shown = [999, 819_200, 11_400_000, 4_900_000_000, 999_700].map(b => plain(showBytes(b)));
    expect(shown).toEqual(['999 B', '819 kB', '11 MB', '4.9 GB', '1.0 MB']);
    expect(showBytes(null)).toBe('?');
  });
  it('counts in words', () => {
    expect(plural(1, 'problem')).toBe('1 problem');
    expect(plural(3, 'problem')).toBe('3 problems');
    expect(plural(2, 'match', 'matches')).toBe('2 matches');
    expect(plain(showPercent(0.4671))).toBe('46.7 %');
  });
});
