import type { Module, ModuleId, Node, NodeId } from '../document/architecture';
import type { ParamSchema, Values } from '../op/params';
import type { Shape } from '../op/shape';
import { FREE } from './costs';
import type { GraphFacts, NodeFacts, Problem } from './facts';
import { foreignFacts, type Inputs, illegalParameter } from './operationFacts';
import { resolveParams } from './parameters';
import type { Entering, Scope } from './scope';

/** Infers a module's inside for one instance; `null` when the module would contain itself. */
export type Inside = (values: Values<ParamSchema>, entering: Entering) => GraphFacts | null;

/** What is known of an instance of a module. Its inside is inferred even where the instance has a problem. */
export function moduleFacts(scope: Scope, id: ModuleId, node: Node, inputs: Inputs, inside: Inside): NodeFacts {
  const module = scope.doc.modules[id];
  if (!module) {
    const says = `The module ${id} is not in this document`;
    return foreignFacts(node, inputs, { y: null }, failure('unknown-module', node, says));
  }
  const ends = module.graph.nodes.filter(n => n.op === 'input');
  const { values, illegal } = resolveParams(module.params, node.params, scope.params);
  const inner = inside(values, new Map(ends.map(n => [n.id, inputs[n.id] ?? null])));
  const exits = module.graph.nodes.filter(n => n.op === 'output');
  if (!inner) {
    const says = `${module.title} contains itself here, so it would never end`;
    return foreignFacts(node, inputs, allNull(exits), failure('recursive-module', node, says));
  }
  if (node.muted) return mutedFacts(node, inputs, ends, exits, inner);
  const problems: Problem[] = [
    ...ends.filter(n => inputs[n.id] === undefined).map(n => unconnected(module, node, n)),
    ...illegal.map(i => illegalParameter(scope, node, i)),
  ];
  return {
    node,
    inputs,
    outputs: illegal.length > 0 ? allNull(exits) : Object.fromEntries(exits.map(n => [n.id, leaving(inner, n.id)])),
    problems,
    weights: {},
    costs: inner.costs,
    arithmetic: [],
    window: null,
    inner,
  };
}

/** The shape that reaches an `output` node inside. */
const leaving = (inner: GraphFacts, id: NodeId): Shape | null =>
  Object.values(inner.nodes.get(id)?.inputs ?? {})[0] ?? null;

const allNull = (exits: readonly Node[]): NodeFacts['outputs'] => Object.fromEntries(exits.map(n => [n.id, null]));

/** A bypassed instance hands its first input on to every output. */
function mutedFacts(
  node: Node,
  inputs: Inputs,
  ends: readonly Node[],
  exits: readonly Node[],
  inner: GraphFacts,
): NodeFacts {
  const first = ends.map(n => inputs[n.id]).find(shape => shape !== undefined) ?? null;
  const outputs = Object.fromEntries(exits.map(n => [n.id, first]));
  return { node, inputs, outputs, problems: [], weights: {}, costs: FREE, arithmetic: [], window: null, inner };
}

const failure = (code: Problem['code'], node: Node, says: string): Problem => ({
  code,
  severity: 'error',
  path: [node.id],
  says,
  fixes: [],
});

const unconnected = (module: Module, node: Node, end: Node): Problem => ({
  ...failure('unconnected', node, `${module.title} needs an input at “${end.name}”`),
  port: end.id,
});
