import { LEADING, SMALL, type WrittenText } from './drawing';
import type { Step } from './figure-graph';
import type { Level } from './hourglass';
import { type Column, Columns, ROOM, type WayKind } from './hourglass-columns';
import type { HourglassSizes, HourglassText } from './hourglass-size';
import type { Box, Text } from './scene';

/** A tensor as a plate, as tall as its maps and as wide as it has channels. */
export interface Plate {
  readonly step: Step;
  readonly box: Box;
  readonly across: boolean;
  readonly channels: Written;
  readonly title: Written;
  /** Written upwards from here. */
  readonly size: Omit<Written, 'anchor'>;
}
interface Written {
  readonly text: WrittenText;
  readonly x: number;
  readonly y: number;
  readonly anchor: Text['anchor'];
}
export interface Way {
  readonly as: WayKind;
  readonly from: Step;
  readonly to: Step;
  readonly points: readonly (readonly [x: number, y: number])[];
}
export interface HourglassLayout {
  readonly plates: readonly Plate[];
  readonly ways: readonly Way[];
  readonly width: number;
  readonly height: number;
}

/** Sizes hang this far below their level's axis, along which the ways go. */
const BELOW_AXIS = 3.5;
/** The least length of a way down or up. */
const DROP = 12;

/** Puts the plates of a network in the shape of a U at least `gap` points apart, its top left corner at 0, 0. */
export function layHourglass(
  levels: readonly Level[],
  sizes: HourglassSizes,
  text: HourglassText,
  gap: number,
): HourglassLayout {
  const columns = new Columns(levels, sizes, text, gap);
  const [left, right] = columns.extent();
  const axes = axesOf(levels.length, columns.placed, text);
  const plates = columns.placed.map((column): Plate => {
    const { step, across, channels, size, title } = column;
    const axis = axes.at[column.level] ?? 0;
    const box = { x: column.left - left, y: axis - column.height / 2, width: column.width, height: column.height };
    const first = box.y - ROOM - (Math.max(1, text.lines(channels.text)) - 1) * SMALL * LEADING;
    return {
      step,
      box,
      across,
      channels: { ...channels, x: channels.x - left, y: first },
      title: {
        ...title,
        x: title.anchor === 'start' ? box.x : box.x + box.width,
        y: text.lines(channels.text) > 0 ? first - SMALL * LEADING : first,
      },
      size: { text: size, x: box.x - ROOM, y: axis + reach(column, text) },
    };
  });
  const byStep = new Map(plates.map(p => [p.step.id, p.box]));
  const ways = columns.ways.flatMap(([as, from, to]): readonly Way[] => {
    const [source, target] = [byStep.get(from.id), byStep.get(to.id)];
    return source && target ? [{ as, from, to, points: pointsOf(as, source, target) }] : [];
  });
  return { plates, ways, width: right - left, height: axes.bottom };
}

function pointsOf(as: WayKind, from: Box, to: Box): Way['points'] {
  const [fromX, toX] = [from.x + from.width / 2, to.x + to.width / 2];
  const side = [from.x + from.width, from.y + from.height / 2] as const;
  if (as === 'along' || as === 'across') return [side, [to.x, to.y + to.height / 2]];
  const down = as === 'down';
  const end = [toX, down ? to.y : to.y + to.height] as const;
  if (Math.abs(fromX - toX) < 0.5) return [[toX, down ? from.y + from.height : from.y], end];
  return [side, [toX, side[1]], end];
}

/** How far a plate, or the size at its side, reaches below its level's axis. */
const reach = ({ height, size }: Column, text: HourglassText): number =>
  Math.max(height / 2, BELOW_AXIS + text.extent(size).along);

/** The heights at which the levels lie, so that nothing written on one reaches into the next. */
function axesOf(levels: number, columns: readonly Column[], text: HourglassText) {
  let bottom = 0;
  const at = Array.from({ length: levels }, (_, i) => {
    const own = columns.filter(c => c.level === i);
    const lines = (c: Column): number => text.lines(c.channels.text) + text.lines(c.title.text);
    const written = (c: Column): number => (lines(c) > 0 ? ROOM + lines(c) * SMALL * LEADING : 0);
    const above = Math.max(0, ...own.map(c => c.height / 2 + written(c)));
    const axis = bottom + (i === 0 ? 0 : DROP) + above;
    bottom = axis + Math.max(0, ...own.map(c => reach(c, text)));
    return axis;
  });
  return { at, bottom };
}
