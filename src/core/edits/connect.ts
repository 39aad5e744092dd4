import {
  type Architecture,
  type GraphId,
  graphOf,
  parsePort,
  type Wire,
  wireKey,
  withGraph,
} from '../document/architecture';
import type { Catalogue } from '../op/operation';
import { landing } from './endpoints';

/**
 * Joins an output to an input. On an input that takes one wire, the new one replaces the old; on one that takes
 * several (`x`), it becomes the next (`x.2`), unless that output is wired to it already. `x.1` names a place, and
 * replaces what is there. Whether the shapes fit is for inference to say.
 */
export function connect(
  doc: Architecture,
  ops: Catalogue,
  graphId: GraphId,
  from: Wire['from'],
  to: Wire['to'],
): Architecture {
  const graph = graphOf(doc, graphId);
  const target = graph?.nodes.find(n => n.id === to[0]);
  if (!graph || !target || !graph.nodes.some(n => n.id === from[0])) return doc;
  const port = landing(ops, graph, target, to[1]);
  const there = graph.wires.some(
    w =>
      sameEnd(w.from, from) &&
      w.to[0] === to[0] &&
      (w.to[1] === to[1] || (port !== to[1] && parsePort(w.to[1]).name === to[1])),
  );
  if (there) return doc;
  const wire: Wire = { from: [from[0], from[1]], to: [to[0], port] };
  return withGraph(doc, graphId, { ...graph, wires: withWire(graph.wires, wire) });
}

/** Removes wires, by `wireKey`. */
export function disconnect(doc: Architecture, graphId: GraphId, keys: Iterable<string>): Architecture {
  const graph = graphOf(doc, graphId);
  const cut = new Set(keys);
  const wires = graph?.wires.filter(w => !cut.has(wireKey(w)));
  return !graph || wires?.length === graph.wires.length
    ? doc
    : withGraph(doc, graphId, { ...graph, wires: wires ?? [] });
}

/** Moves one end of a wire: `end` says which, `place` to where. Dropped where it was, it stays. */
export function reconnect(
  doc: Architecture,
  ops: Catalogue,
  graphId: GraphId,
  key: string,
  end: 'from' | 'to',
  place: Wire['from'],
): Architecture {
  const wire = graphOf(doc, graphId)?.wires.find(w => wireKey(w) === key);
  if (!wire) return doc;
  const stays = place[0] === wire[end][0] && (place[1] === wire[end][1] || place[1] === parsePort(wire[end][1]).name);
  const exists = graphOf(doc, graphId)?.nodes.some(n => n.id === place[0]);
  if (stays || !exists) return doc;
  return end === 'from'
    ? connect(doc, ops, graphId, place, wire.to)
    : connect(disconnect(doc, graphId, [key]), ops, graphId, wire.from, place);
}

/** `wires` with one more; the one that had its place goes. */
export function withWire(wires: readonly Wire[], wire: Wire): readonly Wire[] {
  const key = wireKey(wire);
  const at = wires.findIndex(w => wireKey(w) === key);
  return at < 0 ? [...wires, wire] : wires.with(at, wire);
}

const sameEnd = (a: Wire['from'], b: Wire['from']): boolean => a[0] === b[0] && a[1] === b[1];
