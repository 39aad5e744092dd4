import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY, MAIN } from '../../../src/core/document/architecture';
import { addChain } from '../../../src/core/edits/addChain';
import { addNode } from '../../../src/core/edits/addNode';
import { setPositions } from '../../../src/core/edits/moveNodes';
import { removeAndHeal } from '../../../src/core/edits/removeNodes';
import { setParams } from '../../../src/core/edits/setParams';
import { catalogue } from '../../../src/ops/catalogue';
import { currentFacts, currentGraph, documentOf, useEditor } from '../../../src/state/editor';
import { additionOf } from '../../../src/ui/canvas/add-nodes';
import { useCanvas } from '../../../src/ui/canvas/canvas-state';
import { onNodesChange } from '../../../src/ui/canvas/flow-changes';
import { type FlowNodeCache, flowNodes } from '../../../src/ui/canvas/flow-nodes';
import { type FlowWireCache, flowWires, routesOf } from '../../../src/ui/canvas/flow-wires';
import { judgeTarget } from '../../../src/ui/canvas/judge-target';
import { sceneOf } from '../../../src/ui/canvas/scene';
import { wireAt } from '../../../src/ui/canvas/wire-at';
import { wireForLoose } from '../../../src/ui/canvas/wire-for-loose';
import { wiresCut } from '../../../src/ui/canvas/wires-cut';

const chain = ['input', 'conv2d', 'tanh', 'average_pool', 'flatten', 'linear'];
const editor = () => useEditor.getState();
const NONE: ReadonlySet<string> = new Set();

beforeEach(() => {
  editor().open(
    addChain(
      EMPTY,
      catalogue,
      MAIN,
      chain.map(op => ({ op })),
      [0, 0],
    ),
  );
});

describe('what the canvas shows of the document', () => {
  const nodes = (cache: FlowNodeCache, moving: ReadonlyMap<string, readonly [number, number]> | null = null) => {
    const { graph, cards } = sceneOf(editor());
    return flowNodes(cache, documentOf(editor()), graph, cards, currentFacts(editor()), NONE, moving);
  };
  const wires = (cache: FlowWireCache) => {
    const scene = sceneOf(editor());
    const routes = routesOf(documentOf(editor()), scene);
    return flowWires(cache, scene.graph, routes, currentFacts(editor()), NONE);
  };

  it('keeps the objects of all that an edit leaves alone', () => {
    const [nodeCache, wireCache]: [FlowNodeCache, FlowWireCache] = [new Map(), new Map()];
    const before = [nodes(nodeCache), wires(wireCache)] as const;
    editor().apply(doc => setParams(doc, catalogue, MAIN, ['n6'], { units: 10 }));
    const after = [nodes(nodeCache), wires(wireCache)] as const;
    expect(after[0].map((n, i) => n === before[0][i])).toEqual([true, true, true, true, true, false]);
    expect(after[1].every((w, i) => w === before[1][i])).toBe(true);
  });
  it('keeps what a card shows while the card only moves', () => {
    const cache: FlowNodeCache = new Map();
    const before = nodes(cache);
    const shown = nodes(cache, new Map([['n2', [50, 80] as const]]));
    expect(shown[1]?.position).toEqual({ x: 50, y: 80 });
    expect(shown[1]?.data).toBe(before[1]?.data);
    expect(shown[0]).toBe(before[0]);
  });
  it('tells each wire its shape, and that it is unknown behind a problem', () => {
    expect(wires(new Map()).map(w => w.data?.shape)).toEqual([
      [32, 32, 1],
      [30, 30, 32],
      [30, 30, 32],
      [15, 15, 32],
      [7200],
    ]);
    editor().apply(doc => setParams(doc, catalogue, MAIN, ['n2'], { kernel: [99, 99] }));
    expect(wires(new Map()).map(w => w.data?.shape)).toEqual([[32, 32, 1], null, null, null, null]);
  });
  it('describes a node for those who do not see it', () => {
    expect(nodes(new Map())[1]?.ariaLabel).toBe('Conv 2D, Convolution 2D, 3×3, 32, valid, in 32×32×1, out 30×30×32');
  });
});

describe('a wire held over a node', () => {
  const from = (node: string) => ({ fixed: { side: 'from', end: [node, 'y'] }, moved: null }) as const;

  it('fits, and becomes a wire', () => {
    const verdict = judgeTarget(from('n1'), 'n3', null);
    expect(verdict).toMatchObject({ kind: 'fits', port: 'x' });
    if (verdict.edit) editor().apply(verdict.edit);
    expect(currentGraph(editor()).wires).toContainEqual({ from: ['n1', 'y'], to: ['n3', 'x'] });
  });
  it('is mended on the way where something has to come in between', () => {
    const verdict = judgeTarget(from('n4'), 'n6', null);
    expect(verdict.kind).toBe('mends');
    expect(verdict.says).toBe('15×15×32 into Linear: needs a flat vector. Drop to insert Flatten');
    if (verdict.edit) editor().apply(verdict.edit);
    expect(currentGraph(editor()).nodes.filter(n => n.op === 'flatten')).toHaveLength(2);
    expect(currentFacts(editor()).nodes.get('n6')?.problems).toEqual([]);
  });
  it('is refused where it would close a cycle, and says so', () => {
    const verdict = judgeTarget(from('n4'), 'n2', null);
    expect(verdict).toMatchObject({ kind: 'refused', edit: null });
    expect(verdict.says).toContain('cycle');
  });
  it('is refused by what has no port for it', () => {
    expect(judgeTarget(from('n4'), 'n1', null).says).toBe('Input has no input');
  });
  it('moves there when its other end was picked up', () => {
    const verdict = judgeTarget({ fixed: { side: 'from', end: ['n1', 'y'] }, moved: 'n2:x' }, 'n3', null);
    if (verdict.edit) editor().apply(verdict.edit);
    const into = currentGraph(editor()).wires.map(w => w.to[0]);
    expect(into).not.toContain('n2');
    expect(into.filter(id => id === 'n3')).toHaveLength(1);
  });
});

describe('dropping near a wire', () => {
  it('means the nearest wire within reach, and none from afar', () => {
    const scene = sceneOf(editor());
    const routes = routesOf(documentOf(editor()), scene);
    expect(wireAt(scene, routes, [98, 60])).toBe('n2:x');
    expect(wireAt(scene, routes, [120, 130])).toBe('n3:x');
    expect(wireAt(scene, routes, [500, 60])).toBeNull();
  });
});

describe('dragging a node that is there', () => {
  const under = (moved: ReadonlyMap<string, readonly [number, number]>) =>
    wireForLoose(editor(), sceneOf(editor()), moved);

  it('means the wire under its middle when it has no wires yet, and goes into it', () => {
    editor().apply(doc => addNode(doc, catalogue, MAIN, { op: 'relu' }, [400, 400]));
    const target = currentGraph(editor()).wires.find(w => w.to[0] === 'n3');
    expect(target).toBeDefined();
    onNodesChange([{ type: 'position', id: 'n7', position: { x: 0, y: 112 }, dragging: true }]);
    expect(useCanvas.getState().overWire).toBe('n3:x');
    onNodesChange([{ type: 'position', id: 'n7', position: { x: 0, y: 112 }, dragging: false }]);
    expect(useCanvas.getState()).toMatchObject({ moving: null, inHand: false, overWire: null });
    const { wires } = currentGraph(editor());
    expect(wires).toContainEqual({ from: ['n2', 'y'], to: ['n7', 'x'] });
    expect(wires).toContainEqual({ from: ['n7', 'y'], to: ['n3', 'x'] });
    editor().undo();
    expect(currentGraph(editor()).nodes.find(n => n.id === 'n7')?.at).toEqual([400, 400]);
    expect(currentGraph(editor()).wires).toContainEqual(target);
  });
  it('only moves one that has wires, several at once, and one that passes nothing on', () => {
    editor().apply(doc => addNode(doc, catalogue, MAIN, { op: 'relu' }, [400, 400]));
    editor().apply(doc => addNode(doc, catalogue, MAIN, { op: 'output' }, [700, 400]));
    expect(under(new Map([['n5', [0, 112]]]))).toBeNull();
    expect(
      under(
        new Map([
          ['n7', [0, 112]],
          ['n8', [0, 160]],
        ]),
      ),
    ).toBeNull();
    expect(under(new Map([['n8', [0, 112]]]))).toBeNull();
  });
});

describe('adding a chain at an end of a wire', () => {
  it('feeds it from an output', () => {
    const edit = additionOf(editor(), [{ op: 'relu' }, { op: 'max_pool' }], {
      at: [300, 300],
      link: { side: 'from', end: ['n2', 'y'] },
    });
    editor().apply(edit);
    expect(currentGraph(editor()).wires.slice(-2)).toEqual([
      { from: ['n7', 'y'], to: ['n8', 'x'] },
      { from: ['n2', 'y'], to: ['n7', 'x'] },
    ]);
  });
  it('feeds an input from its last node', () => {
    editor().apply(doc => removeAndHeal(doc, MAIN, ['n1']));
    const edit = additionOf(editor(), [{ op: 'input' }, { op: 'relu' }], {
      at: [0, -200],
      link: { side: 'to', end: ['n2', 'x'] },
    });
    editor().apply(edit);
    expect(currentGraph(editor()).wires).toContainEqual({ from: ['n8', 'y'], to: ['n2', 'x'] });
    expect(currentFacts(editor()).problems.filter(p => p.severity === 'error')).toEqual([]);
  });
  it('keeps the order of undo: one step', () => {
    const before = documentOf(editor());
    editor().apply(additionOf(editor(), [{ op: 'relu' }, { op: 'elu' }], { at: [0, 0], link: null }));
    editor().apply(doc => setPositions(doc, MAIN, new Map([['n7', [9, 9]]])));
    editor().undo();
    editor().undo();
    expect(documentOf(editor())).toBe(before);
  });
});

describe('a cut across the canvas', () => {
  it('goes through the wires that it crosses, and no others', () => {
    const scene = sceneOf(editor());
    const routes = routesOf(documentOf(editor()), scene);
    expect([...wiresCut(scene, routes, [0, 59], [300, 59])]).toEqual(['n2:x']);
    expect([...wiresCut(scene, routes, [0, 40], [300, 100])]).toEqual(['n2:x']);
    expect([...wiresCut(scene, routes, [110, 59], [300, 59])]).toEqual([]);
  });
});
