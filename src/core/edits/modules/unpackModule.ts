import {
  type Architecture,
  type Graph,
  type GraphId,
  graphOf,
  type Module,
  moduleOf,
  type Node,
  type NodeId,
  type Wire,
  withGraph,
} from '../../document/architecture';
import { hasBinding } from '../../inference/parameters';
import type { Catalogue } from '../../op/operation';
import { isBound, type ParamValue, type ParamValues } from '../../op/params';
import { withWire } from '../connect';
import { withFrames } from '../frames';
import { freeIds } from '../ids';
import { freeName } from '../names';
import { mergeParams, schemaOf } from '../params';
import { type Point, STEP, wholePoint } from '../spacing';
import { framesMoved } from './ownFrames';

/**
 * Puts the nodes of an instance in its place, with all wires. Parameters bound to the module's take the instance's
 * values. Nodes keep their ids and names unless these are taken; then the name starts with the instance's. Those of a
 * bypassed instance are bypassed. The module's frames come along. Cards below move down where the nodes need their room. The module itself stays in the
 * document.
 */
export function unpackModule(doc: Architecture, ops: Catalogue, graphId: GraphId, id: NodeId): Architecture {
  const graph = graphOf(doc, graphId);
  const instance = graph?.nodes.find(n => n.id === id);
  const module = doc.modules[moduleOf(instance?.op ?? '') ?? ''];
  if (!graph || !instance || !module) return doc;
  const others = graph.nodes.filter(n => n !== instance);
  const inside = module.graph.nodes.filter(n => n.op !== 'input' && n.op !== 'output');
  const ids = newIds(others, inside);
  const { by, room } = placing(instance, inside, others);
  const unpacked: Node[] = [];
  for (const node of inside) {
    unpacked.push({
      ...node,
      id: ids.get(node.id) ?? node.id,
      name: nameFor(node.name, instance.name, [...others, ...unpacked]),
      params: hasBinding(node.params)
        ? mergeParams(schemaOf(doc, ops, node.op), {}, freed(node.params, instance.params, module))
        : node.params,
      at: wholePoint([node.at[0] + by[0], node.at[1] + by[1]]),
      ...(instance.muted ? { muted: true } : {}),
    });
  }
  const index = graph.nodes.indexOf(instance);
  const moved = others.map(n =>
    room > 0 && n.at[1] > instance.at[1] ? { ...n, at: wholePoint([n.at[0], n.at[1] + room]) } : n,
  );
  const open: Graph = {
    ...graph,
    nodes: [...moved.slice(0, index), ...unpacked, ...moved.slice(index)],
    wires: joined(graph, instance, module, ids),
  };
  const { frames = [] } = graph;
  return withGraph(doc, graphId, withFrames(open, [...frames, ...framesMoved(module.graph.frames ?? [], frames, by)]));
}

function newIds(others: readonly Node[], inside: readonly Node[]): ReadonlyMap<NodeId, NodeId> {
  const taken = new Set(others.map(n => n.id));
  const fresh = freeIds([...taken, ...inside.map(n => n.id)], inside.length);
  return new Map(inside.map((n, i) => [n.id, taken.has(n.id) ? (fresh[i] ?? n.id) : n.id]));
}

function nameFor(name: string, instance: string, taken: readonly Node[]): string {
  return taken.some(n => n.name === name) ? freeName({ nodes: taken }, `${instance}/${name}`) : name;
}

/** Parameters with those bound to the module replaced by what the instance gives them, or the module's default. */
function freed(params: ParamValues, given: ParamValues, module: Module): ParamValues {
  const values: Record<string, ParamValue> = {};
  for (const [name, value] of Object.entries(params)) {
    if (!isBound(value)) values[name] = value;
    else {
      const spec = Object.hasOwn(module.params, value.$) ? module.params[value.$] : undefined;
      const free = spec && (given[value.$] ?? spec.default);
      if (free !== undefined) values[name] = free;
    }
  }
  return values;
}

/** Where the nodes go: their middle where the instance was; or from its top downwards, with room made, if cards are in the way. */
function placing(
  instance: Node,
  inside: readonly Node[],
  others: readonly Node[],
): { readonly by: Point; readonly room: number } {
  if (inside.length === 0) return { by: [0, 0], room: 0 };
  const xs = inside.map(n => n.at[0]);
  const ys = inside.map(n => n.at[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const middle: Point = wholePoint([(left + right) / 2, (top + bottom) / 2]);
  const by: Point = [instance.at[0] - middle[0], instance.at[1] - middle[1]];
  const covered = others.some(n =>
    inside.some(
      i => Math.abs(i.at[0] + by[0] - n.at[0]) < STEP[0] - 20 && Math.abs(i.at[1] + by[1] - n.at[1]) < STEP[1] - 14,
    ),
  );
  return covered ? { by: [by[0], instance.at[1] - top], room: bottom - top } : { by, room: 0 };
}

/** The wires of the graph and of the module, joined where they met at the instance's ports. */
function joined(graph: Graph, instance: Node, module: Module, ids: ReadonlyMap<NodeId, NodeId>): readonly Wire[] {
  const entering = new Map<string, Wire['from']>();
  let wires: readonly Wire[] = [];
  const reads: Wire[] = [];
  for (const wire of graph.wires) {
    if (wire.from[0] === instance.id) reads.push(wire);
    if (wire.to[0] === instance.id) entering.set(wire.to[1], wire.from);
    else if (wire.from[0] !== instance.id) wires = [...wires, wire];
  }
  /** Where a tensor comes from once the instance is gone; `null` where an input has no wire. */
  const source = ([node, port]: Wire['from'], seen: ReadonlySet<NodeId> = new Set()): Wire['from'] | null => {
    const own = ids.get(node);
    if (own !== undefined) return [own, port];
    const from = entering.get(node);
    // An instance that feeds itself, perhaps through nothing: followed round once.
    if (from?.[0] !== instance.id || seen.has(node)) return from?.[0] === instance.id ? null : (from ?? null);
    const inner = module.graph.wires.find(w => w.to[0] === from[1]);
    return inner ? source(inner.from, new Set([...seen, node])) : null;
  };
  const leaving = new Map<string, Wire['from']>();
  for (const { from, to } of module.graph.wires) {
    const found = source(from);
    if (!found) continue;
    const target = ids.get(to[0]);
    if (target === undefined) leaving.set(to[0], found);
    else wires = withWire(wires, { from: found, to: [target, to[1]] });
  }
  for (const { from, to } of reads) {
    const found = leaving.get(from[1]);
    if (found && to[0] !== instance.id) wires = withWire(wires, { from: found, to });
  }
  return wires;
}
