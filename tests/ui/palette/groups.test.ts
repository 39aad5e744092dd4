import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../src/core/document/architecture';
import { catalogue } from '../../../src/ops/catalogue';
import { paletteGroups } from '../../../src/ui/palette/groups';

describe('the palette', () => {
  it('lists every operation once', () => {
    const listed = paletteGroups({}, catalogue).flatMap(g => g.items.map(i => i.op));
    expect(listed.toSorted()).toEqual([...catalogue.keys()].toSorted());
  });
  it('calls operations by their short labels, none longer than its column', () => {
    const labels = paletteGroups({}, catalogue).flatMap(g => g.items.map(i => i.label));
    expect(labels).toContain('Conv 2D');
    for (const label of labels) expect(label.length, label).toBeLessThanOrEqual(13);
  });
  it('adds the document’s modules, if there are any', () => {
    const module = { title: 'Inception A', params: {}, graph: EMPTY.graph };
    expect(paletteGroups({ a: module }, catalogue).at(-1)).toEqual({
      title: 'Modules in this document',
      items: [{ op: 'module:a', label: 'Inception A' }],
    });
    expect(paletteGroups({}, catalogue).at(-1)?.title).toBe('Merge');
  });
});
