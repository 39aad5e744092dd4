import { describe, expect, it } from 'vitest';
import { type Architecture, EMPTY, MAIN, type Module } from '../../../src/core/document/architecture';
import { readClipping, writeClipping } from '../../../src/core/document/clipping';
import { addNode } from '../../../src/core/edits/addNode';
import { copyNodes, duplicateNodes, leftOutOfPaste, pasteClipping } from '../../../src/core/edits/clipping';
import { catalogue } from '../../../src/ops/catalogue';
import { chain, nodeOf, wires } from './sketch';

const DOC = chain('input', 'conv2d', 'relu', 'output');

describe('copying', () => {
  it('takes the nodes and the wires between them', () => {
    const clip = copyNodes(DOC, MAIN, ['n2', 'n3']);
    expect(clip.nodes.map(n => n.id)).toEqual(['n2', 'n3']);
    expect(clip.wires).toEqual([{ from: ['n2', 'y'], to: ['n3', 'x'] }]);
  });

  it('survives the way through the clipboard', () => {
    const clip = copyNodes(DOC, MAIN, ['n2', 'n3']);
    expect(readClipping(writeClipping(clip))).toEqual({ ok: true, clipping: clip });
  });

  it('tells a damaged clipping from other text', () => {
    expect(readClipping('Dear all,')).toBeNull();
    const text = writeClipping(copyNodes(DOC, MAIN, ['n2', 'n3']));
    expect(readClipping(text.slice(0, -20))).toMatchObject({ ok: false });
    expect(readClipping(text.replace('"n2"', '"n3"'))).toMatchObject({ ok: false });
  });
});

describe('pasting', () => {
  it('gives fresh ids and names, a little beside the originals', () => {
    const doc = duplicateNodes(DOC, MAIN, ['n2', 'n3']);
    expect(nodeOf(doc, 'n5')).toEqual({ ...nodeOf(DOC, 'n2'), id: 'n5', name: 'Conv 2D 2', at: [32, 104] });
    expect(wires(doc)).toEqual([...wires(DOC), 'n5.y > n6.x'].toSorted());
  });

  it('puts the top left corner where it is asked to', () => {
    const doc = pasteClipping(DOC, MAIN, copyNodes(DOC, MAIN, ['n2', 'n3']), [500, 50]);
    expect([nodeOf(doc, 'n5').at, nodeOf(doc, 'n6').at]).toEqual([
      [500, 50],
      [500, 122],
    ]);
  });

  it('keeps names that are free', () => {
    expect(pasteClipping(EMPTY, MAIN, copyNodes(DOC, MAIN, ['n2'])).graph.nodes[0]?.name).toBe('Conv 2D');
  });

  it('of nothing changes nothing', () => {
    expect(pasteClipping(DOC, MAIN, copyNodes(DOC, MAIN, []))).toBe(DOC);
  });
});

describe('pasting instances of modules', () => {
  const module = (title: string, ...ops: string[]): Module => ({
    title,
    params: {},
    graph: { nodes: ops.map((op, i) => ({ id: `n${i + 1}`, op, name: op, params: {}, at: [0, 0] })), wires: [] },
  });
  const source: Architecture = addNode(
    {
      ...EMPTY,
      modules: { outer: module('Outer', 'module:inner'), inner: module('Inner', 'relu'), unused: module('Unused') },
    },
    catalogue,
    MAIN,
    { op: 'module:outer' },
    [0, 0],
  );
  const clip = copyNodes(source, MAIN, ['n1']);

  it('brings the modules that they need, and no others', () => {
    expect(Object.keys(clip.modules).toSorted()).toEqual(['inner', 'outer']);
    expect(pasteClipping(EMPTY, MAIN, clip).modules).toEqual(clip.modules);
  });

  it('leaves out what would contain itself, and says what that is', () => {
    expect(leftOutOfPaste(source, MAIN, clip)).toEqual([]);
    expect(leftOutOfPaste(source, 'inner', clip)).toEqual(['Outer']);
    expect(pasteClipping(source, 'inner', clip)).toBe(source);
    expect(leftOutOfPaste(source, 'unused', clip)).toEqual([]);
  });

  it('shares modules that are the same', () => {
    expect(pasteClipping(source, MAIN, clip).modules).toBe(source.modules);
  });

  it('keeps apart modules with the same id and other content, and those that contain them', () => {
    const other: Architecture = {
      ...EMPTY,
      modules: { outer: clip.modules.outer ?? module('Outer'), inner: module('Inner', 'tanh') },
    };
    const doc = pasteClipping(other, MAIN, clip);
    expect(doc.modules).toMatchObject(other.modules);
    const pasted = doc.modules[doc.graph.nodes[0]?.op.slice('module:'.length) ?? ''];
    const inside = doc.modules[pasted?.graph.nodes[0]?.op.slice('module:'.length) ?? ''];
    expect(pasted).not.toBe(other.modules.outer);
    expect(inside?.graph.nodes[0]?.op).toBe('relu');
  });
});
