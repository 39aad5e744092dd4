import { type Architecture, type Graph, moduleOf } from '../document/architecture';
import type { Catalogue } from '../op/operation';

/** What an operation or a module is called before the person names it: `Conv 2D`. An unknown operation goes by its id. */
export function titleOf(doc: Architecture, ops: Catalogue, op: string): string {
  const module = moduleOf(op);
  if (module !== null) return doc.modules[module]?.title ?? module;
  const known = ops.get(op);
  return known?.short ?? known?.title ?? op;
}

/** `name`, or the next free `name 2`, `name 3`, … when another in the graph is called so. */
export function freeName(graph: Pick<Graph, 'nodes'>, name: string): string {
  const taken = new Set(graph.nodes.map(n => n.name));
  if (!taken.has(name)) return name;
  const base = name.replace(/ \d+$/, '');
  let number = 2;
  while (taken.has(`${base} ${number}`)) number++;
  return `${base} ${number}`;
}

/** Whether a name was given by `freeName` rather than by the person. */
export function isGivenName(name: string, title: string): boolean {
  return name === title || (name.startsWith(`${title} `) && /^\d+$/.test(name.slice(title.length + 1)));
}
