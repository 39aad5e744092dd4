import {
  type Architecture,
  type Graph,
  type GraphId,
  graphOf,
  type Module,
  type ModuleId,
  moduleOf,
  type Node,
  type NodeId,
  type Wire,
  withGraph,
} from '../document/architecture';
import type { Clipping } from '../document/clipping';
import { freeIds } from './ids';
import { wouldContainItself } from './modules/instances';
import { freeName } from './names';
import { type Point, wholePoint } from './spacing';

/** How far a paste lands from the original, so that both are seen. */
const OFFSET: Point = [32, 32];

/** Copies nodes with the wires between them and the modules that they need. */
export function copyNodes(doc: Architecture, graphId: GraphId, ids: Iterable<NodeId>): Clipping {
  const graph = graphOf(doc, graphId) ?? { nodes: [], wires: [] };
  const chosen = new Set(ids);
  const nodes = graph.nodes.filter(n => chosen.has(n.id));
  return {
    format: 'netloom-clipping',
    version: 1,
    nodes,
    wires: graph.wires.filter(w => chosen.has(w.from[0]) && chosen.has(w.to[0])),
    modules: modulesUsed(doc, nodes),
  };
}

/**
 * Pastes a clipping with fresh ids and names: its top left corner at `at`, or a little beside where it was copied.
 * A module that the document has under the same id with the same content is shared; one with other content is kept
 * apart under a fresh id. Instances by which a module would come to contain itself are left out.
 */
export function pasteClipping(doc: Architecture, graphId: GraphId, clipping: Clipping, at?: Point): Architecture {
  const renamed = moduleNames(doc, clipping.modules);
  const grown = withModules(doc, clipping.modules, renamed);
  const graph = graphOf(grown, graphId);
  const pasted = clipping.nodes.filter(n => !wouldContainItself(grown, graphId, withModuleNames(n, renamed).op));
  if (!graph || pasted.length === 0) return doc;
  const fresh = freeIds(
    graph.nodes.map(n => n.id),
    pasted.length,
  );
  const ids = new Map(pasted.map((n, i) => [n.id, fresh[i] ?? n.id]));
  const by = at ? beside(pasted, at) : OFFSET;
  const nodes = [...graph.nodes];
  for (const n of pasted) {
    nodes.push({
      ...withModuleNames(n, renamed),
      id: ids.get(n.id) ?? n.id,
      name: freeName({ nodes }, n.name),
      at: wholePoint([n.at[0] + by[0], n.at[1] + by[1]]),
    });
  }
  const wires = clipping.wires.flatMap((w): Wire[] => {
    const from = ids.get(w.from[0]);
    const to = ids.get(w.to[0]);
    return from !== undefined && to !== undefined ? [{ from: [from, w.from[1]], to: [to, w.to[1]] }] : [];
  });
  return withGraph(grown, graphId, { ...graph, nodes, wires: [...graph.wires, ...wires] });
}

/** Titles of the modules whose instances a paste leaves out, since the graph's module would come to contain itself. */
export function leftOutOfPaste(doc: Architecture, graphId: GraphId, { nodes, modules }: Clipping): readonly string[] {
  const renamed = moduleNames(doc, modules);
  const grown = withModules(doc, modules, renamed);
  const titles = nodes.flatMap(n => {
    const { op } = withModuleNames(n, renamed);
    const id = moduleOf(op) ?? '';
    return wouldContainItself(grown, graphId, op) ? [grown.modules[id]?.title ?? id] : [];
  });
  return [...new Set(titles)];
}

/** Copies nodes within their graph, with the wires between them, a little beside the originals. */
export function duplicateNodes(doc: Architecture, graphId: GraphId, ids: Iterable<NodeId>): Architecture {
  return pasteClipping(doc, graphId, copyNodes(doc, graphId, ids));
}

function modulesUsed(doc: Architecture, nodes: readonly Node[]): Readonly<Record<ModuleId, Module>> {
  const used = new Map<ModuleId, Module>();
  const visit = (inside: readonly Node[]): void => {
    for (const { op } of inside) {
      const id = moduleOf(op);
      const module = id === null ? undefined : doc.modules[id];
      if (id === null || !module || used.has(id)) continue;
      used.set(id, module);
      visit(module.graph.nodes);
    }
  };
  visit(nodes);
  return Object.fromEntries(used);
}

function beside(nodes: readonly Node[], at: Point): Point {
  const left = Math.min(...nodes.map(n => n.at[0]));
  const top = Math.min(...nodes.map(n => n.at[1]));
  return [at[0] - left, at[1] - top];
}

/** Under which id each module of a clipping goes into the document. */
function moduleNames(doc: Architecture, modules: Clipping['modules']): ReadonlyMap<ModuleId, ModuleId> {
  const differs = ([id, module]: [ModuleId, Module]): boolean => {
    const mine = Object.hasOwn(doc.modules, id) ? doc.modules[id] : undefined;
    return mine !== undefined && !sameJson(mine, module);
  };
  const clashing = new Set(
    Object.entries(modules)
      .filter(differs)
      .map(([id]) => id),
  );
  // What contains a module that is kept apart must be kept apart too, to point to the right one.
  for (let before = -1; before < clashing.size; ) {
    before = clashing.size;
    for (const [id, { graph }] of Object.entries(modules)) {
      if (Object.hasOwn(doc.modules, id) && graph.nodes.some(n => clashing.has(moduleOf(n.op) ?? ''))) clashing.add(id);
    }
  }
  const fresh = freeIds([...Object.keys(doc.modules), ...Object.keys(modules)], clashing.size, 'm');
  return new Map([...clashing].map((id, i) => [id, fresh[i] ?? id]));
}

function withModules(
  doc: Architecture,
  modules: Clipping['modules'],
  renamed: ReadonlyMap<ModuleId, ModuleId>,
): Architecture {
  const added = Object.entries(modules)
    .map(([id, module]): [ModuleId, Module] => [renamed.get(id) ?? id, inner(module, renamed)])
    .filter(([id]) => !Object.hasOwn(doc.modules, id));
  return added.length === 0 ? doc : { ...doc, modules: { ...doc.modules, ...Object.fromEntries(added) } };
}

function inner(module: Module, renamed: ReadonlyMap<ModuleId, ModuleId>): Module {
  if (renamed.size === 0) return module;
  const graph: Graph = { ...module.graph, nodes: module.graph.nodes.map(n => withModuleNames(n, renamed)) };
  return { ...module, graph };
}

function withModuleNames(node: Node, renamed: ReadonlyMap<ModuleId, ModuleId>): Node {
  const id = renamed.get(moduleOf(node.op) ?? '');
  return id === undefined ? node : { ...node, op: `module:${id}` };
}

/** Equality of plain data, whatever the order of its keys. */
function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length) return false;
  return keys.every(key => Object.hasOwn(b, key) && sameJson(Reflect.get(a, key), Reflect.get(b, key)));
}
