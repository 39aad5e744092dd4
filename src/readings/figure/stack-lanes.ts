import { type Edge, idsIn, type Lanes } from './lanes';

/** How far something reaches above and below its axis. */
export interface Extent {
  readonly up: number;
  readonly down: number;
}
export interface StackRules {
  extent(id: string): Extent;
  readonly laneGap: number;
  /** Between a residual arc and what it goes over. */
  readonly arcGap: number;
  /** True when what is between a fork and a join works at a lower resolution than both: a U. */
  dips(ids: readonly string[]): boolean;
  /** True when the join after these adds up: then the longest lane goes straight on. */
  adds(ids: readonly string[]): boolean;
}
export interface Stacked extends Extent {
  /** Puts everything at its height, with the axis at `y`. */
  put(y: number, at: Heights): void;
}
export interface Heights {
  readonly y: Map<string, number>;
  /** The height of each arc, by `edgeKey`. */
  readonly arcs: Map<string, number>;
}

export const edgeKey = ([from, to]: Edge): string => `${from}>${to}`;

/** Gives lanes their heights so that none overlaps another. */
export function stackLanes(lanes: Lanes, rules: StackRules): Stacked {
  if (lanes.as === 'one') {
    return { ...rules.extent(lanes.id), put: (y, at) => void at.y.set(lanes.id, y) };
  }
  if (lanes.as === 'series') {
    const parts = lanes.parts.map(part => stackLanes(part, rules));
    return {
      up: Math.max(0, ...parts.map(p => p.up)),
      down: Math.max(0, ...parts.map(p => p.down)),
      put(y, at) {
        for (const part of parts) part.put(y, at);
      },
    };
  }
  const measured = lanes.lanes.map(lane => ({ ids: idsIn(lane), lane: stackLanes(lane, rules) }));
  const longest = measured.reduce((best, l) => (l.ids.length > best.ids.length ? l : best));
  const others = measured.filter(l => l !== longest).map(l => l.lane);
  if (others.length + lanes.past.length > 0 && rules.dips(longest.ids)) {
    return aboveAxis(others, longest.lane, lanes.past, rules);
  }
  if (lanes.past.length > 0 || rules.adds(longest.ids)) return onAxis(longest.lane, others, lanes.past, rules);
  return sideBySide(
    measured.map(l => l.lane),
    rules,
  );
}

/** Lanes one below the other, the axis in their middle. */
function sideBySide(lanes: readonly Stacked[], { laneGap }: StackRules): Stacked {
  const total = lanes.reduce((sum, l) => sum + l.up + l.down, 0) + laneGap * (lanes.length - 1);
  return {
    up: total / 2,
    down: total / 2,
    put(y, at) {
      let top = y - total / 2;
      for (const lane of lanes) {
        lane.put(top + lane.up, at);
        top += lane.up + lane.down + laneGap;
      }
    },
  };
}

/** The main lane straight on, shortcuts above it, arcs over all. */
function onAxis(main: Stacked, others: readonly Stacked[], past: readonly Edge[], rules: StackRules): Stacked {
  const { laneGap, arcGap } = rules;
  const lanesUp = others.reduce((sum, l) => sum + laneGap + l.up + l.down, main.up);
  const up = lanesUp + arcGap * past.length;
  return {
    up,
    down: main.down,
    put(y, at) {
      main.put(y, at);
      let top = y - main.up;
      for (const lane of others) {
        top -= laneGap + lane.down;
        lane.put(top, at);
        top -= lane.up;
      }
      past.forEach((edge, i) => void at.arcs.set(edgeKey(edge), y - lanesUp - arcGap * (i + 1)));
    },
  };
}

/** The way around at the height of fork and join, the main lane one level below. */
function aboveAxis(others: readonly Stacked[], main: Stacked, past: readonly Edge[], rules: StackRules): Stacked {
  const top = sideBySide(others, rules);
  const [up, around] = others.length === 0 ? [0, 0] : [top.up, top.down];
  const drop = around + rules.laneGap * 2 + main.up;
  return {
    up: up + (others.length > 0 ? rules.arcGap * past.length : rules.arcGap * Math.max(0, past.length - 1)),
    down: drop + main.down,
    put(y, at) {
      if (others.length > 0) top.put(y, at);
      main.put(y + drop, at);
      past.forEach((edge, i) => {
        at.arcs.set(edgeKey(edge), others.length > 0 ? y - up - rules.arcGap * (i + 1) : y - rules.arcGap * i);
      });
    },
  };
}
