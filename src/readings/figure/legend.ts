import { blockMarks, circleMarks, formOf } from './block-mark';
import { type Drawing, nameIn } from './drawing';
import type { Step } from './figure-graph';
import type { Fill, Ink, InkKind } from './ink';

/** Kinds in the order in which legends list them. */
const ORDER: readonly InkKind[] = [
  'conv',
  'avg',
  'max',
  'min',
  'shape',
  'norm',
  'merge',
  'drop',
  'linear',
  'act',
  'data',
  'module',
];

/** One line of the legend: what is drawn in one look. */
export interface Entry {
  readonly title: string;
  readonly kind: InkKind;
  /** Which of its kind: a depthwise convolution is a second convolution. */
  readonly variant: number;
  readonly step: Step;
  readonly count: number;
}

/** Instances of a module look the same, however many a block stands for. */
const lookOf = (step: Step): string => (step.module === null ? step.title : `module:${step.module}`);

/** What occurs among the steps, each look once; inputs need no explanation. Modules say their names themselves. */
export function legendOf(steps: readonly Step[]): readonly Entry[] {
  const found = new Map<string, { step: Step; count: number }>();
  for (const step of steps) {
    if (step.role === 'input') continue;
    const known = found.get(lookOf(step));
    if (known) known.count++;
    else found.set(lookOf(step), { step, count: 1 });
  }
  const seen = new Map<string, number>();
  return [...found]
    .sort(([, a], [, b]) => ORDER.indexOf(a.step.kind) - ORDER.indexOf(b.step.kind))
    .map(([, { step, count }]) => {
      const key = formOf(step) === 'circle' ? 'circle' : step.kind;
      const variant = seen.get(key) ?? 0;
      seen.set(key, variant + 1);
      return { title: step.title, kind: step.kind, variant, step, count };
    });
}

export const fillOf = (entries: readonly Entry[], step: Step, ink: Ink): Fill =>
  ink.block(step.kind, entries.find(e => lookOf(e.step) === lookOf(step))?.variant ?? 0);

const SWATCH = 7.5;
const ROW = 13;
/** Left free at both sides of the page. */
const SIDE = 8;

/** Draws the legend centred below `y`. Returns its height. */
export function drawLegend(drawing: Drawing, entries: readonly Entry[], width: number, y: number): number {
  const named = entries.filter(e => e.kind !== 'module');
  const items = named.map(entry => {
    const caption = { key: `legend:${entry.title}`, own: [nameIn(entry.title)] };
    return { entry, caption, width: SWATCH + 3 + drawing.widthOf(caption) };
  });
  const rows: (typeof items)[] = [];
  const apart = 12;
  let used = 0;
  for (const item of items) {
    const row = rows.at(-1);
    if (row && used + apart + item.width <= width - 2 * SIDE) {
      row.push(item);
      used += apart + item.width;
    } else {
      rows.push([item]);
      used = item.width;
    }
  }
  rows.forEach((row, i) => {
    const total = row.reduce((sum, item) => sum + item.width, 0) + apart * (row.length - 1);
    let x = (width - total) / 2;
    const top = y + i * ROW;
    for (const { entry, caption, width: own } of row) {
      const box = { x, y: top, width: SWATCH, height: SWATCH };
      const fill = drawing.ink.block(entry.kind, entry.variant);
      const circle = formOf(entry.step) === 'circle';
      drawing.add(...(circle ? circleMarks(box, entry.title, fill, drawing.ink) : blockMarks(box, fill, drawing.ink)));
      drawing.caption(caption, { x: x + SWATCH + 3, y: top + SWATCH - 1.2, colour: drawing.ink.soft });
      x += own + apart;
    }
  });
  return rows.length * ROW;
}
