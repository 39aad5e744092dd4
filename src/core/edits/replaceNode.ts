import {
  type Architecture,
  type GraphId,
  graphOf,
  type Node,
  type NodeId,
  parsePort,
  type Wire,
  withGraph,
} from '../document/architecture';
import { portsOf } from '../inference/ports';
import type { Catalogue } from '../op/operation';
import { isBound, type ParamValues, rejects, withDefaults } from '../op/params';
import { wouldContainItself } from './modules/instances';
import { withoutLostPorts } from './modules/lostPorts';
import { freeName, isGivenName, titleOf } from './names';
import { mergeParams, schemaOf } from './params';
import { setParams } from './setParams';

/**
 * Makes a node another operation where it stands: place, wires, and parameters that the new operation also has stay.
 * A name that the person gave stays; one like `ReLU 2` follows the operation. Wires that the new operation has no
 * port for are removed, also at the instances of a module that loses an input or output so. A module is not put into
 * itself.
 */
export function replaceNode(
  doc: Architecture,
  ops: Catalogue,
  graphId: GraphId,
  id: NodeId,
  op: string,
  given: ParamValues = {},
): Architecture {
  const graph = graphOf(doc, graphId);
  const old = graph?.nodes.find(n => n.id === id);
  if (!graph || !old || wouldContainItself(doc, graphId, op)) return doc;
  if (old.op === op) return setParams(doc, ops, graphId, [id], given);
  const others = { nodes: graph.nodes.filter(n => n !== old) };
  const name = isGivenName(old.name, titleOf(doc, ops, old.op)) ? freeName(others, titleOf(doc, ops, op)) : old.name;
  const node: Node = { ...old, op, name, params: carriedParams(doc, ops, old, op, given) };
  const replaced = withGraph(doc, graphId, {
    ...graph,
    nodes: graph.nodes.map(n => (n === old ? node : n)),
    wires: rewired(doc, ops, graph.wires, old, op),
  });
  return withoutLostPorts(doc, replaced, graphId);
}

function carriedParams(doc: Architecture, ops: Catalogue, old: Node, op: string, given: ParamValues): ParamValues {
  const schema = schemaOf(doc, ops, op);
  const had = { ...withDefaults(schemaOf(doc, ops, old.op), old.params), ...old.params };
  const fitting = Object.entries(had).filter(([name, value]) => {
    const spec = Object.hasOwn(schema, name) ? schema[name] : undefined;
    return spec !== undefined && (isBound(value) || rejects(spec, value) === null);
  });
  return mergeParams(schema, mergeParams(schema, {}, Object.fromEntries(fitting)), given);
}

/** The first wires in go to the first ports, the first output port takes over from the first. */
function rewired(doc: Architecture, ops: Catalogue, wires: readonly Wire[], old: Node, op: string): readonly Wire[] {
  const { inputs, outputs } = portsOf(doc, ops, { op });
  const arriving = wires.filter(w => w.to[0] === old.id).sort(byPort(portsOf(doc, ops, old).inputs.map(p => p.name)));
  const places = new Map<Wire, string>();
  let next = 0;
  for (const { name, many } of inputs) {
    for (let i = 0; next < arriving.length && (many || i < 1); i++) {
      const wire = arriving[next++];
      if (wire) places.set(wire, many ? `${name}.${i}` : name);
    }
  }
  return wires.flatMap((wire): Wire[] => {
    let { from, to } = wire;
    if (to[0] === old.id) {
      const port = places.get(wire);
      if (port === undefined) return [];
      to = [old.id, port];
    }
    if (from[0] === old.id) {
      const port = (outputs.find(p => p.name === from[1]) ?? outputs[0])?.name;
      if (port === undefined) return [];
      from = [old.id, port];
    }
    return [{ from, to }];
  });
}

function byPort(ports: readonly string[]): (a: Wire, b: Wire) => number {
  const rank = (w: Wire): readonly [number, number] => {
    const { name, index } = parsePort(w.to[1]);
    return [ports.indexOf(name), index ?? 0];
  };
  return (a, b) => {
    const [portA, indexA] = rank(a);
    const [portB, indexB] = rank(b);
    return portA - portB || indexA - indexB;
  };
}
