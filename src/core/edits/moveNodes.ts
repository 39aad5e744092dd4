import type { Architecture, GraphId, Node, NodeId } from '../document/architecture';
import { changeNodes } from './changeNodes';
import { type Point, wholePoint } from './spacing';

/** Moves nodes by so many pixels. */
export function moveNodes(doc: Architecture, graphId: GraphId, ids: Iterable<NodeId>, by: Point): Architecture {
  return changeNodes(doc, graphId, ids, node => placed(node, [node.at[0] + by[0], node.at[1] + by[1]]));
}

/** Puts nodes where a drag or a layout says. */
export function setPositions(doc: Architecture, graphId: GraphId, positions: ReadonlyMap<NodeId, Point>): Architecture {
  return changeNodes(doc, graphId, positions.keys(), node => placed(node, positions.get(node.id) ?? node.at));
}

function placed(node: Node, at: Point): Node {
  const [x, y] = wholePoint(at);
  return x === node.at[0] && y === node.at[1] ? node : { ...node, at: [x, y] };
}
