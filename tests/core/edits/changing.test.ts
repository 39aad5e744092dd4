import { describe, expect, it } from 'vitest';
import { type Architecture, EMPTY, MAIN, type Module } from '../../../src/core/document/architecture';
import { DEFAULT_PLAN } from '../../../src/core/document/training-plan';
import { addFrame, removeFrames, updateFrame } from '../../../src/core/edits/frames';
import { moveNodes, setPositions } from '../../../src/core/edits/moveNodes';
import { renameNode } from '../../../src/core/edits/renameNode';
import { setNotes, setTitle, setTraining } from '../../../src/core/edits/setDetails';
import { setParams } from '../../../src/core/edits/setParams';
import { toggleMute } from '../../../src/core/edits/toggleMute';
import { catalogue } from '../../../src/ops/catalogue';
import { chain, nodeOf } from './sketch';

const DOC = chain('input', 'conv2d', 'conv2d', 'relu');

describe('setting parameters', () => {
  const set = (doc: Architecture, ids: string[], params: Parameters<typeof setParams>[4]) =>
    setParams(doc, catalogue, MAIN, ids, params);

  it('changes several nodes at once', () => {
    const doc = set(DOC, ['n2', 'n3'], { filters: 6 });
    expect([nodeOf(doc, 'n2').params, nodeOf(doc, 'n3').params]).toEqual([{ filters: 6 }, { filters: 6 }]);
    expect(nodeOf(doc, 'n1')).toBe(nodeOf(DOC, 'n1'));
  });

  it('stores nothing for a value equal to the default', () => {
    const doc = set(DOC, ['n2'], { filters: 6, kernel: [5, 5] });
    expect(nodeOf(set(doc, ['n2'], { kernel: [3, 3] }), 'n2').params).toEqual({ filters: 6 });
    expect(set(DOC, ['n2'], { filters: 32, kernel: [3, 3] })).toBe(DOC);
  });

  it('to what they are changes nothing', () => {
    const doc = set(DOC, ['n2'], { kernel: [5, 5] });
    expect(set(doc, ['n2'], { kernel: [5, 5] })).toBe(doc);
  });

  it('keeps parameters that the operation doesn’t know', () => {
    const doc = set(DOC, ['n2'], { from_the_future: 3 });
    expect(nodeOf(set(doc, ['n2'], { filters: 6 }), 'n2').params).toEqual({ from_the_future: 3, filters: 6 });
  });

  it('passes over numbers that no file can hold', () => {
    expect(set(DOC, ['n2'], { filters: Number.NaN, kernel: [3, Number.POSITIVE_INFINITY] })).toBe(DOC);
  });

  it('of a module’s instance compares with the module’s defaults', () => {
    const module: Module = {
      title: 'A',
      params: { width: { kind: 'int', label: 'Width', default: 4 } },
      graph: { nodes: [], wires: [] },
    };
    const doc: Architecture = {
      ...EMPTY,
      modules: { a: module },
      graph: { nodes: [{ id: 'n1', op: 'module:a', name: 'A', params: { width: 8 }, at: [0, 0] }], wires: [] },
    };
    expect(nodeOf(set(doc, ['n1'], { width: 4 }), 'n1').params).toEqual({});
  });
});

describe('naming', () => {
  it('gives a node another name, without blanks around it', () => {
    expect(nodeOf(renameNode(DOC, MAIN, 'n2', ' C1 '), 'n2').name).toBe('C1');
  });

  it('leaves the name when the new one is empty or the same', () => {
    expect(renameNode(DOC, MAIN, 'n2', '  ')).toBe(DOC);
    expect(renameNode(DOC, MAIN, 'n2', 'Conv 2D')).toBe(DOC);
  });

  it('gives the document a title and notes', () => {
    expect(setTitle(DOC, 'LeNet-5').title).toBe('LeNet-5');
    expect(setTitle(DOC, '')).toBe(DOC);
    const noted = setNotes(DOC, 'After LeCun 1998.');
    expect(noted.notes).toBe('After LeCun 1998.');
    expect('notes' in setNotes(noted, '')).toBe(false);
    expect(setNotes(noted, 'After LeCun 1998.')).toBe(noted);
    expect(setNotes(DOC, '')).toBe(DOC);
  });
});

describe('planning the training', () => {
  it('stores the plan, once', () => {
    const doc = setTraining(DOC, DEFAULT_PLAN);
    expect(doc.training).toEqual(DEFAULT_PLAN);
    expect(setTraining(doc, { ...DEFAULT_PLAN })).toBe(doc);
    expect(setTraining(doc, { ...DEFAULT_PLAN, momentum: 0.9 })).not.toBe(doc);
  });
});

describe('muting', () => {
  it('mutes all when one of them is heard, and takes all back in when none is', () => {
    const one = toggleMute(DOC, MAIN, ['n2']);
    expect(nodeOf(one, 'n2').muted).toBe(true);
    const both = toggleMute(one, MAIN, ['n2', 'n3']);
    expect(['n2', 'n3'].map(id => nodeOf(both, id).muted)).toEqual([true, true]);
    expect(toggleMute(both, MAIN, ['n2', 'n3'])).toEqual(DOC);
  });

  it('of nothing changes nothing', () => {
    expect(toggleMute(DOC, MAIN, [])).toBe(DOC);
  });
});

describe('moving', () => {
  it('moves nodes by so many pixels', () => {
    const doc = moveNodes(DOC, MAIN, ['n2', 'n3'], [10.4, -5]);
    expect([nodeOf(doc, 'n2').at, nodeOf(doc, 'n3').at]).toEqual([
      [10, 67],
      [10, 139],
    ]);
    expect(moveNodes(DOC, MAIN, ['n2'], [0.3, 0])).toBe(DOC);
  });

  it('puts nodes where a layout says', () => {
    const doc = setPositions(
      DOC,
      MAIN,
      new Map([
        ['n4', [7, 8]],
        ['n9', [0, 0]],
      ]),
    );
    expect(nodeOf(doc, 'n4').at).toEqual([7, 8]);
    expect(setPositions(doc, MAIN, new Map([['n4', [7, 8]]]))).toBe(doc);
  });
});

describe('frames', () => {
  const framed = addFrame(DOC, MAIN, { title: 'Stem', at: [0, 0], size: [300, 200] });

  it('are added, changed and removed', () => {
    expect(framed.graph.frames).toEqual([{ id: 'f1', title: 'Stem', at: [0, 0], size: [300, 200] }]);
    const renamed = updateFrame(framed, MAIN, 'f1', { title: 'Body', at: [1.5, 0] });
    expect(renamed.graph.frames).toEqual([{ id: 'f1', title: 'Body', at: [2, 0], size: [300, 200] }]);
    expect(removeFrames(framed, MAIN, ['f1'])).toEqual(DOC);
  });

  it('stay when nothing about them changes', () => {
    expect(updateFrame(framed, MAIN, 'f1', { title: 'Stem' })).toBe(framed);
    expect(updateFrame(framed, MAIN, 'f2', { title: 'X' })).toBe(framed);
    expect(removeFrames(framed, MAIN, ['f2'])).toBe(framed);
  });
});
