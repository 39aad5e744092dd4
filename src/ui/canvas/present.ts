import { type Graph, type Node, type NodeId, type Wire, wireKey } from '../../core/document/architecture';

/** The part of a graph that is made of elements of the page. */
export interface Present {
  readonly nodes: readonly Node[];
  readonly wires: readonly Wire[];
  /** The place of each wire in the graph's list; absent when all are here. */
  readonly places?: readonly number[];
  /** Nodes that are here only because a wire ends at them: they are drawn, and show nothing of their own. */
  readonly anchors?: ReadonlySet<NodeId>;
}

const NO_WIRES: readonly Wire[] = [];
export const NOTHING_PRESENT: Present = { nodes: [], wires: NO_WIRES };

/** Some nodes and wires of a graph, and where these wires end. */
export function touched(graph: Graph, nodes: ReadonlySet<NodeId>, keys: ReadonlySet<string>): Present {
  if (nodes.size + keys.size === 0) return NOTHING_PRESENT;
  const wires: Wire[] = [];
  const places: number[] = [];
  const anchors = new Set<NodeId>();
  if (keys.size > 0) {
    for (const [i, wire] of graph.wires.entries()) {
      if (!keys.has(wireKey(wire))) continue;
      wires.push(wire);
      places.push(i);
      for (const [id] of [wire.from, wire.to]) if (!nodes.has(id)) anchors.add(id);
    }
  }
  return { nodes: graph.nodes.filter(n => nodes.has(n.id) || anchors.has(n.id)), wires, places, anchors };
}

/** Some nodes of a graph and the wires between them. */
export function part(graph: Graph, near: ReadonlySet<NodeId>): Present {
  const wires: Wire[] = [];
  const places: number[] = [];
  for (const [i, wire] of graph.wires.entries()) {
    if (!near.has(wire.from[0]) || !near.has(wire.to[0])) continue;
    wires.push(wire);
    places.push(i);
  }
  return { nodes: graph.nodes.filter(n => near.has(n.id)), wires, places };
}
