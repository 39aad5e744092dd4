import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Architecture, EMPTY } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { DEFAULT_PLAN } from '../../../src/core/document/training-plan';
import { writeDocument } from '../../../src/core/document/write';
import { anyDocument } from '../edits/anyEdit';

const DOC: Architecture = {
  ...EMPTY,
  title: 'Small',
  training: DEFAULT_PLAN,
  graph: {
    nodes: [
      { id: 'n1', op: 'input', name: 'Image', params: { shape: [28, 28, 1] }, at: [0, 0] },
      {
        id: 'n3',
        op: 'conv2d',
        name: 'C1',
        params: { padding: 'same', filters: 6, kernel: [5, 5] },
        at: [0, 100],
        muted: true,
      },
      { id: 'n2', op: 'concat', name: 'Both', params: {}, at: [0, 200] },
    ],
    wires: [
      { from: ['n3', 'y'], to: ['n2', 'x.10'] },
      { from: ['n1', 'y'], to: ['n2', 'x.9'] },
      { from: ['n1', 'y'], to: ['n3', 'x'] },
    ],
  },
};

describe('the file', () => {
  it('has a node on a line, keys in one order, wires by their targets', () => {
    expect(writeDocument(DOC)).toBe(`{
  "format": "netloom",
  "version": 1,
  "title": "Small",
  "training": {
    "batchSize": 128,
    "dataset": "mnist",
    "epochs": 5,
    "learningRate": 0.002,
    "optimizer": "adam",
    "seed": 1
  },
  "graph": {
    "nodes": [
      { "id": "n1", "op": "input", "name": "Image", "params": { "shape": [28, 28, 1] }, "at": [0, 0] },
      {
        "id": "n3",
        "op": "conv2d",
        "name": "C1",
        "params": { "filters": 6, "kernel": [5, 5], "padding": "same" },
        "at": [0, 100],
        "muted": true
      },
      { "id": "n2", "op": "concat", "name": "Both", "params": {}, "at": [0, 200] }
    ],
    "wires": [
      { "from": ["n1", "y"], "to": ["n3", "x"] },
      { "from": ["n1", "y"], "to": ["n2", "x.9"] },
      { "from": ["n3", "y"], "to": ["n2", "x.10"] }
    ]
  },
  "modules": {}
}
`);
  });

  it('does not depend on the order in which wires were drawn or parameters set', () => {
    const [a, b, c] = DOC.graph.wires;
    if (!a || !b || !c) throw new Error('three wires expected');
    const nodes = DOC.graph.nodes.map(n => ({ ...n, params: Object.fromEntries(Object.entries(n.params).reverse()) }));
    expect(writeDocument({ ...DOC, graph: { nodes, wires: [c, a, b] } })).toBe(writeDocument(DOC));
  });

  it('changes in one line when one parameter does', () => {
    const nodes = DOC.graph.nodes.map(n => (n.id === 'n1' ? { ...n, params: { shape: [32, 32, 1] } } : n));
    const before = writeDocument(DOC).split('\n');
    const after = writeDocument({ ...DOC, graph: { ...DOC.graph, nodes } }).split('\n');
    expect(after.filter((line, i) => line !== before[i]).length).toBe(1);
  });
});

describe('round trips', () => {
  it('of random documents give the same bytes, and the same document', () => {
    fc.assert(
      fc.property(anyDocument(25), doc => {
        const text = writeDocument(doc);
        const read = readDocument(text);
        if (!read.ok) throw new Error(read.says);
        expect(writeDocument(read.document)).toBe(text);
        expect(read.document.graph.nodes).toEqual(doc.graph.nodes);
        expect(new Set(read.document.graph.wires)).toEqual(new Set(doc.graph.wires));
        expect({ ...read.document, graph: null, modules: null }).toEqual({ ...doc, graph: null, modules: null });
      }),
      { numRuns: 1500 },
    );
  });

  it('accept the document as parsed JSON too', () => {
    const read = readDocument(JSON.parse(writeDocument(DOC)));
    expect(read.ok && writeDocument(read.document)).toBe(writeDocument(DOC));
  });
});
