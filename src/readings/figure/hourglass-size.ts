import { type Drawing, LEADING, SMALL, type WrittenText } from './drawing';
import type { FigureGraph, Step } from './figure-graph';
import type { FigureOptions } from './figure-options';
import { CAPITALS, HANG } from './text-width';
import { scaled } from './volume-size';

const LEAST_WIDTH = 2.2;
const LEAST_HEIGHT = 3;

/** What is written at a tensor of a network in the shape of a U: its channels above it, its size beside it. */
export class HourglassText {
  readonly #drawing: Drawing;
  readonly #kind: FigureOptions['captionKind'];
  readonly #output: string | null;
  readonly #written: ReadonlySet<string>;

  constructor(drawing: Drawing, options: FigureOptions, output: string | null) {
    this.#drawing = drawing;
    this.#kind = options.captionKind;
    this.#output = output;
    this.#written = new Set(Object.keys(options.captions));
  }

  /** @param before what comes in, whose channels need not be said again */
  channels(step: Step, before: Step | null): WrittenText {
    const key = `caption:${step.id}`;
    if (this.#kind === 'none') return { key, own: [] };
    const count = `${step.shape?.at(-1) ?? '?'}`;
    const same = before !== null && before.shape?.at(-1) === step.shape?.at(-1);
    return { key, own: same && !this.#written.has(key) ? [] : [count] };
  }

  /** Above the channels of the first and the last tensor. */
  title(step: Step): WrittenText {
    const key = `title:${step.id}`;
    const own = step.role === 'input' ? ['INPUT'] : step.id === this.#output ? ['OUTPUT'] : [];
    return { key, own: this.#kind === 'none' ? [] : own };
  }

  /** @param before what stands at the left on the same level, whose size need not be said again */
  size(step: Step, before: Step | null): WrittenText {
    const key = `size:${step.id}`;
    const size = sizeOf(step);
    return { key, own: this.#kind === 'none' || (before !== null && sizeOf(before) === size) ? [] : [size] };
  }

  lines(text: WrittenText): number {
    return this.#drawing.lines(text).length;
  }

  /** How long a text is along its line, and how much all its lines take across; nothing where nothing is written. */
  extent(text: WrittenText): { readonly along: number; readonly across: number } {
    const lines = this.#drawing.lines(text);
    if (lines.length === 0) return { along: 0, across: 0 };
    return {
      along: this.#drawing.widthOf(text, SMALL),
      across: SMALL * (CAPITALS + HANG) + (lines.length - 1) * SMALL * LEADING,
    };
  }
}

const sizeOf = ({ shape }: Step): string => `${shape?.[0] ?? '?'}×${shape?.[1] ?? '?'}`;

/** How large the tensors are drawn: as tall as their maps, as wide as they have channels. */
export class HourglassSizes {
  readonly #law: FigureOptions['scale'];
  readonly #tall: number;
  readonly #wide: number;
  readonly #mostPixels: number;
  readonly #mostChannels: number;

  /** @param tall the height of the largest map, `wide` the width of the most channels, in points */
  constructor(graph: FigureGraph, law: FigureOptions['scale'], tall: number, wide: number) {
    this.#law = law;
    this.#tall = tall;
    this.#wide = wide;
    this.#mostPixels = Math.max(1, ...graph.steps.map(s => s.shape?.[0] ?? 1));
    this.#mostChannels = Math.max(1, ...graph.steps.map(s => s.shape?.at(-1) ?? 1));
  }

  height(step: Step): number {
    const pixels = step.shape?.[0] ?? this.#mostPixels / 4;
    return Math.max(LEAST_HEIGHT, (this.#tall * scaled(this.#law, pixels)) / scaled(this.#law, this.#mostPixels));
  }

  /** Widths follow the square root under every law: a thousand channels would leave the page. */
  width(channels: number | null | undefined): number {
    return Math.max(LEAST_WIDTH, this.#wide * Math.sqrt((channels ?? 1) / this.#mostChannels));
  }
}
