import { type Architecture, type GraphId, graphOf, type NodeId } from '../document/architecture';
import { changeNodes } from './changeNodes';

/** Bypasses nodes, or takes them back in when all of them are bypassed already. */
export function toggleMute(doc: Architecture, graphId: GraphId, ids: Iterable<NodeId>): Architecture {
  const chosen = new Set(ids);
  const mute = graphOf(doc, graphId)?.nodes.some(n => chosen.has(n.id) && !n.muted) ?? false;
  return changeNodes(doc, graphId, chosen, node => {
    if (mute) return node.muted ? node : { ...node, muted: true };
    const { muted: _, ...heard } = node;
    return heard;
  });
}
