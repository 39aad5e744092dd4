import type { FigureGraph, Step } from './figure-graph';
import { type Lanes, lanesOf } from './lanes';

/** A network as its way from input to output, and what leaves that way for good: auxiliary classifiers, dead branches. */
export interface Trunk {
  /** In topological order. */
  readonly main: readonly string[];
  readonly lanes: Lanes;
  readonly sides: readonly Side[];
}
export interface Side {
  readonly ids: readonly string[];
  readonly lanes: Lanes;
  /** Where on the main way it leaves; `null` for what hangs together with nothing. */
  readonly leaves: string | null;
}

/** @param firstOutput the way to the output that the figure reads towards, as a step's `ends` has it */
export function trunkOf(graph: FigureGraph, firstOutput: string | null): Trunk {
  const { steps, byId } = graph;
  const end = steps.find(s => s.ends.some(e => e.path.join('/') === firstOutput)) ?? deepest(graph);
  const main = new Set<string>();
  const visit = [...(end ? [end.id] : [])];
  for (let id = visit.pop(); id !== undefined; id = visit.pop()) {
    if (main.has(id)) continue;
    main.add(id);
    visit.push(...(byId.get(id)?.from ?? []).map(f => f.step));
  }
  const ids = steps.filter(s => main.has(s.id)).map(s => s.id);
  return { main: ids, lanes: lanesIn(ids, graph), sides: sidesOf(graph, main) };
}

const lanesIn = (ids: readonly string[], { byId }: FigureGraph): Lanes =>
  lanesOf(ids, new Map(ids.map(id => [id, byId.get(id)?.from.map(f => f.step) ?? []])));

/** Of what nothing reads, what has the most steps before it. */
function deepest({ steps, readers }: FigureGraph): Step | undefined {
  const depth = new Map<string, number>();
  for (const step of steps) {
    depth.set(step.id, 1 + step.from.reduce((most, f) => Math.max(most, depth.get(f.step) ?? 0), 0));
  }
  const ends = steps.filter(s => readers.get(s.id)?.length === 0);
  return ends.reduce<Step | undefined>(
    (best, s) => (best && (depth.get(best.id) ?? 0) >= (depth.get(s.id) ?? 0) ? best : s),
    undefined,
  );
}

function sidesOf(graph: FigureGraph, main: ReadonlySet<string>): readonly Side[] {
  const { steps } = graph;
  const sides: { ids: string[]; leaves: string | null }[] = [];
  const sideOf = new Map<string, (typeof sides)[number]>();
  for (const step of steps) {
    if (main.has(step.id)) continue;
    const before = [...new Set(step.from.flatMap(f => sideOf.get(f.step) ?? []))];
    const [side = { ids: [], leaves: null }, ...others] = before;
    if (before.length === 0) sides.push(side);
    for (const other of others) {
      side.ids.push(...other.ids);
      side.leaves ??= other.leaves;
      for (const id of other.ids) sideOf.set(id, side);
      sides.splice(sides.indexOf(other), 1);
    }
    side.ids.push(step.id);
    side.leaves ??= step.from.find(f => main.has(f.step))?.step ?? null;
    sideOf.set(step.id, side);
  }
  const order = new Map(steps.map((s, i) => [s.id, i]));
  return sides.map(({ leaves, ids: unsorted }) => {
    const ids = unsorted.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    return { ids, leaves, lanes: lanesIn(ids, graph) };
  });
}
