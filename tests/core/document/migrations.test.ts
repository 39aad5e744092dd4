import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/core/document/read';

/** As it was written before ports had names. */
const VERSION_0 = `{
  "format": "netloom",
  "version": 0,
  "title": "Residual",
  "graph": {
    "nodes": [
      { "id": "n1", "op": "input", "name": "Image", "params": { "shape": [32, 32, 16] }, "at": [0, 0] },
      { "id": "n2", "op": "conv2d", "name": "C1", "params": { "filters": 16, "padding": "same" }, "at": [0, 100] },
      { "id": "n3", "op": "add", "name": "Sum", "params": {}, "at": [0, 200] },
      { "id": "n4", "op": "output", "name": "Maps", "params": {}, "at": [0, 300] }
    ],
    "wires": [
      { "from": "n1", "to": "n2" },
      { "from": "n2", "to": "n3" },
      { "from": "n1", "to": "n3" },
      { "from": "n3", "to": "n4" }
    ]
  }
}`;

describe('a document of version 0', () => {
  const read = readDocument(VERSION_0);
  if (!read.ok) throw new Error(read.says);

  it('gets named ports, numbered where several wires go in', () => {
    expect(read.document.graph.wires).toEqual([
      { from: ['n1', 'y'], to: ['n2', 'x'] },
      { from: ['n2', 'y'], to: ['n3', 'x.0'] },
      { from: ['n1', 'y'], to: ['n3', 'x.1'] },
      { from: ['n3', 'y'], to: ['n4', 'x'] },
    ]);
  });

  it('is of the present version then, with all else as it was', () => {
    expect(read.document.version).toBe(1);
    expect(read.document.modules).toEqual({});
    expect(read.document.graph.nodes).toEqual(JSON.parse(VERSION_0).graph.nodes);
  });

  it('that is broken is answered like any other', () => {
    const broken = readDocument(VERSION_0.replace('"to": "n4"', '"to": "n9"'));
    expect(broken).toEqual({
      ok: false,
      says: 'In the document, the wire from "n3" to "n9" has no node "n9" to end at.',
    });
    expect(readDocument({ format: 'netloom', version: 0 })).toMatchObject({ ok: false });
  });
});
