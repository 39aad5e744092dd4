import { describe, expect, it } from 'vitest';
import { fileName } from '../../src/exchange/codec';

describe('a title as a file name', () => {
  it.each([
    ['LeNet-5 (tanh)', 'LeNet-5-tanh'],
    ['../../etc/passwd', 'etc-passwd'],
    ['<script>alert(1)</script>', 'script-alert-1-script'],
    ['\u{1f9e0}', 'Untitled'],
    ['\u0634\u0628\u0643\u0629', '\u0634\u0628\u0643\u0629'],
    ['\u0939\u093f\u0928\u094d\u0926\u0940', '\u0939\u093f\u0928\u094d\u0926\u0940'],
  ])('%s', (title, name) => {
    expect(fileName(title)).toBe(name);
  });

  it('is at most 80 letters, none of them cut in half', () => {
    const name = fileName('\u{1d49c}'.repeat(200));
    expect([...name]).toHaveLength(80);
    expect(new TextDecoder().decode(new TextEncoder().encode(name))).toBe(name);
    expect(fileName(`${'a'.repeat(79)}-b`)).toBe('a'.repeat(79));
  });
});
