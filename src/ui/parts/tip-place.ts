import type { TipSide } from './Tip';

/** A box on the page, in pixels. */
export interface TipBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
type Size = Pick<TipBox, 'width' | 'height'>;

const OPPOSITE: Readonly<Record<TipSide, TipSide>> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' };
/** Between the explanation and what it explains, and between it and the window's edge. */
const GAP = 6;

function on(side: TipSide, at: TipBox, tip: Size): readonly [left: number, top: number] {
  const centred = at.left + (at.width - tip.width) / 2;
  switch (side) {
    case 'top':
      return [centred, at.top - GAP - tip.height];
    case 'bottom':
      return [centred, at.top + at.height + GAP];
    case 'left':
      return [at.left - GAP - tip.width, at.top + (at.height - tip.height) / 2];
    case 'right':
      return [at.left + at.width + GAP, at.top - GAP];
  }
}

/** The top left corner of an explanation: on the wanted side, or opposite where there is no room, inside the window. */
export function placeTip(wanted: TipSide, at: TipBox, tip: Size, page: Size): readonly [left: number, top: number] {
  const fits = ([left, top]: readonly [number, number]): boolean =>
    wanted === 'left' || wanted === 'right'
      ? left >= GAP && left + tip.width <= page.width - GAP
      : top >= GAP && top + tip.height <= page.height - GAP;
  const first = on(wanted, at, tip);
  const second = on(OPPOSITE[wanted], at, tip);
  const [left, top] = fits(first) || !fits(second) ? first : second;
  const within = (from: number, length: number, room: number): number =>
    Math.max(GAP, Math.min(from, room - length - GAP));
  return [within(left, tip.width, page.width), within(top, tip.height, page.height)];
}
