import type { Step } from './figure-graph';
import type { Ink } from './ink';
import type { Box, Mark, Segment } from './scene';
import { frontOf, outlineAt } from './volume-mark';
import type { Volume } from './volume-size';
import { ledFrom, wire } from './wires';

export interface Drawn {
  readonly step: Step;
  readonly volume: Volume;
  readonly box: Box;
  /** The edges of its column: what is written above it may be wider than itself. */
  readonly left: number;
  readonly right: number;
  /** The height of what is written above it. */
  readonly written: number;
}

const THIN = 0.45;
const DOTTED = [1, 1.6] as const;
/** Where on a map its window is, and where on the next map the pixel that it leads to. */
const WINDOW_AT = [0.74, 0.24] as const;
const PIXEL_AT = [0.3, 0.34] as const;
const LEAST_WINDOW = 1.6;
const PIXEL = 1.5;
const BEND = 10;

/** What is drawn between two tensors that follow one another. */
export function linkMarks(from: Drawn, to: Drawn, ink: Ink): readonly Mark[] {
  if (from.volume.as === 'circle' || to.volume.as === 'circle') return arrow(from, to, ink);
  if (to.volume.as === 'bar') return fanMarks(from, to, ink);
  const source = from.step.shape;
  // Lines to another level would cross what is written between.
  const level = Math.abs(from.box.y + from.box.height / 2 - to.box.y - to.box.height / 2) < from.box.height / 2;
  if (to.step.window && level && from.volume.as === 'stack' && source?.length === 3) return windowMarks(from, to, ink);
  return arrow(from, to, ink);
}

/** A receptive window on the front map, and lines from it to the one pixel that it leads to. */
function windowMarks(from: Drawn, to: Drawn, ink: Ink): readonly Mark[] {
  const front = frontOf(from.volume, from.box);
  const [rows, columns] = from.step.shape ?? [];
  const [kernelRows, kernelColumns] = to.step.window?.kernel ?? [1, 1];
  const size = (kernel: number, pixels: number | null | undefined, side: number): number =>
    Math.min(side, Math.max(LEAST_WINDOW, (kernel / (pixels ?? kernel * 4)) * side));
  const width = size(kernelColumns, columns, front.width);
  const height = size(kernelRows, rows, front.height);
  const x = front.x + (front.width - width) * WINDOW_AT[0];
  const y = front.y + (front.height - height) * WINDOW_AT[1];
  const target = frontOf(to.volume, to.box);
  const [tx, ty] = [target.x + target.width * PIXEL_AT[0], target.y + target.height * PIXEL_AT[1]];
  const segments: Segment[] = [
    ['M', x + width, y],
    ['L', tx, ty],
    ['M', x + width, y + height],
    ['L', tx, ty],
  ];
  return [
    { mark: 'rect', x, y, width, height, fill: ink.window, stroke: ink.ink, line: THIN },
    { mark: 'path', segments, stroke: ink.soft, line: THIN },
    { mark: 'rect', x: tx - PIXEL / 2, y: ty - PIXEL / 2, width: PIXEL, height: PIXEL, fill: ink.ink },
  ];
}

/** Every value joined to every unit: dotted lines along the outermost connections. */
function fanMarks(from: Drawn, to: Drawn, ink: Ink): readonly Mark[] {
  const front = frontOf(from.volume, from.box);
  const flat = from.volume.as === 'bar';
  const right = front.x + front.width;
  const bottom = front.y + front.height - (flat ? front.width : 0);
  const { x, y, width, height } = to.box;
  const segments: Segment[] = [
    ['M', right, front.y],
    ['L', x, y + width],
    ['M', right, bottom],
    ['L', x, y + height],
  ];
  return [{ mark: 'path', segments, stroke: ink.soft, line: THIN, dash: DOTTED }];
}

/** The height of the upper line from one bar to another at `x`, or where it ends before that. */
export function fanTop(from: Box, to: Box, x: number): number {
  const [left, right] = [from.x + from.width, to.x];
  const along = right > left ? Math.min(1, Math.max(0, (x - left) / (right - left))) : 1;
  return from.y + (to.y + to.width - from.y) * along;
}

function arrow(from: Drawn, to: Drawn, ink: Ink): readonly Mark[] {
  const middle = ({ box }: Drawn): number => box.y + box.height / 2;
  const source = outlineAt(from.volume, from.box, middle(from));
  const target = outlineAt(to.volume, to.box, middle(to));
  // Bent between the columns: captions start and end further out than the outlines at this height.
  const edge = { ...target, x: Math.min(to.left, target.x) };
  const clear = { ...source, width: Math.max(source.width, from.right - source.x) };
  const way = wire({ box: clear, tall: false }, { box: edge, tall: false }, BEND, to.step.from.length > 1);
  const segments = [...ledFrom(source.x + source.width)(way), ['L', target.x, target.y] as const];
  return [{ mark: 'path', segments, stroke: ink.wire, line: 0.6 }, head(target.x, target.y, 'right', ink)];
}

/** The head of an arrow with its point at `x`, `y`. */
export function head(x: number, y: number, way: 'right' | 'down', ink: Ink): Mark {
  const [long, half] = [3, 1.3];
  const segments: readonly Segment[] =
    way === 'right'
      ? [['M', x, y], ['L', x - long, y - half], ['L', x - long, y + half], ['Z']]
      : [['M', x, y], ['L', x - half, y - long], ['L', x + half, y - long], ['Z']];
  return { mark: 'path', segments, fill: ink.wire };
}
