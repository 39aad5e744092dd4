import { type Drawing, SMALL } from './drawing';
import type { Step } from './figure-graph';
import type { WayKind } from './hourglass-columns';
import type { Way } from './hourglass-layout';
import type { Ink } from './ink';
import { spatialHeight } from './notation';
import type { Mark, Segment } from './scene';

const LINE = 0.7;
/** Of what goes across, as broad as the paper has it. */
const BROAD = 1.8;
/** Between a plate and the line that goes across from it. */
const CLEAR = 1.5;
const [LONG, HALF] = [3.2, 1.5];
const ROW = 10;
const GLYPH = 13;
const APART = 12;

/** What ways of one look do, in words. */
interface Entry {
  readonly as: WayKind;
  readonly says: string;
  readonly step: Step;
  /** Which of its direction: the second has an open head. */
  readonly variant: number;
}

const ORDER: readonly WayKind[] = ['along', 'across', 'down', 'up'];

/** `Convolution 3×3, ReLU`; across, what the figure of 2015 calls it. */
function doing({ as, from, to }: Way): string {
  if (as === 'across') return spatialHeight(from.shape) === spatialHeight(to.shape) ? 'Copy' : 'Copy and crop';
  const [rows, columns] = to.kernel ?? [];
  const kernel = rows === undefined || columns === undefined ? '' : ` ${rows}×${columns}`;
  return [`${to.title}${kernel}`, ...to.activations].join(', ');
}

function entriesOf(ways: readonly Way[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const as of ORDER) {
    const own = ways.filter(w => w.as === as);
    for (const says of new Set(own.map(doing))) {
      const step = own.find(w => doing(w) === says)?.to;
      const variant = entries.filter(e => e.as === as).length;
      if (step) entries.push({ as, says, step, variant });
    }
  }
  return entries;
}

/** Draws the arrows between plates. */
export function drawWays(drawing: Drawing, ways: readonly Way[], dx: number, dy: number): void {
  const entries = entriesOf(ways);
  for (const way of ways) {
    const entry = entries.find(e => e.as === way.as && e.says === doing(way));
    if (entry)
      drawing.add(
        ...arrow(
          way.points.map(([x, y]) => [x + dx, y + dy]),
          entry,
          drawing.ink,
        ),
      );
  }
}

type Point = readonly [x: number, y: number];

function arrow(points: readonly Point[], { as, step, variant }: Entry, ink: Ink): readonly Mark[] {
  const across = as === 'across';
  const grey = ink.faint;
  const colour = across ? grey : ink.theme === 'print' ? ink.ink : ink.block(step.kind, 0).stroke;
  const end = points.at(-1);
  const before = points.at(-2);
  if (!end || !before) return [];
  const scale = across ? 1.5 : 1;
  const [long, half] = [LONG * scale, HALF * scale];
  const away = across ? CLEAR : 0;
  const upright = Math.abs(end[0] - before[0]) < 0.5;
  const [vx, vy] = upright ? [0, Math.sign(end[1] - before[1])] : [Math.sign(end[0] - before[0]), 0];
  const tip: Point = [end[0] - away, end[1]];
  const neck: Point = [tip[0] - vx * long, tip[1] - vy * long];
  const line: Segment[] = points.slice(0, -1).map(([x, y], i) => (i === 0 ? ['M', x + away, y] : ['L', x, y]));
  const open = variant > 0;
  const head: Segment[] = [
    ['M', neck[0] - vy * half, neck[1] - vx * half],
    ['L', ...tip],
    ['L', neck[0] + vy * half, neck[1] + vx * half],
    ...(open ? [] : [['Z'] as const]),
  ];
  const shaft: Segment[] = [...line, ['L', ...(open ? tip : neck)]];
  return [
    { mark: 'path', segments: shaft, stroke: colour, line: across ? BROAD : LINE },
    { mark: 'path', segments: head, ...(open ? { stroke: colour, line: LINE } : { fill: colour }) },
  ];
}

interface Item {
  readonly entry: Entry;
  readonly width: number;
}

/** What the arrows mean. */
export class WayLegend {
  readonly #drawing: Drawing;
  readonly #items: readonly Item[];

  constructor(drawing: Drawing, ways: readonly Way[]) {
    this.#drawing = drawing;
    this.#items = entriesOf(ways).map(entry => {
      const own = drawing.widthOf({ key: keyOf(entry), own: [entry.says] }, SMALL);
      return { entry, width: GLYPH + 4 + own };
    });
  }

  get width(): number {
    return Math.max(0, ...this.#items.map(i => i.width));
  }

  get height(): number {
    return this.#items.length * ROW;
  }

  /** One below the other, with the top left corner there. */
  inColumn(x: number, y: number): void {
    this.#items.forEach(({ entry }, i) => void this.#draw(entry, x, y + i * ROW));
  }

  /** Side by side in centred rows of at most that width. Returns their height. */
  inRows(most: number, middle: number, y: number): number {
    const rows: Item[][] = [];
    const widthOf = (row: readonly Item[]): number => row.reduce((sum, i) => sum + i.width + APART, -APART);
    for (const item of this.#items) {
      const row = rows.at(-1);
      if (row && widthOf([...row, item]) <= most) row.push(item);
      else rows.push([item]);
    }
    rows.forEach((row, i) => {
      let x = middle - widthOf(row) / 2;
      for (const { entry, width } of row) {
        this.#draw(entry, x, y + i * ROW);
        x += width + APART;
      }
    });
    return rows.length * ROW;
  }

  #draw(entry: Entry, x: number, y: number): void {
    const [centre, middle, half] = [x + GLYPH / 2, y + ROW / 2, GLYPH / 2];
    const upright = entry.as === 'down' || entry.as === 'up';
    const way = entry.as === 'up' ? -1 : 1;
    const points: readonly Point[] = upright
      ? [
          [centre, middle - way * 4.2],
          [centre, middle + way * 4.2],
        ]
      : [
          [centre - half, middle],
          [centre + half, middle],
        ];
    this.#drawing.add(...arrow(points, entry, this.#drawing.ink));
    const caption = { key: keyOf(entry), own: [entry.says] };
    this.#drawing.caption(caption, {
      x: x + GLYPH + 4,
      y: middle + SMALL * 0.35,
      size: SMALL,
      colour: this.#drawing.ink.soft,
    });
  }
}

const keyOf = ({ as, says }: Entry): string => `legend:${as}:${says}`;
