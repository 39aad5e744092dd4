import { describe, expect, it } from 'vitest';
import { EMPTY, MAIN } from '../../../src/core/document/architecture';
import { addChain } from '../../../src/core/edits/addChain';
import { addNode } from '../../../src/core/edits/addNode';
import { insertOnWire, moveOntoWire } from '../../../src/core/edits/insertOnWire';
import { removeNodes } from '../../../src/core/edits/removeNodes';
import { catalogue } from '../../../src/ops/catalogue';
import { chain, nodeOf, wires } from './sketch';

const add = (doc = EMPTY, op = 'conv2d') => addNode(doc, catalogue, MAIN, { op }, [10, 20]);

describe('adding a node', () => {
  it('puts it where it was dropped, with an id, the operation’s short name and nothing but defaults', () => {
    expect(add().graph.nodes).toEqual([{ id: 'n1', op: 'conv2d', name: 'Conv 2D', params: {}, at: [10, 20] }]);
  });

  it('numbers the name when it is taken', () => {
    expect(add(add(add())).graph.nodes.map(n => n.name)).toEqual(['Conv 2D', 'Conv 2D 2', 'Conv 2D 3']);
  });

  it('never takes an id that is in use, nor one below those in use', () => {
    const doc = removeNodes(add(add(add())), MAIN, ['n1', 'n2']);
    expect(add(doc).graph.nodes.map(n => n.id)).toEqual(['n3', 'n4']);
  });

  it('stores only what differs from the defaults', () => {
    const doc = addNode(EMPTY, catalogue, MAIN, { op: 'conv2d', params: { filters: 6, kernel: [3, 3] } }, [0, 0]);
    expect(nodeOf(doc, 'n1').params).toEqual({ filters: 6 });
  });

  it('rounds to whole pixels', () => {
    const doc = addNode(EMPTY, catalogue, MAIN, { op: 'relu' }, [1.4, -0.2]);
    expect(nodeOf(doc, 'n1').at).toEqual([1, 0]);
  });

  it('names an instance of a module after the module', () => {
    const module = { title: 'Inception A', params: {}, graph: { nodes: [], wires: [] } };
    const doc = addNode({ ...EMPTY, modules: { a: module } }, catalogue, MAIN, { op: 'module:a' }, [0, 0]);
    expect(nodeOf(doc, 'n1').name).toBe('Inception A');
  });

  it('to a module leaves the rest alone', () => {
    const doc = { ...EMPTY, modules: { a: { title: 'A', params: {}, graph: { nodes: [], wires: [] } } } };
    const after = addNode(doc, catalogue, 'a', { op: 'relu' }, [0, 0]);
    expect(after.graph).toBe(doc.graph);
    expect(after.modules.a?.graph.nodes.length).toBe(1);
  });

  it('to a graph that is gone changes nothing', () => {
    expect(addNode(EMPTY, catalogue, 'gone', { op: 'relu' }, [0, 0])).toBe(EMPTY);
  });
});

describe('adding a chain', () => {
  it('wires each node to the one before and puts it below', () => {
    const doc = chain('input', 'conv2d', 'relu');
    expect(wires(doc)).toEqual(['n1.y > n2.x', 'n2.y > n3.x']);
    expect(doc.graph.nodes.map(n => n.at)).toEqual([
      [0, 0],
      [0, 72],
      [0, 144],
    ]);
  });

  it('starts from the node that it follows', () => {
    const doc = addChain(chain('input'), catalogue, MAIN, [{ op: 'relu' }, { op: 'output' }], [0, 100], 'n1');
    expect(wires(doc)).toEqual(['n1.y > n2.x', 'n2.y > n3.x']);
  });

  it('starts anew after an output and at an input', () => {
    expect(wires(chain('input', 'output', 'input', 'relu'))).toEqual(['n1.y > n2.x', 'n3.y > n4.x']);
  });

  it('goes into the next free place of an operation with several inputs', () => {
    expect(wires(chain('input', 'add', 'relu'))).toEqual(['n1.y > n2.x.0', 'n2.y > n3.x']);
  });
});

describe('inserting on a wire', () => {
  const conv = chain('input', 'conv2d', 'linear');

  it('puts the node between both ends', () => {
    const doc = insertOnWire(conv, catalogue, MAIN, 'n3:x', { op: 'flatten' }, [5, 5]);
    expect(wires(doc)).toEqual(['n1.y > n2.x', 'n2.y > n4.x', 'n4.y > n3.x']);
    expect(nodeOf(doc, 'n4').at).toEqual([5, 5]);
  });

  it('keeps the place that the wire had among several', () => {
    let doc = chain('input', 'concat', 'output');
    doc = addChain(doc, catalogue, MAIN, [{ op: 'concat' }], [0, 0], 'n1');
    const after = insertOnWire(doc, catalogue, MAIN, 'n2:x.0', { op: 'relu' });
    expect(wires(after)).toContain('n5.y > n2.x.0');
  });

  it('moves what comes after out of the way, and nothing else', () => {
    const doc = insertOnWire(conv, catalogue, MAIN, 'n3:x', { op: 'flatten' });
    expect(['n1', 'n2', 'n4', 'n3'].map(id => nodeOf(doc, id).at[1])).toEqual([0, 72, 144, 216]);
  });

  it('moves nothing where there is room', () => {
    const wide = insertOnWire(conv, catalogue, MAIN, 'n3:x', { op: 'flatten' });
    const doc = insertOnWire(removeNodes(wide, MAIN, []), catalogue, MAIN, 'n4:x', { op: 'relu' });
    expect(nodeOf(doc, 'n1').at).toEqual([0, 0]);
    const roomy = {
      ...conv,
      graph: { ...conv.graph, nodes: conv.graph.nodes.map(n => ({ ...n, at: [0, n.at[1] * 3] as const })) },
    };
    const inserted = insertOnWire(roomy, catalogue, MAIN, 'n3:x', { op: 'flatten' });
    expect(inserted.graph.nodes.slice(0, 3)).toEqual(roomy.graph.nodes);
    expect(nodeOf(inserted, 'n4').at).toEqual([0, 324]);
  });

  it('puts the new node beside others that lie in between', () => {
    const [from, between, to] = conv.graph.nodes;
    if (!from || !between || !to) throw new Error('the chain is too short');
    const over = { ...conv, graph: { ...conv.graph, wires: [{ from: ['n1', 'y'], to: ['n3', 'x'] }] as const } };
    const doc = insertOnWire(over, catalogue, MAIN, 'n3:x', { op: 'flatten' });
    expect(doc.graph.nodes.slice(0, 3).map(n => n.at)).toEqual([from.at, between.at, to.at]);
    expect(nodeOf(doc, 'n4').at).toEqual([between.at[0] + 242, between.at[1]]);
  });

  it('makes room sideways in a row', () => {
    const row = {
      ...conv,
      graph: { ...conv.graph, nodes: conv.graph.nodes.map(n => ({ ...n, at: [n.at[1] * 3, 0] as const })) },
    };
    const doc = insertOnWire(row, catalogue, MAIN, 'n3:x', { op: 'flatten' });
    expect(['n1', 'n2', 'n4', 'n3'].map(id => nodeOf(doc, id).at)).toEqual([
      [0, 0],
      [216, 0],
      [458, 0],
      [700, 0],
    ]);
  });

  it('lets an output listen without cutting the wire', () => {
    const doc = insertOnWire(conv, catalogue, MAIN, 'n3:x', { op: 'output' });
    expect(wires(doc)).toEqual(['n1.y > n2.x', 'n2.y > n3.x', 'n2.y > n4.x']);
  });

  it('that is gone changes nothing', () => {
    expect(insertOnWire(conv, catalogue, MAIN, 'n9:x', { op: 'relu' })).toBe(conv);
  });

  it('takes a node that is there already', () => {
    const doc = addNode(conv, catalogue, MAIN, { op: 'flatten' }, [0, 0]);
    expect(wires(moveOntoWire(doc, catalogue, MAIN, 'n3:x', 'n4'))).toEqual([
      'n1.y > n2.x',
      'n2.y > n4.x',
      'n4.y > n3.x',
    ]);
    expect(moveOntoWire(doc, catalogue, MAIN, 'n3:x', 'n2')).toBe(doc);
  });
});
