import {
  type Architecture,
  EMPTY,
  type Graph,
  graphOf,
  MAIN,
  type Node,
  type NodeId,
} from '../../../src/core/document/architecture';
import { addChain } from '../../../src/core/edits/addChain';
import { catalogue } from '../../../src/ops/catalogue';

/** A document with these operations in a chain: ids `n1`, `n2`, …, each 72 pixels below the one before. */
export const chain = (...ops: readonly string[]): Architecture =>
  addChain(
    EMPTY,
    catalogue,
    MAIN,
    ops.map(op => ({ op })),
    [0, 0],
  );

export const graph = (doc: Architecture, id = MAIN): Graph => graphOf(doc, id) ?? { nodes: [], wires: [] };

export function nodeOf(doc: Architecture, id: NodeId): Node {
  const node = doc.graph.nodes.find(n => n.id === id);
  if (!node) throw new Error(`There is no node ${id}`);
  return node;
}

/** Wires as people write them, sorted: `n1.y > n2.x`. */
export const wires = (doc: Architecture, id = MAIN): readonly string[] =>
  graph(doc, id)
    .wires.map(w => `${w.from.join('.')} > ${w.to.join('.')}`)
    .toSorted();
