import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/core/document/architecture';
import { setCaption } from '../../../src/core/edits/setFigure';
import { cutTo } from '../../../src/readings/figure/drawing';
import { sceneSvg } from '../../../src/readings/figure/svg';
import { drawn, drawnPreset, overlaps, presetDocument } from './drawn';

describe('odd names in a figure', () => {
  it('leaves out of the file what XML has no place for', () => {
    const doc = setCaption(presetDocument('lenet-5'), 'caption:n2', 'a\u0007b\fc\ud83d <&>', '');
    const svg = sceneSvg(drawn(doc), 'a\u0000b', null);
    expect(svg).toContain('<title>a b</title>');
    expect(svg).toContain('>a b c  &lt;&amp;&gt;</text>');
    expect(svg.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  });

  it.each(['volumes', 'blocks', 'neurons'] as const)('leaves a figure of %s as large as with short names', style => {
    const long = 'a long name of a layer '.repeat(9).trim();
    for (const id of ['lenet-5', 'inception-v3-auxiliary', 'u-net']) {
      const doc = presetDocument(id, { style, captionKind: 'paper' });
      const named = (graph: Graph): Graph => ({ ...graph, nodes: graph.nodes.map(n => ({ ...n, name: long })) });
      const scene = drawn({
        ...doc,
        title: long.replaceAll(' ', ''),
        graph: named(doc.graph),
        modules: Object.fromEntries(
          Object.entries(doc.modules).map(([key, m]) => [
            key,
            { ...m, title: `${long} ${key}`, graph: named(m.graph) },
          ]),
        ),
      });
      expect(scene.unit, id).toBeGreaterThan(drawnPreset(id, { style }).unit * 0.6);
      expect(overlaps(scene.captions).map(([a, b]) => [a.text, b.text])).toEqual([]);
      for (const { box, text } of scene.captions) {
        expect(box.x, text).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width, text).toBeLessThanOrEqual(scene.width);
      }
    }
  });

  it('cuts between letters', () => {
    const family = '\u{1f469}\u200d\u{1f467}';
    for (let width = 5; width < 80; width += 3) {
      const cut = cutTo(family.repeat(5), 8, width);
      expect(cut).toMatch(new RegExp(`^(${family})+\u2026?$`, 'u'));
    }
  });
});
