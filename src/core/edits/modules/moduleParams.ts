import {
  type Architecture,
  type GraphId,
  graphOf,
  type Module,
  type ModuleId,
  type Node,
} from '../../document/architecture';
import { isBound, type ParamSchema, type ParamSpec, type ParamValue, rejects } from '../../op/params';
import { mergeParams } from '../params';
import { changeInstances } from './instances';

/** What of a module's parameter a person may change; its kind follows from what is bound to it. */
export interface ParamChange {
  readonly label?: string;
  readonly help?: string;
  readonly default?: ParamValue;
}

/**
 * Changes the label, help or default of a module's parameter. A default that its specification rejects is passed over.
 * Instances that leave the parameter alone follow the default; those that set it keep their values.
 */
export function setModuleParam(doc: Architecture, id: ModuleId, name: string, change: ParamChange): Architecture {
  const module = doc.modules[id];
  const spec = module && Object.hasOwn(module.params, name) ? module.params[name] : undefined;
  if (!module || !spec) return doc;
  const next = changed(spec, change);
  if (next === spec) return doc;
  const grown = withParams(doc, id, module, { ...module.params, [name]: next });
  return changeInstances(grown, id, instance => {
    const value = instance.params[name];
    if (value === undefined) return instance;
    const params = mergeParams({ [name]: next }, instance.params, { [name]: value });
    return params === instance.params ? instance : { ...instance, params };
  });
}

function changed(spec: ParamSpec, change: ParamChange): ParamSpec {
  const label = change.label?.trim();
  const fits = change.default !== undefined && rejects(spec, change.default) === null;
  const next = {
    ...spec,
    ...(label ? { label } : {}),
    ...(change.help === undefined ? {} : { help: change.help.trim() }),
    ...(fits ? { default: change.default } : {}),
  } as ParamSpec;
  const keys = Object.keys(next) as (keyof ParamSpec)[];
  const same = keys.every(key => JSON.stringify(next[key]) === JSON.stringify(spec[key]));
  return same ? spec : next;
}

/**
 * Removes a parameter from a module: what was bound to it inside takes its default, and what instances set is
 * forgotten.
 */
export function removeModuleParam(
  doc: Architecture,
  id: ModuleId,
  name: string,
  schemaOfNode: (node: Node) => ParamSchema,
): Architecture {
  const module = doc.modules[id];
  const spec = module && Object.hasOwn(module.params, name) ? module.params[name] : undefined;
  if (!module || !spec) return doc;
  const { [name]: _, ...params } = module.params;
  const nodes = module.graph.nodes.map(node => {
    const bound = Object.entries(node.params).filter(([, value]) => isBound(value) && value.$ === name);
    if (bound.length === 0) return node;
    const free = Object.fromEntries(bound.map(([key]): [string, ParamValue] => [key, spec.default]));
    return { ...node, params: mergeParams(schemaOfNode(node), node.params, free) };
  });
  const grown: Architecture = {
    ...doc,
    modules: { ...doc.modules, [id]: { ...module, params, graph: { ...module.graph, nodes } } },
  };
  return changeInstances(grown, id, instance => {
    if (!Object.hasOwn(instance.params, name)) return instance;
    const { [name]: __, ...rest } = instance.params;
    return { ...instance, params: rest };
  });
}

/** Whether something inside a module is bound to a parameter of it. */
export const isParamUsed = (module: Module, name: string): boolean =>
  module.graph.nodes.some(n => Object.values(n.params).some(v => isBound(v) && v.$ === name));

export const withParams = (doc: Architecture, id: GraphId, module: Module, params: Module['params']): Architecture => ({
  ...doc,
  modules: { ...doc.modules, [id]: { ...module, params, graph: graphOf(doc, id) ?? module.graph } },
});
