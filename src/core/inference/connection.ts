import {
  type Architecture,
  type GraphId,
  graphOf,
  moduleOf,
  type NodeId,
  parsePort,
  type Wire,
} from '../document/architecture';
import { connect } from '../edits/connect';
import { landing } from '../edits/endpoints';
import { titleOf } from '../edits/names';
import {
  type Arriving,
  type Catalogue,
  isMany,
  isRefusal,
  type Operation,
  type Ports,
  type Refusal,
} from '../op/operation';
import { formatShape, type Shape } from '../op/shape';
import type { Fix, GraphFacts, NodeFacts } from './facts';
import { inferAgain, paramsAround } from './infer';
import { placed, rankRefusal } from './operationFacts';
import { resolveParams } from './parameters';
import { portsOf } from './ports';
import { fixOf, isError } from './problem';
import { upstreamOf } from './upstream';

export type Verdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** `28×28×6 into Linear: needs a flat vector`. */
      readonly says: string;
      /** Connects, with what it takes to make that work. */
      readonly fix?: Fix;
    };

const FINE: Verdict = { ok: true };
const no = (says: string): Verdict => ({ ok: false, says });

/**
 * Whether a wire may go from an output to an input, for the moment when it is dragged over it. A port that takes
 * several is named without a number for its next free place. What is not known yet is no obstacle. Takes microseconds,
 * so that all ports of a graph can be asked when a drag begins; an instance of a module takes as long as `infer`.
 *
 * @param facts of the graph that `graphId` names, as the person sees it
 */
export function judgeConnection(
  doc: Architecture,
  ops: Catalogue,
  facts: GraphFacts,
  graphId: GraphId,
  from: Wire['from'],
  to: Wire['to'],
): Verdict {
  const target = facts.nodes.get(to[0]);
  const source = facts.nodes.get(from[0]);
  if (!target || !source) return no('Nothing is there to connect');
  if (from[0] === to[0]) return no(`${target.node.name} can’t feed itself`);
  if (feeding(facts.graph.wires, from[0]).has(to[0])) {
    return no(`${target.node.name} feeds ${source.node.name} already: this wire would close a cycle`);
  }
  const { name } = parsePort(to[1]);
  if (!portsOf(doc, ops, target.node).inputs.some(p => p.name === to[1] || (p.many && p.name === name))) {
    return no(`${titleOf(doc, ops, target.node.op)} has no such input`);
  }
  const shape = source.outputs[from[1]];
  if (!shape || target.node.muted) return FINE;
  const graph = graphOf(doc, graphId);
  const op = ops.get(target.node.op);
  if (!graph) return FINE;
  if (!op) return judgeModule(doc, ops, facts, graphId, from, to, target, shape);
  const port = landing(ops, graph, target.node, to[1]);
  const refusal = refusalOf(ops, facts, op, target, port, shape);
  if (!refusal) return FINE;
  const mend = refusal.mends.find(m => m.do === 'insert' && m.port === port) ?? refusal.mends[0];
  const says = sentence(shape, op.title, refusal.says);
  if (!mend) return no(says);
  const { label, edit } = fixOf(ops, graphId, to[0], mend);
  return { ok: false, says, fix: { label, edit: d => edit(connect(d, ops, graphId, from, [to[0], port])) } };
}

/** `refused` without what the sentence says before it: who refuses, and the shape. */
function sentence(shape: Shape, title: string, refused: string): string {
  const written = formatShape(shape);
  const start = refused.startsWith(`${title} `) ? title.length + 1 : 0;
  const tail = `, got ${written}`;
  const end = refused.endsWith(tail) ? refused.length - tail.length : refused.length;
  return `${written} into ${title}: ${refused.slice(start, end)}`;
}

/** What the operation says of its inputs with `shape` at `port`, as far as the others are known. */
function refusalOf(
  ops: Catalogue,
  facts: GraphFacts,
  op: Operation,
  target: NodeFacts,
  port: string,
  shape: Shape,
): Refusal | null {
  const shapes = new Map(Object.entries(target.inputs)).set(port, shape);
  const inOrder = [...shapes.keys()].sort((a, b) => (parsePort(a).index ?? 0) - (parsePort(b).index ?? 0));
  const arriving: Record<string, Shape | readonly Shape[]> = {};
  let complete = true;
  for (const [name, declared] of Object.entries(op.inputs)) {
    const places = isMany(declared) ? inOrder.filter(p => parsePort(p).name === name) : [name];
    const known: Shape[] = [];
    for (const place of places) {
      const at = shapes.get(place);
      if (at) known.push(at);
    }
    if (known.length < places.length) complete = false;
    const [first] = known;
    if (isMany(declared)) arriving[name] = known;
    else if (first) arriving[name] = first;
  }
  const refused = rankRefusal({ ops }, op, arriving as Arriving<Ports>);
  if (refused) return refused;
  const { values, illegal } = resolveParams(op.params, target.node.params, paramsAround(facts));
  if (!complete || illegal.length > 0) return null;
  const result = op.shape(arriving, values);
  return isRefusal(result) ? placed(result, op, inOrder) : null;
}

/** An instance of a module refuses what makes a problem inside it. */
function judgeModule(
  doc: Architecture,
  ops: Catalogue,
  facts: GraphFacts,
  graphId: GraphId,
  from: Wire['from'],
  to: Wire['to'],
  target: NodeFacts,
  shape: Shape,
): Verdict {
  if (moduleOf(target.node.op) === null) return FINE;
  const after = inferAgain(connect(doc, ops, graphId, from, to), facts).nodes.get(to[0]);
  const before = new Set(target.inner?.problems.map(p => p.says));
  const problem = after?.inner?.problems.find(p => isError(p) && !before.has(p.says));
  return problem ? no(sentence(shape, titleOf(doc, ops, target.node.op), problem.says)) : FINE;
}

const ancestors = new WeakMap<readonly Wire[], Map<NodeId, ReadonlySet<NodeId>>>();

/** All nodes that feed `id`. Kept while the wires are the same, for a drag asks again and again. */
function feeding(wires: readonly Wire[], id: NodeId): ReadonlySet<NodeId> {
  let known = ancestors.get(wires);
  if (!known) {
    known = new Map();
    ancestors.set(wires, known);
  }
  let found = known.get(id);
  if (!found) {
    found = upstreamOf(wires, [id]);
    known.set(id, found);
  }
  return found;
}
