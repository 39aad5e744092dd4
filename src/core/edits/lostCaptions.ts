import { type Architecture, type GraphId, graphOf, MAIN, moduleOf, type NodeId } from '../document/architecture';

/**
 * Removes what a person wrote in the figure at nodes that `after` has no more, wherever in modules they were: a later
 * node may come to have their ids.
 */
export function withoutLostCaptions(
  before: Architecture,
  after: Architecture,
  graphId: GraphId,
  gone: ReadonlySet<NodeId>,
): Architecture {
  const written = Object.entries(after.figure?.captions ?? {});
  const kept = written.filter(([key]) => !leadsThrough(before, key, graphId, gone));
  if (kept.length === written.length) return after;
  const { figure: { captions: _, ...settings } = {}, ...rest } = after;
  const figure = kept.length > 0 ? { ...settings, captions: Object.fromEntries(kept) } : settings;
  return Object.keys(figure).length > 0 ? { ...rest, figure } : rest;
}

/** Whether the way in a caption's key, as in `caption:n9/n4`, leads to or through one of some nodes of a graph. */
function leadsThrough(doc: Architecture, key: string, graphId: GraphId, gone: ReadonlySet<NodeId>): boolean {
  let graph: GraphId | null = MAIN;
  for (const step of key.slice(key.indexOf(':') + 1).split('/')) {
    if (graph === graphId && gone.has(step)) return true;
    const node = graph === null ? undefined : graphOf(doc, graph)?.nodes.find(n => n.id === step);
    if (!node) return false;
    graph = moduleOf(node.op);
  }
  return false;
}
