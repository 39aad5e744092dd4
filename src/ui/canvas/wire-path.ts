import type { Lane } from '../../readings/layout/wire-lanes';

export interface Place {
  readonly x: number;
  readonly y: number;
}
export interface LabelPlace extends Place {
  /** On which side of the wire its label stands. */
  readonly side: 'left' | 'right';
}
export interface WirePath {
  /** SVG path data. */
  readonly d: string;
  readonly label: LabelPlace;
}
/** Where along the wire its label goes: at the end that it does not share with other wires. */
export type LabelAt = 'source' | 'middle' | 'target';

/** How far beyond the cards a wire runs that goes on in another column. */
const OVER = 34;
/** From the wire to its label. */
const BESIDE = 10;
/** From a shared wire's end to its label: the middle of the narrowest gap between cards. */
const NEAR_END = 13;

/**
 * The way of a wire from an output at the bottom of a card to an input at the top of another: straight down where it
 * can be, else a calm curve; with `lane`, down a vertical lane at that x; upwards in a loop.
 */
export function wirePath(from: Place, to: Place, lane: Lane | null, labelAt: LabelAt): WirePath {
  if (lane !== null && to.y > from.y) return throughLane(from, to, lane, labelAt);
  if (typeof lane === 'number') return overTheTop(from, to, lane);
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const label = labelOn(from, to, labelAt);
  if (Math.abs(dx) < 1 && dy >= 0) return { d: `M${from.x} ${from.y}V${to.y}`, label };
  const bend = dy >= 0 ? Math.max(dy / 2, Math.min(18, Math.abs(dx) / 4)) : 26 + Math.min(120, -dy / 4);
  return {
    d: `M${from.x} ${from.y}C${from.x} ${from.y + bend} ${to.x} ${to.y - bend} ${to.x} ${to.y}`,
    label,
  };
}

/** From the foot of one column of cards up beside it and over to the head of the next. */
function overTheTop(from: Place, to: Place, lane: number): WirePath {
  const [down, up] = [from.y + OVER, to.y - OVER];
  const r = 14;
  const right = lane >= from.x ? r : -r;
  const on = to.x >= lane ? r : -r;
  return {
    d:
      `M${from.x} ${from.y}V${down - r}Q${from.x} ${down} ${from.x + right} ${down}H${lane - right}` +
      `Q${lane} ${down} ${lane} ${down - r}V${up + r}Q${lane} ${up} ${lane + on} ${up}H${to.x - on}` +
      `Q${to.x} ${up} ${to.x} ${up + r}V${to.y}`,
    label: beside(to.x, to.y - OVER / 2, 'right'),
  };
}

function labelOn(from: Place, to: Place, at: LabelAt): LabelPlace {
  const dx = to.x - from.x;
  const near = Math.min(NEAR_END, Math.max(0, (to.y - from.y) / 2));
  if (Math.abs(dx) < 8 && at === 'middle') return beside((from.x + to.x) / 2, (from.y + to.y) / 2, 'right');
  // A bent wire runs away from its ends on one side; the label stands on the other.
  const atSource = at === 'source' || (at === 'middle' && dx < 0);
  return atSource
    ? beside(from.x, from.y + near, dx > 8 ? 'left' : 'right')
    : beside(to.x, to.y - near, dx < -8 ? 'left' : 'right');
}

const beside = (x: number, y: number, side: LabelPlace['side']): LabelPlace => ({
  x: x + (side === 'left' ? -BESIDE : BESIDE),
  y,
  side,
});

function throughLane(from: Place, to: Place, lane: Lane, labelAt: LabelAt): WirePath {
  const reach = to.y - from.y;
  const x = laneX(from, to, lane);
  const into = turn(x - from.x, reach);
  const out = turn(x - to.x, reach);
  const outside = x < Math.min(from.x, to.x) ? 'left' : 'right';
  return {
    d:
      `M${from.x} ${from.y}C${from.x} ${from.y + into * 0.6} ${x} ${from.y + into * 0.4} ${x} ${from.y + into}` +
      `V${to.y - out}C${x} ${to.y - out * 0.4} ${to.x} ${to.y - out * 0.6} ${to.x} ${to.y}`,
    label: typeof lane === 'string' ? labelOn(from, to, labelAt) : beside(x, from.y + reach / 2, outside),
  };
}

const laneX = (from: Place, to: Place, lane: Lane): number => (lane === 'from' ? from.x : lane === 'to' ? to.x : lane);

/** Points along a wire, close enough together to say how near something is to it. */
export function pointsOn(from: Place, to: Place, lane: Lane | null): readonly Place[] {
  if (lane !== null && to.y > from.y) {
    const reach = to.y - from.y;
    const x = laneX(from, to, lane);
    const into = { x, y: from.y + turn(x - from.x, reach) };
    const out = { x, y: to.y - turn(x - to.x, reach) };
    return [...swing(from, into, 6), ...straight(into, out), ...swing(out, to, 6)];
  }
  if (typeof lane !== 'number') return swing(from, to, 12);
  const [down, up] = [from.y + OVER, to.y - OVER];
  const corners = [from, { x: from.x, y: down }, { x: lane, y: down }, { x: lane, y: up }, { x: to.x, y: up }, to];
  return corners.flatMap((corner, i) => straight(corners[i - 1] ?? corner, corner));
}

/** Points on a curve that leaves and arrives vertically. */
function swing(from: Place, to: Place, steps: number): readonly Place[] {
  return Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps;
    return { x: from.x + (to.x - from.x) * (3 * t ** 2 - 2 * t ** 3), y: from.y + (to.y - from.y) * t };
  });
}

/** Points on a straight stretch, no further than a card's height apart. */
function straight(from: Place, to: Place): readonly Place[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 40));
  return Array.from({ length: steps + 1 }, (_, i) => ({
    x: from.x + ((to.x - from.x) * i) / steps,
    y: from.y + ((to.y - from.y) * i) / steps,
  }));
}

/** How much height a wire takes to swing into its lane, at most: the gap that a layout leaves for bends. */
const TURN = 58;

const turn = (sideways: number, reach: number): number =>
  Math.min(reach / 2, Math.max(30, Math.min(TURN, Math.abs(sideways) * 0.5)));

/** The width of a wire in pixels: it grows with the logarithm of the number of values that it carries. */
export const wireWidth = (values: number | null): number =>
  values === null ? 1.6 : 1.2 + 0.26 * Math.log2(Math.max(1, values));
