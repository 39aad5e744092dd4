import { type Node, parsePort } from '../document/architecture';
import { removeAndHeal } from '../edits/removeNodes';
import {
  type Arriving,
  isMany,
  isRefusal,
  type Operation,
  type Ports,
  type Refusal,
  type WeightSpec,
} from '../op/operation';
import type { ParamSchema, Values } from '../op/params';
import { type Shape, sizeOf } from '../op/shape';
import { countWeights, FREE } from './costs';
import type { Costs, NodeFacts, Problem } from './facts';
import { formatValue, type Illegal, resolveParams } from './parameters';
import { OUT } from './ports';
import { fixOf, problemOf } from './problem';
import { acceptsRank, refuseRank } from './ranks';
import type { Scope } from './scope';
import type { Incoming } from './wiring';

/** The shapes at the wired input ports of a node. */
export type Inputs = Readonly<Record<string, Shape | null>>;

/** What is known of a node that does an operation. */
export function operationFacts(
  scope: Scope,
  op: Operation,
  node: Node,
  inputs: Inputs,
  wired: readonly Incoming[],
): NodeFacts {
  if (op.id === 'input' && scope.arriving) return passed(node, inputs, scope.arriving.get(node.id) ?? null, op);
  const gathered = gather(scope, op, node, inputs, wired);
  if (node.muted && gathered.first !== undefined) return passed(node, inputs, gathered.first, op);
  const { values, illegal } = resolveParams(op.params, node.params, scope.params);
  const problems: Problem[] = [...gathered.problems, ...illegal.map(i => illegalParameter(scope, node, i))];
  if (problems.length > 0) return unknown(node, inputs, op, problems);
  if (gathered.arriving === null) return unknown(node, inputs, op, []);
  return evaluate(scope, op, node, inputs, gathered.arriving, values, wired);
}

/** `arriving` is `null` when something upstream is not known; `first` is what a muted node passes on. */
interface Gathered {
  readonly arriving: Arriving<Ports> | null;
  readonly first: Shape | null | undefined;
  readonly problems: readonly Problem[];
}

function gather(scope: Scope, op: Operation, node: Node, inputs: Inputs, wired: readonly Incoming[]): Gathered {
  const arriving: Record<string, Shape | readonly Shape[]> = {};
  const problems: Problem[] = [];
  let known = true;
  let first: Shape | null | undefined;
  for (const name in op.inputs) {
    const port = op.inputs[name];
    if (port === undefined) continue;
    if (!isMany(port)) {
      const shape = inputs[name];
      if (first === undefined) first = shape;
      if (shape) arriving[name] = shape;
      else known = false;
      if (shape === undefined) problems.push(unconnected(node, name, missing(op, port.label)));
      continue;
    }
    const shapes: Shape[] = [];
    let count = 0;
    for (const i of wired) {
      const shape = i.name === name ? inputs[i.wire.to[1]] : undefined;
      if (shape === undefined) continue;
      if (first === undefined) first = shape;
      count++;
      if (shape) shapes.push(shape);
      else known = false;
    }
    arriving[name] = shapes;
    if (count >= port.min) continue;
    const says = count === 0 ? missing(op, port.label) : `${op.title} needs at least ${port.min} inputs, has ${count}`;
    problems.push(unconnected(node, name, says, count === 0 ? [] : [removal(scope, op, node)]));
  }
  return { arriving: known ? arriving : null, first, problems };
}

const missing = (op: Operation, label: string): string =>
  Object.keys(op.inputs).length === 1
    ? `${op.title} needs an input: nothing is connected to it`
    : `${op.title} needs an input at “${label}”`;

const unconnected = (node: Node, port: string, says: string, fixes: Problem['fixes'] = []): Problem => ({
  code: 'unconnected',
  severity: 'error',
  path: [node.id],
  port,
  says,
  fixes,
});

const removal = (scope: Scope, op: Operation, node: Node): Problem['fixes'][number] => ({
  label: `Remove ${op.title}, keep the wire`,
  edit: doc => removeAndHeal(doc, scope.graphId, [node.id]),
});

/** A stored value that its specification rejects, as a Problem whose fix goes back to the default. */
export function illegalParameter(scope: Scope, node: Node, { name, spec, bound, says }: Illegal): Problem {
  const label = `Set ${spec.label} ${bound ? 'to' : 'back to'} ${formatValue(spec.default)}`;
  return {
    code: 'illegal-parameter',
    severity: 'error',
    path: [node.id],
    says,
    fixes: [fixOf(scope.ops, scope.graphId, node.id, { do: 'set', label, params: { [name]: spec.default } })],
  };
}

function evaluate(
  scope: Scope,
  op: Operation,
  node: Node,
  inputs: Inputs,
  arriving: Arriving<Ports>,
  values: Values<ParamSchema>,
  wired: readonly Incoming[],
): NodeFacts {
  const result = rankRefusal(scope, op, arriving) ?? op.shape(arriving, values);
  if (isRefusal(result)) {
    const places = wired.map(i => i.wire.to[1]);
    return unknown(node, inputs, op, [problemOf(placed(result, op, places), scope.ops, scope.graphId, node)]);
  }
  const weights = op.weights ? withoutFalsy(op.weights(arriving, values)) : NO_WEIGHTS;
  const counts = weights === NO_WEIGHTS ? FREE : countWeights(weights);
  const costs: Costs = {
    parameters: counts.parameters,
    trainable: counts.trainable,
    macs: op.macs ? op.macs(arriving, result, values) : 0,
    activations: keeps(op, inputs, result),
  };
  return {
    node,
    inputs,
    outputs: op.sink ? NO_OUTPUTS : { [OUT]: result },
    problems: NO_PROBLEMS,
    weights,
    costs,
    arithmetic: op.arithmetic?.(arriving, values) ?? NO_LINES,
    window: op.window?.(arriving, values) ?? null,
  };
}

/** Refuses a tensor with a number of axes that its port does not accept, before the operation sees it. */
export function rankRefusal(scope: Pick<Scope, 'ops'>, op: Operation, arriving: Arriving<Ports>): Refusal | null {
  for (const name in op.inputs) {
    const port = op.inputs[name];
    const shape = arriving[name];
    if (!port?.ranks || isMany(port) || !isShape(shape) || acceptsRank(port.ranks, shape)) continue;
    return refuseRank(op.title, name, port.ranks, shape, scope.ops);
  }
  return null;
}

const isShape = (arrived: Shape | readonly Shape[] | undefined): arrived is Shape =>
  arrived !== undefined && !Array.isArray(arrived[0]);

/** A refusal with its ports as the document writes them. Operations count the wires of a port from 0; in `places` they may have gaps. */
export function placed(refusal: Refusal, op: Operation, places: readonly string[]): Refusal {
  const actual = (port: string): string => {
    const dot = port.lastIndexOf('.');
    const declared = op.inputs[port.slice(0, Math.max(dot, 0))];
    if (dot < 0 || !declared || !isMany(declared)) return port;
    const name = port.slice(0, dot);
    return places.filter(p => parsePort(p).name === name)[Number(port.slice(dot + 1))] ?? port;
  };
  return {
    ...refusal,
    ...(refusal.port === undefined ? {} : { port: actual(refusal.port) }),
    mends: refusal.mends.map(m => (m.do === 'insert' ? { ...m, port: actual(m.port) } : m)),
  };
}

/**
 * Values that a training step keeps of a node's result: all of them, except where the result is the input under
 * another shape (flatten, reshape) or there is none (an output).
 */
function keeps(op: Operation, inputs: Inputs, result: Shape): number | null {
  if (op.sink) return 0;
  const size = sizeOf(result);
  if (op.category !== 'shape' || size === null) return size;
  const from = Object.values(inputs)[0];
  return from && sizeOf(from) === size ? 0 : size;
}

const NO_WEIGHTS: NodeFacts['weights'] = {};
const NO_OUTPUTS: NodeFacts['outputs'] = {};
const NO_PROBLEMS: readonly Problem[] = [];
const NO_LINES: readonly string[] = [];

/** An operation's weights without those that its parameters turn off. */
export function withoutFalsy(specs: Readonly<Record<string, WeightSpec | false>>): NodeFacts['weights'] {
  const weights: Record<string, WeightSpec> = {};
  for (const name in specs) {
    const spec = specs[name];
    if (spec) weights[name] = spec;
  }
  return weights;
}

/** A node that hands on `shape` as it is. */
const passed = (node: Node, inputs: Inputs, shape: Shape | null, op: Operation): NodeFacts => ({
  node,
  inputs,
  outputs: op.sink ? NO_OUTPUTS : { [OUT]: shape },
  problems: NO_PROBLEMS,
  weights: NO_WEIGHTS,
  costs: FREE,
  arithmetic: NO_LINES,
  window: null,
});

/** A node whose result is not known, for `problems` of its own or of others before it. */
const unknown = (node: Node, inputs: Inputs, op: Operation, problems: readonly Problem[]): NodeFacts => ({
  node,
  inputs,
  outputs: op.sink ? NO_OUTPUTS : { [OUT]: null },
  problems,
  weights: NO_WEIGHTS,
  costs: {
    parameters: op.weights ? null : 0,
    trainable: op.weights ? null : 0,
    macs: op.macs ? null : 0,
    activations: op.sink ? 0 : null,
  },
  arithmetic: NO_LINES,
  window: null,
});

/** A node whose operation or module is not known here: it is kept and shown. `ports` are its outputs as far as known. */
export const foreignFacts = (
  node: Node,
  inputs: Inputs,
  outputs: NodeFacts['outputs'],
  problem: Problem,
): NodeFacts => ({
  node,
  inputs,
  outputs,
  problems: [problem],
  weights: NO_WEIGHTS,
  costs: { parameters: null, trainable: null, macs: null, activations: null },
  arithmetic: NO_LINES,
  window: null,
});
