import { type Architecture, type GraphId, graphOf, type Module, type NodeId } from '../../document/architecture';
import type { Catalogue } from '../../op/operation';
import { type ChoiceSpec, isBound, type ParamSpec, type ParamValue, rejects } from '../../op/params';
import { changeNodes } from '../changeNodes';
import { mergeParams, schemaOf } from '../params';
import { isParamUsed, removeModuleParam, withParams } from './moduleParams';

/** The module parameter to bind to: one there is, by its name, or a new one under this label. */
export type Binding = { readonly existing: string } | { readonly label: string };

/** Names of the module's parameters that an inner parameter can be bound to: those of its kind. */
export const bindableParams = (module: Module, spec: ParamSpec): readonly string[] =>
  Object.entries(module.params).flatMap(([name, other]) => (sameKind(spec, other) ? [name] : []));

const sameKind = (a: ParamSpec, b: ParamSpec): boolean =>
  a.kind === b.kind && (a.kind !== 'choice' || (b.kind === 'choice' && valuesOf(a) === valuesOf(b)));
const valuesOf = (spec: ChoiceSpec): string => spec.options.map(o => o.value).join();

/**
 * Binds a parameter of a node inside a module to one of the module's, so that each instance can set it. A new one is of
 * the same kind, and its default is the present value: no instance changes. Bound to an existing one, the node takes
 * that one's values; one of another kind is refused, with the document as it was.
 */
export function bindParam(
  doc: Architecture,
  ops: Catalogue,
  graphId: GraphId,
  id: NodeId,
  param: string,
  to: Binding,
): Architecture {
  const module = doc.modules[graphId];
  const node = module?.graph.nodes.find(n => n.id === id);
  const schema = node ? schemaOf(doc, ops, node.op) : {};
  const spec = Object.hasOwn(schema, param) ? schema[param] : undefined;
  if (!module || !node || !spec) return doc;
  if ('existing' in to) {
    return bindableParams(module, spec).includes(to.existing) ? bound(doc, graphId, id, param, to.existing) : doc;
  }
  const present = node.params[param] ?? spec.default;
  const value = isBound(present) ? module.params[present.$]?.default : present;
  const label = freeParamLabel(module, to.label.trim() || spec.label);
  const name = freeParamName(module, label);
  const fits = value !== undefined && rejects(spec, value) === null;
  const own = { ...spec, label, ...(fits ? { default: value } : {}) } as ParamSpec;
  return bound(withParams(doc, graphId, module, { ...module.params, [name]: own }), graphId, id, param, name);
}

function bound(doc: Architecture, graphId: GraphId, id: NodeId, param: string, name: string): Architecture {
  const before = graphOf(doc, graphId)?.nodes.find(n => n.id === id)?.params[param];
  if (isBound(before) && before.$ === name) return doc;
  return changeNodes(doc, graphId, [id], node => ({ ...node, params: { ...node.params, [param]: { $: name } } }));
}

/** `label`, or the next free `label 2`, `label 3`, … when a parameter of the module is called so: an instance shows labels. */
export function freeParamLabel(module: Module, label: string): string {
  const taken = new Set(Object.values(module.params).map(p => p.label));
  let free = label;
  for (let number = 2; taken.has(free); number++) free = `${label} ${number}`;
  return free;
}

/** `Output channels` as `output_channels`, numbered when the module has one of that name. */
function freeParamName(module: Module, label: string): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const base = /^[a-z]/.test(plain) && !(plain in {}) ? plain : `p_${plain || '1'}`;
  let name = base;
  for (let number = 2; Object.hasOwn(module.params, name); number++) name = `${base}_${number}`;
  return name;
}

/**
 * Gives a bound parameter a value of its own: `value`, or the default of the module's parameter. A parameter of the
 * module that nothing is bound to any more goes, as it would do nothing.
 */
export function unbindParam(
  doc: Architecture,
  ops: Catalogue,
  graphId: GraphId,
  id: NodeId,
  param: string,
  value?: ParamValue,
): Architecture {
  const module = doc.modules[graphId];
  const node = module?.graph.nodes.find(n => n.id === id);
  const binding = node?.params[param];
  if (!module || !node || !isBound(binding)) return doc;
  const schema = schemaOf(doc, ops, node.op);
  const free = value ?? module.params[binding.$]?.default ?? schema[param]?.default;
  const freed = changeNodes(doc, graphId, [id], n => {
    const { [param]: _, ...rest } = n.params;
    return { ...n, params: free === undefined ? rest : mergeParams(schema, rest, { [param]: free }) };
  });
  const after = freed.modules[graphId];
  return after && Object.hasOwn(after.params, binding.$) && !isParamUsed(after, binding.$)
    ? removeModuleParam(freed, graphId, binding.$, n => schemaOf(freed, ops, n.op))
    : freed;
}
