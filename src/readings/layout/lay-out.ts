import type { ELK } from 'elkjs/lib/elk-api';
import { type Architecture, type GraphId, graphOf, type NodeId } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { Catalogue } from '../../core/op/operation';
import { type Card, type Link, layeredPositions } from './layered';
import { sizeOfNode, wireEnds } from './node-size';

/**
 * Where the nodes of a graph go so that it reads from top to bottom, in pixels at 100 %. With `only`, nodes outside it
 * are neither moved nor looked at. The document is left alone: `setPositions` carries the result out.
 */
export async function layOut(
  elk: Pick<ELK, 'layout'>,
  doc: Architecture,
  ops: Catalogue,
  graphId: GraphId,
  only?: ReadonlySet<NodeId>,
): Promise<ReadonlyMap<NodeId, Point>> {
  const graph = graphOf(doc, graphId);
  if (!graph) return new Map();
  const cards: readonly Card[] = graph.nodes
    .filter(n => only?.has(n.id) ?? true)
    .map(node => ({ node, ...sizeOfNode(ops, node) }));
  const present = new Set(cards.map(c => c.node.id));
  const ends = wireEnds(doc, ops, graph.nodes, graph.wires);
  const links = graph.wires.flatMap((wire, i): Link[] => {
    const end = ends[i];
    return end && present.has(wire.from[0]) && present.has(wire.to[0]) ? [{ wire, ...end }] : [];
  });
  return layeredPositions(elk, cards, links);
}
