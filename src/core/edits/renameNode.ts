import type { Architecture, GraphId, NodeId } from '../document/architecture';
import { changeNodes } from './changeNodes';

/** Gives a node another name. An empty one leaves it as it is. */
export function renameNode(doc: Architecture, graphId: GraphId, id: NodeId, name: string): Architecture {
  const trimmed = name.trim();
  return changeNodes(doc, graphId, [id], node =>
    trimmed === '' || trimmed === node.name ? node : { ...node, name: trimmed },
  );
}
