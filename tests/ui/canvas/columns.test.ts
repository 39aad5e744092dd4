import { beforeEach, describe, expect, it } from 'vitest';
import inception from '../../../presets/inception-v3.netloom.json';
import { MAIN } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { setPositions } from '../../../src/core/edits/moveNodes';
import { currentGraph, useEditor } from '../../../src/state/editor';
import { useFolds } from '../../../src/state/folds';
import { couldHaveColumns, isInColumns, sceneOf } from '../../../src/ui/canvas/scene';
import { findCommand } from '../../../src/ui/commands/table';

const editor = () => useEditor.getState();
const press = (): void => void findCommand('view.columns')?.run();

beforeEach(() => {
  const read = readDocument(inception);
  if (!read.ok) throw new Error(read.says);
  editor().open(read.document);
});

describe('a tall graph', () => {
  it('is in columns, in one, and in columns again, as it is asked for', () => {
    expect(isInColumns(sceneOf())).toBe(true);
    press();
    expect([isInColumns(sceneOf()), couldHaveColumns(sceneOf())]).toEqual([false, true]);
    press();
    expect(isInColumns(sceneOf())).toBe(true);
  });

  it('that was too wide for columns when it was folded can have them when it is narrow again', () => {
    const last = currentGraph(editor()).nodes.at(-1);
    if (!last) throw new Error('empty');
    editor().apply(doc => setPositions(doc, MAIN, new Map([[last.id, [9000, last.at[1]]]])));
    useFolds.getState().foldAll();
    useFolds.getState().cutAgain();
    expect([isInColumns(sceneOf()), couldHaveColumns(sceneOf())]).toEqual([false, false]);
    editor().undo();
    expect([isInColumns(sceneOf()), couldHaveColumns(sceneOf())]).toEqual([false, true]);
    press();
    expect(isInColumns(sceneOf())).toBe(true);
  });
});
