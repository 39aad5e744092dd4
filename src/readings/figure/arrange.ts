import type { FigureGraph } from './figure-graph';
import { idsIn, type Lanes } from './lanes';
import { type Heights, type StackRules, stackLanes } from './stack-lanes';
import type { Trunk } from './trunk';

export interface ArrangeRules extends StackRules {
  width(id: string): number;
  gap(from: string, to: string): number;
  /** The widest that a row may be. */
  readonly limit: number;
  readonly rowGap: number;
  /** Between the main way and what leaves it below. */
  readonly sideGap: number;
  /** Room that a row needs below its lanes for what is written there, and that a side branch needs at its right end. */
  footer(row: Row): number;
  sideLabel(ids: readonly string[]): number;
}
/** Steps of the main way that share a row, in order, with `x` already set. */
export interface Row {
  readonly ids: readonly string[];
  readonly x: ReadonlyMap<string, number>;
}
export interface PlacedRow {
  readonly ids: readonly string[];
  readonly axis: number;
  readonly top: number;
  /** Where its lanes end, and where all of it ends, side branches included. */
  readonly bottom: number;
  readonly end: number;
  readonly right: number;
}
export interface Arrangement extends Heights {
  /** Left edges. */
  readonly x: ReadonlyMap<string, number>;
  readonly rows: readonly PlacedRow[];
  readonly rowOf: ReadonlyMap<string, number>;
  /** By step of a side branch, where all of the branch begins, with what is written above it. */
  readonly sideTop: ReadonlyMap<string, number>;
  readonly width: number;
  readonly height: number;
}

/** Room at the left of a row for the line that comes from the row above. */
const INDENT = 14;
/** At its right end, for the line that goes to the row below. */
export const TURN = 8;

/** Left edges when everything stands as far left as what is before it allows. */
function columns(ids: readonly string[], graph: FigureGraph, rules: ArrangeRules, start: number): Map<string, number> {
  const x = new Map<string, number>();
  for (const id of ids) {
    let left = start;
    for (const { step } of graph.byId.get(id)?.from ?? []) {
      const before = x.get(step);
      if (before !== undefined) left = Math.max(left, before + rules.width(step) + rules.gap(step, id));
    }
    x.set(id, left);
  }
  return x;
}

interface Part {
  readonly lanes: Lanes;
  readonly ids: readonly string[];
  readonly left: number;
  readonly right: number;
}

/** Places every step: lanes side by side, the main way in as many rows as its length needs, side branches below their row. */
export function arrange(graph: FigureGraph, trunk: Trunk, rules: ArrangeRules): Arrangement {
  const spread = columns(trunk.main, graph, rules, 0);
  const right = (id: string): number => (spread.get(id) ?? 0) + rules.width(id);
  const parts = partsOf(trunk.lanes).map((lanes): Part => {
    const ids = idsIn(lanes);
    return {
      lanes,
      ids,
      left: Math.min(...ids.map(id => spread.get(id) ?? 0)),
      right: Math.max(...ids.map(right)),
    };
  });
  const x = new Map<string, number>();
  const at: Heights = { y: new Map(), arcs: new Map() };
  const rowOf = new Map<string, number>();
  const sideTops = new Map<string, number>();
  const rows: PlacedRow[] = [];
  let top = 0;
  const groups = balancedRows(unbroken(parts, graph), rules.limit);
  for (const group of groups) {
    const index = rows.length;
    const most = index < groups.length - 1 ? rules.limit - TURN : rules.limit;
    const shift = (index === 0 ? 0 : INDENT) - (group[0]?.left ?? 0);
    const ids = group.flatMap(p => p.ids);
    for (const id of ids) {
      x.set(id, (spread.get(id) ?? 0) + shift);
      rowOf.set(id, index);
    }
    const stacked = stackLanes({ as: 'series', parts: group.map(p => p.lanes) }, rules);
    const axis = top + stacked.up;
    stacked.put(axis, at);
    const bottom = axis + stacked.down + rules.footer({ ids, x });
    let end = bottom;
    let rowRight = Math.max(0, ...group.map(p => p.right + shift));
    const taken: { left: number; right: number; top: number; bottom: number }[] = [];
    // From the right, so that no way down crosses a branch that left before it.
    const place = (leaves: string | null): number => (leaves === null ? -1 : (x.get(leaves) ?? 0));
    for (const side of [...trunk.sides].sort((a, b) => place(b.leaves) - place(a.leaves))) {
      const here = side.leaves === null ? index === 0 : rowOf.get(side.leaves) === index;
      if (!here) continue;
      const leaving = side.leaves;
      const start =
        leaving === null
          ? 0
          : (x.get(leaving) ?? 0) + rules.width(leaving) + rules.gap(leaving, side.ids[0] ?? leaving);
      const lane = stackLanes(side.lanes, rules);
      const own = columns(side.ids, graph, rules, start);
      const width =
        Math.max(...side.ids.map(id => (own.get(id) ?? 0) + rules.width(id))) - start + rules.sideLabel(side.ids);
      const left = Math.max(0, Math.min(start, most - width));
      let sideTop = bottom + rules.sideGap;
      for (const other of taken) {
        if (left < other.right + rules.laneGap && left + width > other.left - rules.laneGap) {
          sideTop = Math.max(sideTop, other.bottom + rules.laneGap * 2);
        }
      }
      lane.put(sideTop + lane.up, at);
      for (const id of side.ids) {
        x.set(id, (own.get(id) ?? 0) + left - start);
        rowOf.set(id, index);
        sideTops.set(id, sideTop);
      }
      const sideBottom = sideTop + lane.up + lane.down;
      taken.push({ left, right: left + width, top: sideTop, bottom: sideBottom });
      end = Math.max(end, sideBottom);
      rowRight = Math.max(rowRight, left + width);
    }
    rows.push({ ids, axis, top, bottom: axis + stacked.down, end, right: rowRight });
    top = end + rules.rowGap;
  }
  return {
    x,
    ...at,
    rows,
    rowOf,
    sideTop: sideTops,
    width: Math.max(0, ...rows.map(r => r.right)),
    height: rows.at(-1)?.end ?? 0,
  };
}

/** As few rows as the limit allows, none much longer than the others. */
function balancedRows(parts: readonly Part[], limit: number): readonly (readonly Part[])[] {
  const one = packed(parts, limit);
  if (one.length <= 1) return one;
  // What doesn't fit anyway makes the whole figure smaller, and then reads best in one row.
  if (parts.some(p => p.right - p.left > limit)) return [parts];
  const most = limit - TURN;
  const fewest = packed(parts, most);
  let [low, high] = [0, most];
  for (let i = 0; i < 16; i++) {
    const middle = (low + high) / 2;
    if (packed(parts, middle).length > fewest.length) low = middle;
    else high = middle;
  }
  return packed(parts, high);
}

/** Parts between which a row may end: after something that everything goes through, and not inside a module. */
function unbroken(parts: readonly Part[], graph: FigureGraph): readonly Part[] {
  const joined: Part[] = [];
  let previous: Part | null = null;
  for (const part of parts) {
    const last = joined.at(-1);
    const here = graph.byId.get(part.ids[0] ?? '')?.groups[0]?.id;
    const before = graph.byId.get(previous?.ids.at(-1) ?? '')?.groups[0]?.id;
    const together = previous !== null && (previous.lanes.as !== 'one' || (here !== undefined && here === before));
    if (last && together) {
      const lanes: Lanes = { as: 'series', parts: [...partsOf(last.lanes), part.lanes] };
      joined[joined.length - 1] = {
        lanes,
        ids: [...last.ids, ...part.ids],
        left: last.left,
        right: Math.max(last.right, part.right),
      };
    } else joined.push(part);
    previous = part;
  }
  return joined;
}

const partsOf = (lanes: Lanes): readonly Lanes[] => (lanes.as === 'series' ? lanes.parts : [lanes]);

function packed(parts: readonly Part[], limit: number): readonly (readonly Part[])[] {
  const rows: Part[][] = [];
  for (const part of parts) {
    const row = rows.at(-1);
    const left = row?.[0]?.left ?? 0;
    const indent = rows.length > 1 ? INDENT : 0;
    if (row && part.right - left + indent <= limit) row.push(part);
    else rows.push([part]);
  }
  return rows;
}
