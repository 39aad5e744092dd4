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
import { cycleProblem } from './checks/cycle';
import { addCosts, sameCosts } from './costs';
import type { GraphFacts, NodeFacts, Problem } from './facts';
import { moduleFacts } from './moduleFacts';
import { foreignFacts, operationFacts } from './operationFacts';
import { type Order, orderOf } from './order';
import { hasBinding, resolveParams, sameParams } from './parameters';
import { seenFrom } from './problem';
import { type Entering, type Scope, sameArrival, sameScope } from './scope';
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

/** What a graph was inferred from, to compare with the next time. */
interface Origin {
  readonly scope: Scope;
  readonly order: Order;
  /** Each node's problems as the graph lists them. */
  readonly listed: ReadonlyMap<NodeId, Listed>;
}
interface Listed {
  readonly facts: NodeFacts;
  readonly problems: readonly Problem[];
}
const origins = new WeakMap<GraphFacts, Origin>();

/** One call of `infer`, with what it learns on the way. */
interface Run {
  /** The document that the previous facts are of. */
  readonly before: Architecture | undefined;
  /** Modules found unchanged, or not, with all that they contain. */
  readonly unchanged: Map<ModuleId, boolean>;
  /** Insides of modules by module, parameters and arriving shapes. */
  readonly insides: Map<string, GraphFacts>;
  /** The modules that are being looked into. */
  readonly entered: ModuleId[];
}

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

/** Whether nothing that a node's facts follow from has changed; where it stands and what it is called do not count. */
function isSame(
  run: Run,
  scope: Scope,
  origin: Origin,
  old: NodeFacts,
  node: Node,
  inputs: NodeFacts['inputs'],
  sameOrder: boolean,
  cycle: Problem | undefined,
): boolean {
  const before = old.node;
  if (before !== node) {
    if (before.op !== node.op || before.muted !== node.muted || !sameParams(before.params, node.params)) return false;
  }
  if (!sameInputs(old.inputs, inputs)) return false;
  const oldCycle = old.problems.find(p => p.code === 'cycle');
  if ((oldCycle || cycle) && !(sameOrder && oldCycle?.says === cycle?.says)) return false;
  if (hasBinding(node.params) && !sameParams(origin.scope.params, scope.params)) return false;
  if (node.op === 'input' && !sameEntry(origin.scope.arriving, scope.arriving, node.id)) return false;
  const module = moduleOf(node.op);
  return module === null || moduleSame(run, scope, module);
}

function sameInputs(a: NodeFacts['inputs'], b: NodeFacts['inputs']): boolean {
  let count = 0;
  for (const port in b) {
    count++;
    if (!sameArrival(a[port], b[port])) return false;
  }
  for (const _ in a) count--;
  return count === 0;
}

const sameEntry = (a: Entering | null, b: Entering | null, id: NodeId): boolean =>
  a === b || (a !== null && b !== null && sameArrival(a.get(id), b.get(id)));

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

const modulesSame = (run: Run, scope: Scope, nodes: readonly Node[]): boolean =>
  run.before?.modules === scope.doc.modules ||
  nodes.every(n => {
    const module = moduleOf(n.op);
    return module === null || moduleSame(run, scope, module);
  });

/** Whether a module and all that it contains are what they were. */
function moduleSame(run: Run, scope: Scope, id: ModuleId): boolean {
  if (!run.before) return false;
  if (run.before.modules === scope.doc.modules) return true;
  const known = run.unchanged.get(id);
  if (known !== undefined) return known;
  const module = scope.doc.modules[id];
  // Taken as changed while its contents are compared, so that a module within itself ends.
  run.unchanged.set(id, false);
  const same = module === run.before.modules[id] && (!module || modulesSame(run, scope, module.graph.nodes));
  run.unchanged.set(id, same);
  return same;
}

/** `fresh` with those of its parts that came out as before taken from `old`, so that what reads them stays quiet. */
function keepParts(fresh: NodeFacts, old: NodeFacts | undefined): NodeFacts {
  if (!old) return fresh;
  const outputs = sameInputs(old.outputs, fresh.outputs) ? old.outputs : fresh.outputs;
  const costs = sameCosts(old.costs, fresh.costs) ? old.costs : fresh.costs;
  const inputs = sameInputs(old.inputs, fresh.inputs) ? old.inputs : fresh.inputs;
  return { ...fresh, inputs, outputs, costs };
}

interface Assembled {
  readonly facts: GraphFacts;
  readonly listed: ReadonlyMap<NodeId, Listed>;
}

function assemble(
  graph: GraphFacts['graph'],
  order: Order,
  found: ReadonlyMap<NodeId, NodeFacts>,
  previous: GraphFacts | undefined,
  origin: Origin | undefined,
): Assembled {
  const listed = new Map<NodeId, Listed>();
  const problems: Problem[] = [];
  for (const [id, facts] of found) {
    if (facts.problems.length === 0 && !facts.inner?.problems.length) continue;
    const before = origin?.listed.get(id);
    const entry = before?.facts === facts ? before : { facts, problems: allProblems(facts) };
    listed.set(id, entry);
    problems.push(...entry.problems);
  }
  const costs = addCosts([...found.values()].map(f => f.costs));
  const same = <T>(a: readonly T[] | undefined, b: readonly T[]): readonly T[] =>
    a?.length === b.length && b.every((v, i) => v === a[i]) ? a : b;
  return {
    listed,
    facts: {
      graph,
      order: same(previous?.order, order.ids),
      nodes: found,
      problems: same(previous?.problems, problems),
      costs: previous && sameCosts(previous.costs, costs) ? previous.costs : costs,
    },
  };
}

const allProblems = (facts: NodeFacts): readonly Problem[] =>
  facts.inner ? [...facts.problems, ...seenFrom(facts.node.id, facts.inner.problems)] : facts.problems;
