import {
  type Architecture,
  type GraphId,
  graphOf,
  MAIN,
  moduleOf,
  type NodeId,
} from '../../core/document/architecture';

/** The names of the nodes along a path, `mixed_5b / conv`; `null` for the whole graph. */
export function nameAlong(doc: Architecture, path: readonly NodeId[]): string | null {
  const names: string[] = [];
  let graph: GraphId | null = MAIN;
  for (const step of path) {
    const node = graph === null ? undefined : graphOf(doc, graph)?.nodes.find(n => n.id === step);
    if (!node) break;
    names.push(node.name);
    graph = moduleOf(node.op);
  }
  return names.length === 0 ? null : names.join(' / ');
}
