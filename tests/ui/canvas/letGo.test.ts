import { beforeEach, describe, expect, it } from 'vitest';
import inception from '../../../presets/inception-v3.netloom.json';
import { MAIN } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { setPositions } from '../../../src/core/edits/moveNodes';
import { renameNode } from '../../../src/core/edits/renameNode';
import { currentGraph, useEditor } from '../../../src/state/editor';
import { useFolds } from '../../../src/state/folds';
import { onNodesChange } from '../../../src/ui/canvas/flow-changes';
import { sceneOf, showingAt } from '../../../src/ui/canvas/scene';

const editor = () => useEditor.getState();
const idOf = (name: string): string => currentGraph(editor()).nodes.find(n => n.name === name)?.id ?? '';
function placeOf(id: string): { x: number; y: number } {
  const card = sceneOf().cards.get(id);
  if (!card) throw new Error(id);
  return { x: card.x, y: card.y };
}
function drag(id: string, dx: number, dy: number): { x: number; y: number } {
  editor().select(new Set([id]), new Set());
  const { x, y } = placeOf(id);
  const to = { x: x + dx, y: y + dy };
  onNodesChange([{ id, type: 'position', position: { x: x + dx / 2, y: y + dy / 2 }, dragging: true }]);
  onNodesChange([{ id, type: 'position', position: to, dragging: false }]);
  return to;
}

beforeEach(() => {
  const read = readDocument(inception);
  if (!read.ok) throw new Error(read.says);
  editor().open(read.document);
  useFolds.getState().unfoldAll();
  sceneOf();
});

describe('what a hand lets go among open modules', () => {
  it('is shown exactly there, however the document can have it', () => {
    const id = idOf('Mixed_6c');
    for (const [dx, dy] of [
      [1140, 571],
      [-1500, 300],
      [200, -2000],
      [0, 2400],
      [-3000, -3000],
    ] as const) {
      const to = drag(id, dx, dy);
      expect(placeOf(id)).toEqual(to);
    }
  });

  it('is where it was after undo, and there again after redo', () => {
    const id = idOf('Mixed_6c');
    const from = placeOf(id);
    const first = drag(id, 1140, 571);
    const second = drag(id, -300, 900);
    editor().undo();
    expect(placeOf(id)).toEqual(first);
    editor().undo();
    expect(placeOf(id)).toEqual(from);
    editor().redo();
    expect(placeOf(id)).toEqual(first);
    editor().redo();
    expect(placeOf(id)).toEqual(second);
  });

  it('stays there when it is edited, and stands as the document says when all is folded', () => {
    const id = idOf('Mixed_6c');
    const to = drag(id, 1140, 571);
    editor().apply(doc => renameNode(doc, MAIN, id, 'moved'));
    expect(placeOf(id)).toEqual(to);
    useFolds.getState().foldAll();
    useFolds.getState().setWrapped(false);
    const [x, y] = currentGraph(editor()).nodes.find(n => n.id === id)?.at ?? [0, 0];
    expect(placeOf(id)).toEqual({ x, y });
  });

  it('stands as a layout puts it after that', () => {
    const id = idOf('Mixed_6c');
    const from = placeOf(id);
    const [x, y] = sceneOf().cards.get(id)?.node.at ?? [0, 0];
    drag(id, 1140, 571);
    const layOut = (): void => editor().apply(doc => setPositions(doc, MAIN, new Map([[id, [x, y]]])));
    showingAt(new Map([[id, null]]), layOut);
    expect(placeOf(id)).toEqual(from);
  });

  it('leaves the others where they are, or lets them close up', () => {
    const others = () => [...sceneOf().cards.values()].filter(c => c.node.name.startsWith('Mixed_5'));
    const before = others().map(({ x, y }) => ({ x, y }));
    drag(idOf('Mixed_6c'), 1140, 571);
    expect(others().map(({ x, y }) => ({ x, y }))).toEqual(before);
  });
});
