import { moduleOf, type NodeId, type Wire } from '../../core/document/architecture';
import type { NodeFacts } from '../../core/inference/facts';
import { into, wiringOf } from '../../core/inference/wiring';
import type { Operation } from '../../core/op/operation';
import type { Level } from './level';

/** Nodes that one row stands for: one node, a layer with what belongs to it, or instances of one module in a row. */
export interface Fold {
  readonly kind: 'single' | 'layer' | 'repeat';
  readonly nodes: readonly [NodeFacts, ...NodeFacts[]];
}

const operationOf = (level: Level, { node }: NodeFacts): Operation | undefined => level.ops.get(node.op);

/** Whether an operation only changes the values that a layer makes; a softmax is read on its own. */
const belongsToLayer = (op: Operation | undefined): boolean =>
  (op?.category === 'activation' || op?.category === 'normalisation') && !op.figure?.own;

/** Inputs and outputs are told by the sizes of the rows beside them. */
const isEnd = ({ node }: NodeFacts): boolean => node.op === 'input' || node.op === 'output';

/**
 * Gathers a section's nodes into rows. Without `everything`, inputs and outputs have none, and normalisations and
 * activations belong to the operation before them, except for what makes an output: the classifier's softmax.
 */
export function foldSection(level: Level, ids: readonly NodeId[], everything: boolean): readonly Fold[] {
  const { facts } = level;
  const folds: { kind: Fold['kind']; nodes: [NodeFacts, ...NodeFacts[]] }[] = [];
  for (const id of ids) {
    const known = facts.nodes.get(id);
    if (!known || (!everything && isEnd(known) && known.problems.length === 0)) continue;
    const last = folds.at(-1);
    const before = last?.nodes.at(-1);
    const follows = before !== undefined && isOnlyInput(level, before.node.id, id);
    if (last && before && follows && isRepeat(level, before, known)) {
      last.kind = 'repeat';
      last.nodes.push(known);
    } else if (last && before && follows && !everything && belongs(level, before, known)) {
      last.kind = 'layer';
      last.nodes.push(known);
    } else folds.push({ kind: 'single', nodes: [known] });
  }
  return folds;
}

/** Whether all that `to` takes in comes from `from`. */
function isOnlyInput({ facts }: Level, from: NodeId, to: NodeId): boolean {
  const wires = into(wiringOf(facts.graph.wires), to);
  return wires.length > 0 && wires.every(({ wire }) => wire.from[0] === from);
}

const memo = new WeakMap<readonly Wire[], ReadonlyMap<NodeId, readonly NodeId[]>>();
/** The nodes that read from each node. */
function readersOf(wires: readonly Wire[]): ReadonlyMap<NodeId, readonly NodeId[]> {
  const known = memo.get(wires);
  if (known) return known;
  const readers = new Map<NodeId, NodeId[]>();
  for (const { from, to } of wires) {
    const list = readers.get(from[0]);
    if (list) list.push(to[0]);
    else readers.set(from[0], [to[0]]);
  }
  memo.set(wires, readers);
  return readers;
}

function isRepeat(level: Level, before: NodeFacts, { node }: NodeFacts): boolean {
  const same = moduleOf(node.op) !== null && before.node.op === node.op;
  return same && !node.muted && !before.node.muted && layerInside(level, before) === null;
}

function belongs(level: Level, before: NodeFacts, known: NodeFacts): boolean {
  if (moduleOf(before.node.op) !== null || isEnd(before) || known.node.muted) return false;
  if (!belongsToLayer(operationOf(level, known))) return false;
  const readers = readersOf(level.facts.graph.wires);
  const makesOutput = readers.get(known.node.id)?.some(id => level.facts.nodes.get(id)?.node.op === 'output');
  return readers.get(before.node.id)?.length === 1 && !(makesOutput && level.around === null);
}

/** Of a module that is one convolution or linear layer with normalisation and activation, that layer. */
export function layerInside(level: Level, { inner }: NodeFacts): NodeFacts | null {
  if (!inner) return null;
  const within = [...inner.nodes.values()].filter(n => !isEnd(n));
  const layers = within.filter(n => !belongsToLayer(operationOf(level, n)));
  const [layer] = layers;
  if (!layer || layers.length > 1) return null;
  const category = operationOf(level, layer)?.category;
  const straight = inner.graph.wires.length === inner.graph.nodes.length - 1;
  return straight && (category === 'convolution' || category === 'linear') ? layer : null;
}
