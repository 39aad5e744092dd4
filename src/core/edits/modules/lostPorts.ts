import { type Architecture, type GraphId, graphOf, MAIN, withGraph } from '../../document/architecture';
import { graphIds, instanceOf } from './instances';

/**
 * Removes, at every instance of a module, the wires of ports that the module had in `before` and has no more: their
 * `input` or `output` node inside is gone.
 */
export function withoutLostPorts(before: Architecture, after: Architecture, module: GraphId): Architecture {
  const lost = portsLost(before, after, module);
  if (lost.size === 0) return after;
  const op = instanceOf(module);
  let doc = after;
  for (const graphId of graphIds(after)) {
    const graph = graphOf(doc, graphId);
    const instances = new Set(graph?.nodes.filter(n => n.op === op).map(n => n.id));
    if (!graph || instances.size === 0) continue;
    const wires = graph.wires.filter(
      ({ from, to }) => !(instances.has(from[0]) && lost.has(from[1])) && !(instances.has(to[0]) && lost.has(to[1])),
    );
    if (wires.length < graph.wires.length) doc = withGraph(doc, graphId, { ...graph, wires });
  }
  return doc;
}

function portsLost(before: Architecture, after: Architecture, module: GraphId): ReadonlySet<string> {
  if (module === MAIN) return new Set();
  const ports = (doc: Architecture): readonly string[] =>
    (graphOf(doc, module)?.nodes ?? []).filter(n => n.op === 'input' || n.op === 'output').map(n => `${n.op}:${n.id}`);
  const kept = new Set(ports(after));
  return new Set(
    ports(before)
      .filter(p => !kept.has(p))
      .map(p => p.slice(p.indexOf(':') + 1)),
  );
}
