import { describe, expect, it } from 'vitest';
import inception from '../../../presets/inception-v3.netloom.json';
import type { Architecture } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { setPositions } from '../../../src/core/edits/moveNodes';
import type { Point } from '../../../src/core/edits/spacing';
import { catalogue } from '../../../src/ops/catalogue';
import { letGo } from '../../../src/readings/layout/let-go';
import { allInstances, unfold } from '../../../src/readings/layout/unfold';

function open(content: unknown): Architecture {
  const read = readDocument(content);
  if (!read.ok) throw new Error(read.says);
  return read.document;
}
const doc = open(inception);
const all = allInstances(doc, doc.graph, '');
const shown = (d: Architecture, unfolded = all) => unfold(d, catalogue, d.graph, '', unfolded);
const idOf = (name: string): string => doc.graph.nodes.find(n => n.name === name)?.id ?? '';
function card(d: Architecture, name: string) {
  const found = shown(d).get(idOf(name));
  if (!found) throw new Error(name);
  return found;
}
function dragged(places: ReadonlyMap<string, Point>, unfolded = all): Architecture {
  return setPositions(doc, 'main', letGo(doc, catalogue, doc.graph, '', unfolded, places));
}

describe('a card that is let go among open instances', () => {
  it('is shown exactly there while it stays among the same neighbours', () => {
    const at = card(doc, 'Mixed_6c');
    for (const [dx, dy] of [
      [30, 0],
      [0, 30],
      [-600, 0],
    ] as const) {
      const after = card(dragged(new Map([[at.id, [at.x + dx, at.y + dy]]])), 'Mixed_6c');
      expect([after.x - at.x, after.y - at.y]).toEqual([dx, dy]);
    }
  });

  it('is shown at the head or the foot of the open one that it was let go on, never further away', () => {
    const at = card(doc, 'Mixed_6c');
    const half = card(doc, 'Mixed_6b').height / 2;
    for (const dy of [-3000, -2000, -1500, 400, 900, 1500, 2000]) {
      const after = card(dragged(new Map([[at.id, [at.x + 200, at.y + dy]]])), 'Mixed_6c');
      expect([dy, Math.abs(after.y - at.y - dy) <= half + 10]).toEqual([dy, true]);
      expect([dy, Math.abs(after.x - at.x) <= 200]).toEqual([dy, true]);
    }
  });

  it('keeps its distances in the document to those that are moved with it', () => {
    const [a, b] = [card(doc, 'Mixed_6c'), card(doc, 'Mixed_6d')];
    const after = dragged(
      new Map([
        [a.id, [a.x + 400, a.y]],
        [b.id, [b.x + 400, b.y]],
      ]),
    );
    const [c, d] = [card(after, 'Mixed_6c').node.at, card(after, 'Mixed_6d').node.at];
    expect([d[0] - c[0], d[1] - c[1]]).toEqual([b.node.at[0] - a.node.at[0], b.node.at[1] - a.node.at[1]]);
  });

  it('stands where it was let go when nothing is open', () => {
    const at = shown(doc, new Set()).get(idOf('Mixed_6c'));
    const moved = letGo(doc, catalogue, doc.graph, '', new Set(), new Map([[at?.id ?? '', [123, 456]]]));
    expect([...moved.values()]).toEqual([[123, 456]]);
  });
});
