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

/** From the wire to its label. */
const BESIDE = 10;
/** From a shared wire's end to its label: the middle of the narrowest gap between cards. */
const NEAR_END = 13;

/**
 * The way of a wire from an output at the bottom of a card to an input at the top of another: straight down where it
 * can be, else a calm curve; with `lane`, down a vertical lane at that x; upwards in a loop.
 */
export function wirePath(from: Place, to: Place, lane: number | null, labelAt: LabelAt): WirePath {
  if (lane !== null && to.y > from.y) return throughLane(from, to, lane);
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

function labelOn(from: Place, to: Place, at: LabelAt): LabelPlace {
  const gap = to.y - from.y;
  const near = Math.min(NEAR_END, Math.max(0, gap / 2));
  if (at === 'target') return { x: to.x + BESIDE, y: to.y - near, side: 'right' };
  if (at === 'source') return { x: from.x + BESIDE, y: from.y + near, side: 'right' };
  return { x: (from.x + to.x) / 2 + BESIDE, y: (from.y + to.y) / 2, side: 'right' };
}

function throughLane(from: Place, to: Place, lane: number): WirePath {
  const reach = to.y - from.y;
  const into = turn(lane - from.x, reach);
  const out = turn(lane - to.x, reach);
  const side = lane < (from.x + to.x) / 2 ? 'left' : 'right';
  return {
    d:
      `M${from.x} ${from.y}C${from.x} ${from.y + into * 0.6} ${lane} ${from.y + into * 0.4} ${lane} ${from.y + into}` +
      `V${to.y - out}C${lane} ${to.y - out * 0.4} ${to.x} ${to.y - out * 0.6} ${to.x} ${to.y}`,
    label: { x: lane + (side === 'left' ? -BESIDE : BESIDE), y: from.y + reach / 2, side },
  };
}

/** Points along a wire, close enough together to say how near something is to it. */
export function pointsOn(from: Place, to: Place, lane: number | null): readonly Place[] {
  const steps = 12;
  const points: Place[] = [];
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const swing = 3 * t ** 2 - 2 * t ** 3;
    const x = from.x + (to.x - from.x) * swing;
    // In a lane, the curve leaves it only near its ends.
    const aside = lane === null ? 0 : (lane - x) * Math.min(1, 4 * Math.min(t, 1 - t));
    points.push({ x: x + aside, y: from.y + (to.y - from.y) * t });
  }
  return points;
}

/** How much height a wire takes to swing into its lane. */
const turn = (sideways: number, reach: number): number => Math.min(reach / 2, Math.max(30, Math.abs(sideways) * 0.5));

/** The width of a wire in pixels: it grows with the logarithm of the number of values that it carries. */
export const wireWidth = (values: number | null): number =>
  values === null ? 1.6 : 1.2 + 0.26 * Math.log2(Math.max(1, values));
