import { type Architecture, type GraphId, moduleOf, type Node, type NodeId } from '../../core/document/architecture';
import { schemaOf } from '../../core/edits/params';
import type { GraphFacts } from '../../core/inference/facts';
import { resolveParams } from '../../core/inference/parameters';
import type { Catalogue } from '../../core/op/operation';
import { isBound, type ParamSchema, type ParamValue, type Values } from '../../core/op/params';
import type { Target } from './row';

/** One graph of the document as it is seen through the instances that lead to it. */
export interface Level {
  readonly doc: Architecture;
  readonly ops: Catalogue;
  readonly graph: GraphId;
  readonly path: readonly NodeId[];
  readonly facts: GraphFacts;
  /** The instance whose inside this is, and the level that it stands in. */
  readonly around: { readonly level: Level; readonly node: Node } | null;
}

/** The inside of an instance; `null` where it has none. */
export function levelInside(level: Level, id: NodeId): Level | null {
  const known = level.facts.nodes.get(id);
  const module = known && moduleOf(known.node.op);
  if (!known?.inner || !module) return null;
  return {
    ...level,
    graph: module,
    path: [...level.path, id],
    facts: known.inner,
    around: { level, node: known.node },
  };
}

const memo = new WeakMap<Level, Map<Node, Values<ParamSchema>>>();

/** The parameters of a node, defaults filled in and bindings replaced by the values of the instances around it. */
export function valuesOf(level: Level, node: Node): Values<ParamSchema> {
  let known = memo.get(level);
  if (!known) {
    known = new Map();
    memo.set(level, known);
  }
  let values = known.get(node);
  if (!values) {
    const { around } = level;
    const scope = around && valuesOf(around.level, around.node);
    values = resolveParams(schemaOf(level.doc, level.ops, node.op), node.params, scope).values;
    known.set(node, values);
  }
  return values;
}

/** Where a parameter is set: on the node, or, when it is bound, on the instance that gives it its value. */
export function targetOf(level: Level, node: Node, param: string): Target | null {
  const schema = schemaOf(level.doc, level.ops, node.op);
  const spec = Object.hasOwn(schema, param) ? schema[param] : undefined;
  if (!spec) return null;
  const value: ParamValue = node.params[param] ?? spec.default;
  if (isBound(value)) {
    const outer = level.around && targetOf(level.around.level, level.around.node, value.$);
    return outer && { ...outer, bound: true };
  }
  const module = level.around && moduleOf(level.around.node.op);
  return {
    graph: level.graph,
    node: node.id,
    param,
    spec,
    value,
    of: node.name,
    bound: false,
    module: module ? (level.doc.modules[module]?.title ?? module) : null,
  };
}
