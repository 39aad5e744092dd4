import { type Architecture, type GraphId, graphOf, type NodeId, type Wire, withGraph } from '../document/architecture';
import { withoutLostCaptions } from './lostCaptions';
import { withoutLostPorts } from './modules/lostPorts';

/** Removes nodes and the wires at them; an input or output of a module takes the wires at all instances with it. */
export function removeNodes(doc: Architecture, graphId: GraphId, ids: Iterable<NodeId>): Architecture {
  return remove(doc, graphId, ids, () => null);
}

/**
 * Removes nodes and closes the gaps: what one wire fed into a removed node goes on to all that the node fed, in the
 * places that the node had there. Behind a node with several inputs the gap stays, as nobody can say which to take.
 */
export function removeAndHeal(doc: Architecture, graphId: GraphId, ids: Iterable<NodeId>): Architecture {
  const gone = new Set(ids);
  const into = new Map<NodeId, Wire[]>();
  for (const w of graphOf(doc, graphId)?.wires ?? []) {
    if (gone.has(w.to[0])) into.set(w.to[0], [...(into.get(w.to[0]) ?? []), w]);
  }
  return remove(doc, graphId, gone, wire => {
    let source = wire.from;
    // A ring of removed nodes has no source outside it; it is left after as many steps as there are removed nodes.
    for (let steps = 0; gone.has(source[0]); steps++) {
      const [only, ...others] = into.get(source[0]) ?? [];
      if (!only || others.length > 0 || steps > gone.size) return null;
      source = only.from;
    }
    return { from: source, to: wire.to };
  });
}

/** `healed` says what becomes of a wire from a removed node to one that stays. */
function remove(
  doc: Architecture,
  graphId: GraphId,
  ids: Iterable<NodeId>,
  healed: (wire: Wire) => Wire | null,
): Architecture {
  const graph = graphOf(doc, graphId);
  const gone = new Set(ids);
  if (!graph?.nodes.some(n => gone.has(n.id))) return doc;
  const wires: Wire[] = [];
  for (const w of graph.wires) {
    if (gone.has(w.to[0])) continue;
    const kept = gone.has(w.from[0]) ? healed(w) : w;
    if (kept) wires.push(kept);
  }
  const left = { ...graph, nodes: graph.nodes.filter(n => !gone.has(n.id)), wires };
  const after = withoutLostPorts(doc, withGraph(doc, graphId, left), graphId);
  return withoutLostCaptions(doc, after, graphId, gone);
}
