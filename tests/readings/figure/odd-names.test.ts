import { describe, expect, it } from 'vitest';
import { setCaption } from '../../../src/core/edits/setFigure';
import { cutTo } from '../../../src/readings/figure/drawing';
import { sceneSvg } from '../../../src/readings/figure/svg';
import { drawn, presetDocument } from './drawn';

describe('odd names in a figure', () => {
  it('leaves out of the file what XML has no place for', () => {
    const doc = setCaption(presetDocument('lenet-5'), 'caption:n2', 'a\u0007b\fc\ud83d <&>', '');
    const svg = sceneSvg(drawn(doc), 'a\u0000b', null);
    expect(svg).toContain('<title>a b</title>');
    expect(svg).toContain('>a b c  &lt;&amp;&gt;</text>');
    expect(svg.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  });

  it('cuts between letters', () => {
    const family = '\u{1f469}\u200d\u{1f467}';
    for (let width = 5; width < 80; width += 3) {
      const cut = cutTo(family.repeat(5), 8, width);
      expect(cut).toMatch(new RegExp(`^(${family})+\u2026?$`, 'u'));
    }
  });
});
