import type { FigureGraph, Step } from './figure-graph';
import { spatialHeight } from './notation';

/** The joins after some steps: what reads them and is none of them. */
export function readersOutside(graph: FigureGraph, ids: readonly string[]): readonly Step[] {
  const inside = new Set(ids);
  return ids
    .flatMap(id => graph.readers.get(id) ?? [])
    .flatMap(reader => (inside.has(reader) ? [] : (graph.byId.get(reader) ?? [])));
}

/** Whether steps between a fork and a join work at a lower resolution than both, as each level of a U does. */
export function dips(graph: FigureGraph, ids: readonly string[], joins: readonly Step[]): boolean {
  const inside = new Set(ids);
  const heights = ids.flatMap(id => spatialHeight(graph.byId.get(id)?.shape ?? null) ?? []);
  const after = joins.flatMap(s => spatialHeight(s.shape) ?? []);
  const before = ids
    .flatMap(id => graph.byId.get(id)?.from ?? [])
    .flatMap(f => (inside.has(f.step) ? [] : (spatialHeight(f.shape) ?? [])));
  return after.length > 0 && before.length > 0 && Math.min(...heights) < Math.min(...after, ...before);
}
