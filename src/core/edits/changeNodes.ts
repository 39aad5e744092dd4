import { type Architecture, type GraphId, graphOf, type Node, type NodeId, withGraph } from '../document/architecture';

/** Applies `change` to the nodes in `ids`; the document stays the same object when every node does. */
export function changeNodes(
  doc: Architecture,
  graphId: GraphId,
  ids: Iterable<NodeId>,
  change: (node: Node) => Node,
): Architecture {
  const graph = graphOf(doc, graphId);
  if (!graph) return doc;
  const chosen = new Set(ids);
  let changed = false;
  const nodes = graph.nodes.map(node => {
    if (!chosen.has(node.id)) return node;
    const next = change(node);
    changed ||= next !== node;
    return next;
  });
  return changed ? withGraph(doc, graphId, { ...graph, nodes }) : doc;
}
