import {
  type Architecture,
  type GraphId,
  graphOf,
  type ModuleId,
  moduleOf,
  type NodeId,
} from '../../document/architecture';
import type { Catalogue } from '../../op/operation';
import type { ParamValues } from '../../op/params';
import { addNode } from '../addNode';
import { changeNodes } from '../changeNodes';
import { freeIds } from '../ids';
import type { Point } from '../spacing';
import { instanceOf, instancesOf } from './instances';

/** `title`, or the next free `title 2`, `title 3`, … when a module of the document is called so. */
export function freeModuleTitle(doc: Architecture, title: string): string {
  const taken = new Set(Object.values(doc.modules).map(m => m.title));
  const wanted = title.trim() || 'Module';
  if (!taken.has(wanted)) return wanted;
  const base = wanted.replace(/ \d+$/, '');
  let number = 2;
  while (taken.has(`${base} ${number}`)) number++;
  return `${base} ${number}`;
}

/** The next free module id. */
export function freeModuleId(doc: Architecture): ModuleId {
  const [id = 'm1'] = freeIds(Object.keys(doc.modules), 1, 'm');
  return id;
}

/** Adds an instance of a module. Refused, with the document as it was, where the module would come to contain itself. */
export function addInstance(
  doc: Architecture,
  ops: Catalogue,
  graph: GraphId,
  module: ModuleId,
  at: Point,
  params: ParamValues = {},
): Architecture {
  return doc.modules[module] ? addNode(doc, ops, graph, { op: instanceOf(module), params }, at) : doc;
}

/** Gives a module another title. An empty one leaves it as it is. */
export function renameModule(doc: Architecture, id: ModuleId, title: string): Architecture {
  const module = doc.modules[id];
  const trimmed = title.trim();
  if (!module || trimmed === '' || trimmed === module.title) return doc;
  return { ...doc, modules: { ...doc.modules, [id]: { ...module, title: trimmed } } };
}

/** Removes a module that nothing is an instance of; one in use stays. */
export function removeModule(doc: Architecture, id: ModuleId): Architecture {
  if (!doc.modules[id] || instancesOf(doc, id).length > 0) return doc;
  const { [id]: _, ...modules } = doc.modules;
  return { ...doc, modules };
}

/**
 * Gives one instance a module of its own: a copy that from now on changes by itself. Wires and parameters stay. Modules
 * inside it stay shared. With a single instance there is nothing to separate.
 */
export function makeSeparateCopy(doc: Architecture, graphId: GraphId, node: NodeId): Architecture {
  const op = graphOf(doc, graphId)?.nodes.find(n => n.id === node)?.op ?? '';
  const id = moduleOf(op) ?? '';
  const module = doc.modules[id];
  if (!module || instancesOf(doc, id).length < 2) return doc;
  const copy = freeModuleId(doc);
  const grown = {
    ...doc,
    modules: { ...doc.modules, [copy]: { ...module, title: freeModuleTitle(doc, module.title) } },
  };
  return changeNodes(grown, graphId, [node], n => ({ ...n, op: instanceOf(copy) }));
}
