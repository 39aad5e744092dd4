import { type Architecture, type ModuleId, moduleOf, type Node, type NodeId } from '../document/architecture';
import type { GraphFacts, NodeFacts, Problem } from './facts';
import type { Order } from './order';
import { hasBinding, sameParams } from './parameters';
import { type Entering, type Scope, sameArrival } from './scope';

/** What a graph was inferred from, to compare with the next time. */
export interface Origin {
  readonly scope: Scope;
  readonly order: Order;
  /** Each node's problems as the graph lists them. */
  readonly listed: ReadonlyMap<NodeId, Listed>;
}
export interface Listed {
  readonly facts: NodeFacts;
  readonly problems: readonly Problem[];
}
/** Kept beside the facts, which only tell what is so. */
export const origins = new WeakMap<GraphFacts, Origin>();

/** One call of `infer`, with what it learns on the way. */
export interface Run {
  /** The document that the previous facts are of. */
  readonly before: Architecture | undefined;
  /** Modules found unchanged, or not, with all that they contain. */
  readonly unchanged: Map<ModuleId, boolean>;
  /** Insides of modules by module, parameters and arriving shapes. */
  readonly insides: Map<string, GraphFacts>;
  /** The modules that are being looked into. */
  readonly entered: ModuleId[];
}

/** Whether nothing that a node's facts follow from has changed; where it stands and what it is called do not count. */
export function isSame(
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

export function sameInputs(a: NodeFacts['inputs'], b: NodeFacts['inputs']): boolean {
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

/** Whether the modules that these nodes are instances of are what they were. */
export const modulesSame = (run: Run, scope: Scope, nodes: readonly Node[]): boolean =>
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
