import fc from 'fast-check';
import {
  type Architecture,
  EMPTY,
  type GraphId,
  graphOf,
  MAIN,
  type NodeId,
  wireKey,
} from '../../../src/core/document/architecture';
import { DEFAULT_PLAN } from '../../../src/core/document/training-plan';
import { addChain } from '../../../src/core/edits/addChain';
import { addNode } from '../../../src/core/edits/addNode';
import { copyNodes, duplicateNodes, pasteClipping } from '../../../src/core/edits/clipping';
import { connect, disconnect, reconnect } from '../../../src/core/edits/connect';
import { addFrame, removeFrames, updateFrame } from '../../../src/core/edits/frames';
import { insertOnWire, moveOntoWire } from '../../../src/core/edits/insertOnWire';
import { applyMend } from '../../../src/core/edits/mend';
import { bindParam, unbindParam } from '../../../src/core/edits/modules/bindParam';
import { groupIntoModule } from '../../../src/core/edits/modules/groupIntoModule';
import { addInstance, makeSeparateCopy, removeModule, renameModule } from '../../../src/core/edits/modules/library';
import { setModuleParam } from '../../../src/core/edits/modules/moduleParams';
import { unpackModule } from '../../../src/core/edits/modules/unpackModule';
import { moveNodes, setPositions } from '../../../src/core/edits/moveNodes';
import { removeAndHeal, removeNodes } from '../../../src/core/edits/removeNodes';
import { renameNode } from '../../../src/core/edits/renameNode';
import { replaceNode } from '../../../src/core/edits/replaceNode';
import { setNotes, setTitle, setTraining } from '../../../src/core/edits/setDetails';
import { setParams } from '../../../src/core/edits/setParams';
import { toggleMute } from '../../../src/core/edits/toggleMute';
import type { Edit } from '../../../src/core/inference/facts';
import { portsOf } from '../../../src/core/inference/ports';
import type { ParamValue } from '../../../src/core/op/params';
import { catalogue } from '../../../src/ops/catalogue';

/** What chance gives an edit: numbers to pick with from what the document holds. */
type Chance = { readonly a: number; readonly b: number; readonly c: number; readonly text: string };

const OPS = [...catalogue.keys(), 'module:block', 'operation_of_the_future'];
const VALUES: readonly ParamValue[] = [
  0,
  1,
  6,
  -2.5,
  1e9,
  true,
  'same',
  'he_normal',
  [3, 3],
  [1, 0, 1, 0],
  [28, 28, null],
  { $: 'width' },
];

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
const nodeIds = (doc: Architecture, g: GraphId): readonly NodeId[] => graphOf(doc, g)?.nodes.map(n => n.id) ?? [];
const node = (doc: Architecture, g: GraphId, n: number): NodeId => pick(nodeIds(doc, g), n) ?? 'n0';
const key = (doc: Architecture, g: GraphId, n: number): string =>
  pick(graphOf(doc, g)?.wires.map(wireKey) ?? [], n) ?? 'n0:x';
const op = (n: number): string => pick(OPS, n) ?? 'relu';
/** Some of the nodes: those whose place has a bit set in `n`. */
const some = (doc: Architecture, g: GraphId, n: number): readonly NodeId[] =>
  nodeIds(doc, g).filter((_, i) => (n >> (i % 10)) & 1);
function params(n: number, m: number): Readonly<Record<string, ParamValue>> {
  const names = Object.keys(catalogue.get(op(n))?.params ?? {});
  return { [pick(names, m) ?? 'unheard_of']: pick(VALUES, m + n) ?? 1 };
}
function port(doc: Architecture, g: GraphId, id: NodeId, side: 'inputs' | 'outputs', n: number): string {
  const found = graphOf(doc, g)?.nodes.find(node => node.id === id);
  return (found && pick(portsOf(doc, catalogue, found)[side], n)?.name) ?? 'x';
}

const EDITS: Readonly<Record<string, (doc: Architecture, g: GraphId, chance: Chance) => Architecture>> = {
  addNode: (doc, g, { a, b, c }) => addNode(doc, catalogue, g, { op: op(a), params: params(a, b) }, [b, c]),
  addChain: (doc, g, { a, b, c }) =>
    addChain(doc, catalogue, g, [{ op: op(a) }, { op: op(b), name: 'link' }, { op: op(c) }], [a, b], node(doc, g, c)),
  connect: (doc, g, { a, b, c }) => {
    const [from, to] = [node(doc, g, a), node(doc, g, b)];
    return connect(doc, catalogue, g, [from, port(doc, g, from, 'outputs', c)], [to, port(doc, g, to, 'inputs', c)]);
  },
  disconnect: (doc, g, { a, b }) => disconnect(doc, g, [key(doc, g, a), key(doc, g, b)]),
  reconnect: (doc, g, { a, b, c }) => {
    const end = c % 2 === 0 ? 'from' : 'to';
    const id = node(doc, g, b);
    return reconnect(doc, catalogue, g, key(doc, g, a), end, [
      id,
      port(doc, g, id, end === 'to' ? 'inputs' : 'outputs', c),
    ]);
  },
  insertOnWire: (doc, g, { a, b, c }) =>
    insertOnWire(doc, catalogue, g, key(doc, g, a), { op: op(b) }, ...(c % 2 ? [[a, c] as const] : [])),
  moveOntoWire: (doc, g, { a, b }) => moveOntoWire(doc, catalogue, g, key(doc, g, a), node(doc, g, b)),
  removeNodes: (doc, g, { a }) => removeNodes(doc, g, [node(doc, g, a)]),
  removeAndHeal: (doc, g, { a, b }) => removeAndHeal(doc, g, [node(doc, g, a), node(doc, g, b)]),
  moveNodes: (doc, g, { a, b, c }) => moveNodes(doc, g, some(doc, g, a), [b / 3, -c / 7]),
  setPositions: (doc, g, { a, b }) =>
    setPositions(doc, g, new Map(nodeIds(doc, g).map((id, i) => [id, [i * a, b / 3]]))),
  setParams: (doc, g, { a, b, c }) => setParams(doc, catalogue, g, some(doc, g, a), params(b, c)),
  renameNode: (doc, g, { a, text }) => renameNode(doc, g, node(doc, g, a), text),
  replaceNode: (doc, g, { a, b, c }) => replaceNode(doc, catalogue, g, node(doc, g, a), op(b), params(b, c)),
  applyMend: (doc, g, { a, b }) =>
    applyMend(doc, catalogue, g, node(doc, g, a), { label: '', do: 'insert', op: op(b), port: 'x' }),
  toggleMute: (doc, g, { a }) => toggleMute(doc, g, some(doc, g, a)),
  duplicateNodes: (doc, g, { a }) => duplicateNodes(doc, g, some(doc, g, a).slice(0, 3)),
  pasteElsewhere: (doc, g, { a }) =>
    pasteClipping(doc, g === MAIN ? 'block' : MAIN, copyNodes(doc, g, some(doc, g, a).slice(0, 3))),
  addFrame: (doc, g, { a, b, c, text }) => addFrame(doc, g, { title: text, at: [a / 3, b], size: [c, a] }),
  updateFrame: (doc, g, { a, b, text }) => updateFrame(doc, g, `f${a % 3}`, b % 2 ? { title: text } : { size: [a, b] }),
  removeFrames: (doc, g, { a }) => removeFrames(doc, g, [`f${a % 3}`]),
  groupIntoModule: (doc, g, { a, text }) => groupIntoModule(doc, catalogue, g, some(doc, g, a), text),
  unpackModule: (doc, g, { a }) =>
    doc.graph.nodes.length < 60 ? unpackModule(doc, catalogue, g, node(doc, g, a)) : doc,
  makeSeparateCopy: (doc, g, { a }) => makeSeparateCopy(doc, g, node(doc, g, a)),
  addInstance: (doc, g, { a, b }) =>
    addInstance(doc, catalogue, g, pick(Object.keys(doc.modules), a) ?? 'block', [b, a]),
  renameModule: (doc, _, { text }) => renameModule(doc, 'block', text),
  removeModule: (doc, _, { a }) => removeModule(doc, pick(Object.keys(doc.modules), a) ?? 'block'),
  setModuleParam: (doc, _, { a, text }) =>
    setModuleParam(doc, 'block', 'width', a % 2 ? { label: text } : { default: a }),
  bindParam: (doc, g, { a, b, c }) => {
    const id = node(doc, g, a);
    const names = Object.keys(catalogue.get(graphOf(doc, g)?.nodes.find(n => n.id === id)?.op ?? '')?.params ?? {});
    const to = c % 2 ? { label: `p ${c % 5}` } : { existing: 'width' };
    return bindParam(doc, catalogue, g, id, pick(names, b) ?? 'x', to);
  },
  unbindParam: (doc, g, { a, b }) => {
    const id = node(doc, g, a);
    const names = Object.keys(graphOf(doc, g)?.nodes.find(n => n.id === id)?.params ?? {});
    return unbindParam(doc, catalogue, g, id, pick(names, b) ?? 'x');
  },
  setTitle: (doc, _, { text }) => setTitle(doc, text),
  setNotes: (doc, _, { text }) => setNotes(doc, text),
  setTraining: (doc, _, { a }) => setTraining(doc, { ...DEFAULT_PLAN, epochs: 1 + (a % 9) }),
};

export interface NamedEdit {
  readonly name: string;
  readonly edit: Edit;
}

/** Any edit there is, on whatever the document holds by then. */
export const anyEdit: fc.Arbitrary<NamedEdit> = fc
  .record({
    name: fc.constantFrom(...Object.keys(EDITS)),
    inModule: fc.integer({ min: 0, max: 3 }).map(n => n === 0),
    a: fc.nat(1023),
    b: fc.nat(1023),
    c: fc.nat(1023),
    text: fc.string({ unit: 'grapheme', maxLength: 8 }),
  })
  .map(({ name, inModule, ...chance }) => ({
    name,
    edit: doc => EDITS[name]?.(doc, inModule ? 'block' : MAIN, chance) ?? doc,
  }));

const CHAIN: Architecture = addChain(
  {
    ...EMPTY,
    modules: {
      block: {
        title: 'Block',
        summary: 'A convolution with its activation.',
        params: { width: { kind: 'int', label: 'Width', default: 4, min: 1 } },
        graph: {
          nodes: [
            { id: 'in', op: 'input', name: 'in', params: {}, at: [0, 0] },
            { id: 'conv', op: 'conv2d', name: 'conv', params: { filters: { $: 'width' } }, at: [0, 100] },
            { id: 'out', op: 'output', name: 'out', params: {}, at: [0, 200] },
          ],
          wires: [
            { from: ['in', 'y'], to: ['conv', 'x'] },
            { from: ['conv', 'y'], to: ['out', 'x'] },
          ],
        },
      },
    },
  },
  catalogue,
  MAIN,
  [
    { op: 'input' },
    { op: 'conv2d' },
    { op: 'module:block' },
    { op: 'concat' },
    { op: 'flatten' },
    { op: 'linear' },
    { op: 'output' },
  ],
  [0, 0],
);

/** A document with a chain, a frame and a module, `block`, to begin with. */
export const BEGINNING: Architecture = addFrame(CHAIN, MAIN, { title: 'Body', at: [-20, 80], size: [240, 400] });

/** What becomes of `BEGINNING`, or of the empty document, after up to `most` edits. */
export const anyDocument = (most: number): fc.Arbitrary<Architecture> =>
  fc
    .tuple(fc.constantFrom(BEGINNING, EMPTY), fc.array(anyEdit, { maxLength: most }))
    .map(([first, edits]) => edits.reduce((doc, { edit }) => edit(doc), first));
