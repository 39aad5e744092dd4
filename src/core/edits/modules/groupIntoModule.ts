import {
  type Architecture,
  type Graph,
  type GraphId,
  graphOf,
  type Module,
  type Node,
  type NodeId,
  type Wire,
  withGraph,
} from '../../document/architecture';
import type { GraphFacts } from '../../inference/facts';
import { portsOf } from '../../inference/ports';
import { into, wiringOf } from '../../inference/wiring';
import type { Catalogue } from '../../op/operation';
import { isBound, type ParamSpec, type ParamValue, rejects } from '../../op/params';
import type { Shape } from '../../op/shape';
import { withFrames } from '../frames';
import { freeIds } from '../ids';
import { freeName } from '../names';
import { mergeParams, schemaOf } from '../params';
import { type Point, STEP, wholePoint } from '../spacing';
import { instanceOf } from './instances';
import { freeModuleId, freeModuleTitle } from './library';
import { ownFrames } from './ownFrames';

/**
 * Makes a module of the chosen nodes, with one instance in their place. Every wire stays: each tensor that came from
 * outside enters at an `input` inside, each that is used outside leaves at an `output`. What is loose becomes a port
 * too: an input that has no wire, a result that nobody reads. Parameters bound to a surrounding module's stay bound,
 * through a parameter of the new module.
 *
 * The graph's own inputs and outputs stay where they are. What lies between two chosen nodes goes in with them, as the
 * instance would else feed itself. Frames around nothing but these nodes go in as well.
 *
 * @param facts of the graph, so that the module opened by itself shows the shapes that arrived here
 */
export function groupIntoModule(
  doc: Architecture,
  ops: Catalogue,
  graphId: GraphId,
  ids: Iterable<NodeId>,
  title: string,
  facts?: GraphFacts,
): Architecture {
  const graph = graphOf(doc, graphId);
  const chosen = graph ? withBetween(graph, ids) : new Set<NodeId>();
  if (!graph || chosen.size === 0) return doc;
  const nodes = graph.nodes.filter(n => chosen.has(n.id));
  const ports = new Ports(doc, ops, graph, nodes, chosen, facts);
  const params = paramsNeeded(doc, graphId, nodes);
  const frames = ownFrames(graph, chosen);
  const module: Module = {
    title: freeModuleTitle(doc, title),
    params,
    graph: withFrames({ nodes: [...ports.inputs, ...nodes, ...ports.outputs], wires: ports.innerWires }, frames.own),
  };
  const id = freeModuleId(doc);
  const grown: Architecture = { ...doc, modules: { ...doc.modules, [id]: module } };
  const left = graph.nodes.filter(n => !chosen.has(n.id));
  const [instanceId = 'n1'] = freeIds(
    graph.nodes.map(n => n.id),
    1,
  );
  const bindings = Object.fromEntries(Object.keys(params).map((name): [string, ParamValue] => [name, { $: name }]));
  const instance: Node = {
    id: instanceId,
    op: instanceOf(id),
    name: freeName({ nodes: left }, module.title),
    params: mergeParams(params, {}, bindings),
    at: middleOf(nodes),
  };
  const first = graph.nodes.findIndex(n => chosen.has(n.id));
  const around: Graph = {
    ...graph,
    nodes: [...left.slice(0, first), instance, ...left.slice(first)],
    wires: ports.outerWires(instanceId),
  };
  return withGraph(grown, graphId, withFrames(around, frames.rest));
}

/** The chosen nodes that may go into a module, with all that lies on a way from one of them to another. */
function withBetween(graph: Graph, ids: Iterable<NodeId>): ReadonlySet<NodeId> {
  const wanted = new Set(ids);
  const chosen = new Set(
    graph.nodes.filter(n => wanted.has(n.id) && n.op !== 'input' && n.op !== 'output').map(n => n.id),
  );
  const after = reached(graph.wires, chosen, 'from', 'to');
  const before = reached(graph.wires, chosen, 'to', 'from');
  for (const id of after) if (before.has(id)) chosen.add(id);
  return chosen;
}

/** All nodes that a way along the wires leads to from one of `starts`. */
function reached(
  wires: readonly Wire[],
  starts: ReadonlySet<NodeId>,
  near: 'from' | 'to',
  far: 'from' | 'to',
): ReadonlySet<NodeId> {
  const next = new Map<NodeId, NodeId[]>();
  for (const w of wires) {
    const list = next.get(w[near][0]);
    if (list) list.push(w[far][0]);
    else next.set(w[near][0], [w[far][0]]);
  }
  const found = new Set<NodeId>();
  const walk = (id: NodeId): void => {
    for (const to of next.get(id) ?? []) found.add(to);
  };
  for (const id of starts) walk(id);
  for (const id of found) walk(id);
  return found;
}

/** Parameters of the surrounding module that the nodes are bound to. */
function paramsNeeded(
  doc: Architecture,
  graphId: GraphId,
  nodes: readonly Node[],
): Readonly<Record<string, ParamSpec>> {
  const around = doc.modules[graphId]?.params ?? {};
  const needed: Record<string, ParamSpec> = {};
  for (const { params } of nodes) {
    for (const value of Object.values(params)) {
      const spec = isBound(value) && Object.hasOwn(around, value.$) ? around[value.$] : undefined;
      if (isBound(value) && spec) needed[value.$] = spec;
    }
  }
  return needed;
}

/** Top left corner of a card in the middle of others. */
function middleOf(nodes: readonly Node[]): Point {
  const xs = nodes.map(n => n.at[0]);
  const ys = nodes.map(n => n.at[1]);
  return wholePoint([(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2]);
}

/** The `input` and `output` nodes of a module in the making, with the wires on both sides of them. */
class Ports {
  readonly inputs: Node[] = [];
  readonly outputs: Node[] = [];
  readonly innerWires: Wire[] = [];
  readonly #doc: Architecture;
  readonly #ops: Catalogue;
  readonly #graph: Graph;
  readonly #nodes: readonly Node[];
  readonly #chosen: ReadonlySet<NodeId>;
  readonly #facts: GraphFacts | undefined;
  /** By the tensor: `node:port`. */
  readonly #entries = new Map<string, { readonly id: NodeId; readonly from: Wire['from'] }>();
  readonly #exits = new Map<string, NodeId>();
  readonly #fresh: readonly NodeId[];
  #used = 0;

  constructor(
    doc: Architecture,
    ops: Catalogue,
    graph: Graph,
    nodes: readonly Node[],
    chosen: ReadonlySet<NodeId>,
    facts: GraphFacts | undefined,
  ) {
    this.#doc = doc;
    this.#ops = ops;
    this.#graph = graph;
    this.#nodes = nodes;
    this.#chosen = chosen;
    this.#facts = facts;
    const open = nodes.reduce(
      (sum, n) => sum + portsOf(doc, ops, n).inputs.length + portsOf(doc, ops, n).outputs.length,
      0,
    );
    this.#fresh = freeIds(
      nodes.map(n => n.id),
      open + 2 * graph.wires.length,
    );
    for (const node of nodes) this.#enter(node);
    for (const node of nodes) this.#leave(node);
    this.#nameThem();
  }

  /** The wires around the instance. */
  outerWires(instance: NodeId): readonly Wire[] {
    const kept = this.#graph.wires.flatMap(({ from, to }): Wire[] => {
      if (this.#chosen.has(to[0])) return [];
      if (!this.#chosen.has(from[0])) return [{ from, to }];
      const exit = this.#exits.get(from.join(':'));
      return exit === undefined ? [] : [{ from: [instance, exit], to }];
    });
    const entering = [...this.#entries.values()].map(({ id, from }): Wire => ({ from, to: [instance, id] }));
    return [...kept, ...entering];
  }

  #next(): NodeId {
    return this.#fresh[this.#used++] ?? '';
  }

  #enter(node: Node): void {
    const wired = into(wiringOf(this.#graph.wires), node.id);
    for (const { wire } of wired) {
      if (this.#chosen.has(wire.from[0])) {
        this.innerWires.push(wire);
        continue;
      }
      const key = wire.from.join(':');
      let entry = this.#entries.get(key);
      if (!entry) {
        entry = { id: this.#next(), from: wire.from };
        this.#entries.set(key, entry);
        const source = this.#facts?.nodes.get(wire.from[0]);
        this.#addInput(entry.id, source?.node.name ?? this.#nameOf(wire.from[0]), node, source?.outputs[wire.from[1]]);
      }
      this.innerWires.push({ from: [entry.id, 'y'], to: wire.to });
    }
    for (const port of portsOf(this.#doc, this.#ops, node).inputs) {
      if (port.many || wired.some(i => i.name === port.name)) continue;
      const id = this.#next();
      this.#addInput(id, port.label, node, null);
      this.innerWires.push({ from: [id, 'y'], to: [node.id, port.name] });
    }
  }

  #leave(node: Node): void {
    for (const { name } of portsOf(this.#doc, this.#ops, node).outputs) {
      const readers = this.#graph.wires.filter(w => w.from[0] === node.id && w.from[1] === name);
      if (readers.length === 0 || readers.some(w => !this.#chosen.has(w.to[0]))) this.#exit([node.id, name], node);
    }
    // Wires from a port that the node does not have stay as well.
    for (const w of this.#graph.wires) {
      if (w.from[0] === node.id && !this.#chosen.has(w.to[0]) && !this.#exits.has(w.from.join(':')))
        this.#exit(w.from, node);
    }
  }

  #exit(from: Wire['from'], node: Node): void {
    const id = this.#next();
    this.#exits.set(from.join(':'), id);
    const bottom = Math.max(...this.#nodes.map(n => n.at[1]));
    const at = this.#beside(this.outputs, [node.at[0], bottom + STEP[1]]);
    this.outputs.push({ id, op: 'output', name: node.name, params: {}, at });
    this.innerWires.push({ from, to: [id, 'x'] });
  }

  #addInput(id: NodeId, name: string, above: Node, shape: Shape | null | undefined): void {
    const top = Math.min(...this.#nodes.map(n => n.at[1]));
    const at = this.#beside(this.inputs, [above.at[0], top - STEP[1]]);
    const schema = schemaOf(this.#doc, this.#ops, 'input');
    const spec = schema.shape;
    const known = shape && spec && rejects(spec, shape) === null ? { shape: [...shape] } : {};
    this.inputs.push({ id, op: 'input', name, params: mergeParams(schema, {}, known), at });
  }

  /** The place itself, or the next one to its right where no other port's card lies. */
  #beside(others: readonly Node[], [x, y]: Point): Point {
    let free = x;
    while (others.some(n => Math.abs(n.at[0] - free) < STEP[0] - 20)) free += STEP[0];
    return wholePoint([free, y]);
  }

  /** One port needs no telling name; several are called after what is on the other side. */
  #nameThem(): void {
    for (const [list, only] of [
      [this.inputs, 'x'],
      [this.outputs, 'y'],
    ] as const) {
      const named: Node[] = [];
      for (const port of list) {
        named.push({ ...port, name: list.length === 1 ? only : freeName({ nodes: named }, port.name) });
      }
      list.splice(0, list.length, ...named);
    }
  }

  #nameOf(id: NodeId): string {
    return this.#graph.nodes.find(n => n.id === id)?.name ?? id;
  }
}
