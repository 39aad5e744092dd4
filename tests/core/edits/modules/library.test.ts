import { describe, expect, it } from 'vitest';
import { type Architecture, MAIN } from '../../../../src/core/document/architecture';
import { addChain } from '../../../../src/core/edits/addChain';
import { copyNodes, pasteClipping } from '../../../../src/core/edits/clipping';
import { insertOnWire } from '../../../../src/core/edits/insertOnWire';
import { instancesOf } from '../../../../src/core/edits/modules/instances';
import { addInstance, makeSeparateCopy, removeModule, renameModule } from '../../../../src/core/edits/modules/library';
import { removeAndHeal, removeNodes } from '../../../../src/core/edits/removeNodes';
import { replaceNode } from '../../../../src/core/edits/replaceNode';
import { setParams } from '../../../../src/core/edits/setParams';
import { infer } from '../../../../src/core/inference/infer';
import { catalogue } from '../../../../src/ops/catalogue';
import { documentOf, moduleWith } from '../../inference/sketch';
import { graph, nodeOf, wires } from '../sketch';

const width = { width: { kind: 'int', label: 'Width', default: 4, min: 1 } } as const;
const doc: Architecture = documentOf(
  {
    image: ['input', { shape: [8, 8, 1] }],
    a: ['module:pair', {}, { x: 'image' }],
    b: ['module:pair', {}, { x: 'a:y' }],
    out: ['output', {}, 'b:y'],
    side: ['output', {}, 'b:mid'],
  },
  {
    block: moduleWith(
      'Block',
      { x: ['input'], conv: ['conv2d', { filters: { $: 'width' }, padding: 'same' }, 'x'], y: ['output', {}, 'conv'] },
      width,
    ),
    pair: moduleWith('Pair', {
      x: ['input'],
      one: ['module:block', { width: 3 }, { x: 'x' }],
      two: ['module:block', {}, { x: 'one:y' }],
      y: ['output', {}, 'two:y'],
      mid: ['output', {}, 'one:y'],
    }),
    spare: moduleWith('Spare', { x: ['input'], y: ['output', {}, 'x'] }),
  },
);

describe('a separate copy', () => {
  const copied = makeSeparateCopy(doc, MAIN, 'b');

  it('keeps wires and parameters and changes by itself', () => {
    expect(nodeOf(copied, 'b').op).toBe('module:m1');
    expect(wires(copied)).toEqual(wires(doc));
    expect(copied.modules.m1).toEqual({ ...doc.modules.pair, title: 'Pair 2' });
    const changed = setParams(copied, catalogue, 'm1', ['two'], { width: 9 });
    const facts = infer(changed, catalogue);
    expect([facts.nodes.get('a')?.outputs.y, facts.nodes.get('b')?.outputs.y]).toEqual([
      [8, 8, 4],
      [8, 8, 9],
    ]);
  });

  it('needs another instance to be separate from', () => {
    expect(makeSeparateCopy(copied, MAIN, 'b')).toBe(copied);
    expect(makeSeparateCopy(doc, MAIN, 'image')).toBe(doc);
  });
});

describe('the library of modules', () => {
  it('knows every instance, inside modules too', () => {
    expect(instancesOf(doc, 'block').map(i => `${i.graph}/${i.node.id}`)).toEqual(['pair/one', 'pair/two']);
    expect(instancesOf(doc, 'pair').map(i => i.node.id)).toEqual(['a', 'b']);
  });

  it('lets only unused modules go', () => {
    expect(Object.keys(removeModule(doc, 'spare').modules)).toEqual(['block', 'pair']);
    expect(removeModule(doc, 'block')).toBe(doc);
    expect(removeModule(doc, 'nothing')).toBe(doc);
  });

  it('renames', () => {
    expect(renameModule(doc, 'pair', ' Twins ').modules.pair?.title).toBe('Twins');
    expect(renameModule(doc, 'pair', ' ')).toBe(doc);
  });
});

describe('a module that would come to contain itself', () => {
  it('is not added, at any depth', () => {
    expect(addInstance(doc, catalogue, 'pair', 'pair', [0, 0])).toBe(doc);
    expect(addInstance(doc, catalogue, 'block', 'pair', [0, 0])).toBe(doc);
    expect(addInstance(doc, catalogue, 'nowhere', 'pair', [0, 0])).toBe(doc);
    expect(graph(addInstance(doc, catalogue, 'pair', 'spare', [0, 0]), 'pair').nodes).toHaveLength(6);
    expect(graph(addInstance(doc, catalogue, MAIN, 'pair', [0, 0])).nodes).toHaveLength(6);
  });

  it('is not chained, put into a wire, put in place of a node, or pasted', () => {
    expect(addChain(doc, catalogue, 'block', [{ op: 'relu' }, { op: 'module:pair' }], [0, 0])).toBe(doc);
    expect(insertOnWire(doc, catalogue, 'block', 'conv:x', { op: 'module:pair' })).toBe(doc);
    expect(replaceNode(doc, catalogue, 'block', 'conv', 'module:pair')).toBe(doc);
    expect(pasteClipping(doc, 'pair', copyNodes(doc, MAIN, ['a']))).toBe(doc);
    const some = pasteClipping(doc, 'pair', copyNodes(doc, MAIN, ['a', 'image']));
    expect(graph(some, 'pair').nodes.map(n => n.op)).toEqual([...graph(doc, 'pair').nodes.map(n => n.op), 'input']);
  });
});

describe('an inner input or output that is removed', () => {
  it('takes the wires of all instances with it', () => {
    expect(wires(removeNodes(doc, 'pair', ['x']))).toEqual(['b.mid > side.x', 'b.y > out.x']);
    expect(wires(removeAndHeal(doc, 'pair', ['mid']))).toEqual(['a.y > b.x', 'b.y > out.x', 'image.y > a.x']);
    expect(wires(removeNodes(doc, 'block', ['y']), 'pair')).toEqual(['x.y > one.x']);
  });

  it('does so when it becomes another operation', () => {
    expect(wires(replaceNode(doc, catalogue, 'pair', 'mid', 'relu'))).toEqual([
      'a.y > b.x',
      'b.y > out.x',
      'image.y > a.x',
    ]);
  });

  it('leaves other ports alone', () => {
    expect(graph(removeNodes(doc, 'pair', ['one'])).wires).toBe(doc.graph.wires);
  });
});
