import {
  type Architecture,
  graphOf,
  MAIN,
  type ModuleId,
  moduleOf,
  type Node,
  type NodeId,
} from '../document/architecture';
import type { Catalogue } from '../op/operation';
import type { ParamSchema, Values } from '../op/params';
import type { Shape } from '../op/shape';
import { assemble, keepParts } from './assemble';
import { cycleProblem } from './checks/cycle';
import type { GraphFacts, NodeFacts, Problem } from './facts';
import { moduleFacts } from './moduleFacts';
import { foreignFacts, operationFacts } from './operationFacts';
import { type Order, orderOf } from './order';
import { resolveParams } from './parameters';
import { isSame, modulesSame, type Origin, origins, type Run } from './reuse';
import { type Entering, type Scope, sameScope } from './scope';
import { type Incoming, into, wiringOf } from './wiring';

/**
 * What follows from a document: the shape on every wire, weights and costs of every node, and what is wrong, with ways
 * out. A node with a problem has no result; nodes behind it have none either, and no problem for that.
 *
 * With `previous`, only what an edit can have changed is computed again: nodes that are new objects, are wired
 * otherwise or get other shapes. Everything else is the same object as before, down to `GraphFacts` itself.
 */
export function infer(doc: Architecture, ops: Catalogue, previous?: GraphFacts): GraphFacts {
  return start({ doc, ops, graphId: MAIN, params: null, arriving: null }, previous);
}

/** What follows inside a module on its own: its parameters at their defaults, its inputs with the shapes that they say. */
export function inferModule(doc: Architecture, ops: Catalogue, id: ModuleId, previous?: GraphFacts): GraphFacts {
  const { values } = resolveParams(doc.modules[id]?.params ?? {}, {}, null);
  return start({ doc, ops, graphId: id, params: values, arriving: null }, previous);
}

/** What follows inside a module when these shapes arrive at its inputs, its parameters at their defaults. */
export function inferEntered(doc: Architecture, ops: Catalogue, id: ModuleId, entering: Entering): GraphFacts {
  const { values } = resolveParams(doc.modules[id]?.params ?? {}, {}, null);
  return start({ doc, ops, graphId: id, params: values, arriving: entering }, undefined);
}

/** The graph that `facts` are of, seen from where they were, in another version of the document. */
export function inferAgain(doc: Architecture, facts: GraphFacts): GraphFacts {
  const scope = origins.get(facts)?.scope;
  return scope ? start({ ...scope, doc }, facts) : facts;
}

/** The values of the surrounding module's parameters where these facts were inferred; `null` in the document's graph. */
export const paramsAround = (facts: GraphFacts): Scope['params'] => origins.get(facts)?.scope.params ?? null;

function start(scope: Scope, previous: GraphFacts | undefined): GraphFacts {
  const before = previous && origins.get(previous)?.scope;
  const usable = before?.ops === scope.ops && before.graphId === scope.graphId;
  const entered = scope.graphId === MAIN ? [] : [scope.graphId];
  const run: Run = { before: usable ? before.doc : undefined, unchanged: new Map(), insides: new Map(), entered };
  return inferGraph(run, scope, usable ? previous : undefined);
}

function inferGraph(run: Run, scope: Scope, previous: GraphFacts | undefined): GraphFacts {
  const graph = graphOf(scope.doc, scope.graphId) ?? { nodes: [], wires: [] };
  const origin = previous && origins.get(previous);
  if (previous?.graph === graph && origin && sameScope(origin.scope, scope) && modulesSame(run, scope, graph.nodes)) {
    origins.set(previous, { ...origin, scope });
    return previous;
  }
  const order = orderAgain(graph, previous, origin);
  const wiring = wiringOf(graph.wires);
  const byId = new Map(graph.nodes.map(n => [n.id, n]));
  const cycles = cycleProblems(scope, order, byId);
  const found = new Map<NodeId, NodeFacts>();
  for (const id of order.ids) {
    const node = byId.get(id);
    if (!node) continue;
    const wired = into(wiring, id);
    const inputs = arrivals(found, byId, wired);
    const old = previous?.nodes.get(id);
    const cycle = cycles.get(id);
    if (old && origin && isSame(run, scope, origin, old, node, inputs, origin.order === order, cycle)) {
      found.set(id, old.node === node ? old : { ...old, node });
    } else {
      const fresh = nodeFacts(run, scope, node, inputs, wired, old);
      found.set(id, keepParts(cycle ? { ...fresh, problems: [cycle, ...fresh.problems] } : fresh, old));
    }
  }
  const facts = assemble(graph, order, found, previous, origin);
  origins.set(facts.facts, { scope, order, listed: facts.listed });
  return facts.facts;
}

/** The order of last time, when nodes and wires are the same ones. */
function orderAgain(graph: GraphFacts['graph'], previous: GraphFacts | undefined, origin: Origin | undefined): Order {
  if (previous && origin && previous.graph.wires === graph.wires) {
    const before = previous.graph.nodes;
    if (before.length === graph.nodes.length && graph.nodes.every((n, i) => n.id === before[i]?.id))
      return origin.order;
  }
  return orderOf(graph);
}

function cycleProblems(scope: Scope, order: Order, nodes: ReadonlyMap<NodeId, Node>): ReadonlyMap<NodeId, Problem> {
  const problems = new Map<NodeId, Problem>();
  for (const wires of order.cycles) {
    const at = wires[0]?.to[0];
    if (at !== undefined) problems.set(at, cycleProblem(scope.graphId, wires, nodes));
  }
  return problems;
}

/**
 * The shapes at a node's wired ports. A wire from a port that its source does not have counts as none, as does one
 * from a node that is gone.
 */
function arrivals(
  found: ReadonlyMap<NodeId, NodeFacts>,
  nodes: ReadonlyMap<NodeId, Node>,
  wired: readonly Incoming[],
): Readonly<Record<string, Shape | null>> {
  const inputs: Record<string, Shape | null> = {};
  for (const { wire } of wired) {
    const [source, port] = wire.from;
    const facts = found.get(source);
    // A source that exists but comes later is on a cycle.
    if (!facts) {
      if (nodes.has(source)) inputs[wire.to[1]] = null;
    } else if (Object.hasOwn(facts.outputs, port)) inputs[wire.to[1]] = facts.outputs[port] ?? null;
    else if (isForeign(facts)) inputs[wire.to[1]] = null;
  }
  return inputs;
}

const isForeign = (facts: NodeFacts): boolean =>
  facts.problems.some(p => p.code === 'unknown-operation' || p.code === 'unknown-module');

function nodeFacts(
  run: Run,
  scope: Scope,
  node: Node,
  inputs: NodeFacts['inputs'],
  wired: readonly Incoming[],
  old: NodeFacts | undefined,
): NodeFacts {
  const module = moduleOf(node.op);
  if (module !== null) {
    return moduleFacts(scope, module, node, inputs, (values, entering) =>
      inside(run, scope, module, values, entering, old?.inner),
    );
  }
  const op = scope.ops.get(node.op);
  if (op) return operationFacts(scope, op, node, inputs, wired);
  return foreignFacts(
    node,
    inputs,
    { y: null },
    {
      code: 'unknown-operation',
      severity: 'error',
      path: [node.id],
      says: `The operation ${node.op} is not known here`,
      why: 'It is kept in the document, but nothing can be computed through it.',
      fixes: [],
    },
  );
}

/** A module's inside; instances with the same parameters and arriving shapes share it. */
function inside(
  run: Run,
  scope: Scope,
  id: ModuleId,
  values: Values<ParamSchema>,
  entering: Entering,
  previous: GraphFacts | undefined,
): GraphFacts | null {
  if (run.entered.includes(id)) return null;
  const key = JSON.stringify([id, values, [...entering]]);
  const known = run.insides.get(key);
  if (known) return known;
  const inner: Scope = { doc: scope.doc, ops: scope.ops, graphId: id, params: values, arriving: entering };
  const usable = previous && origins.get(previous)?.scope.graphId === id;
  run.entered.push(id);
  const facts = inferGraph(run, inner, usable ? previous : undefined);
  run.entered.pop();
  run.insides.set(key, facts);
  return facts;
}
