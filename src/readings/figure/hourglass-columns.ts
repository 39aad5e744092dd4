import type { WrittenText } from './drawing';
import type { Step } from './figure-graph';
import type { Join, Level } from './hourglass';
import type { HourglassSizes, HourglassText } from './hourglass-size';
import type { Text } from './scene';

/** What leads from one plate to the next: along a level, down, up, or across to the other arm. */
export type WayKind = 'along' | 'down' | 'up' | 'across';

/** A tensor in its column; its height on the page is not yet known. */
export interface Column {
  readonly step: Step;
  readonly level: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** Came straight across from the way down. */
  readonly across: boolean;
  readonly channels: { readonly text: WrittenText; readonly x: number; readonly anchor: Text['anchor'] };
  readonly size: WrittenText;
  /** Above the channels, over the left or the right edge. */
  readonly title: { readonly text: WrittenText; readonly anchor: 'start' | 'end' };
}

/** Between a plate and what is written at it. */
export const ROOM = 2.4;

export const middleOf = ({ left, width }: Pick<Column, 'left' | 'width'>): number => left + width / 2;

/** From left to right: what goes down stands right below what it comes from, what comes up right above. */
export class Columns {
  readonly placed: Column[] = [];
  readonly ways: (readonly [as: WayKind, from: Step, to: Step])[] = [];
  readonly #levels: readonly Level[];
  readonly #sizes: HourglassSizes;
  readonly #text: HourglassText;
  readonly #gap: number;

  /** @param gap the least that two plates of a level are apart, in points */
  constructor(levels: readonly Level[], sizes: HourglassSizes, text: HourglassText, gap: number) {
    this.#levels = levels;
    this.#sizes = sizes;
    this.#text = text;
    this.#gap = gap;
    this.#level(0, null);
  }

  /** The left and right edge of all that is drawn and written. */
  extent(): readonly [left: number, right: number] {
    const spans = this.placed.flatMap(c => {
      const title = this.#text.extent(c.title.text).along;
      const [left, right] = [c.left, c.left + c.width];
      const titled = c.title.anchor === 'start' ? [left, left + title] : [right - title, right];
      return [[left - this.#sizeRoom(c), right], titled, this.#span(c)];
    });
    return [Math.min(...spans.map(s => s[0] ?? 0)), Math.max(...spans.map(s => s[1] ?? 0))];
  }

  /** Places a level and all below. Returns the plate from which the way up leaves. */
  #level(index: number, above: Column | null): Column | null {
    const { down, join, up } = this.#levels[index] ?? { down: [], join: null, up: [] };
    let last: Column | null = null;
    for (const step of down) {
      const rises = index > 0 && join === null && step === down.at(-1);
      last = last ? this.#next(last, step, rises) : this.#first(index, step, above);
    }
    if (!join || !last) return last;
    last = this.#join(index, join, this.#level(index + 1, last), last, index > 0 && up.length === 0);
    for (const step of up) last = this.#next(last, step, index > 0 && step === up.at(-1));
    return last;
  }

  #first(level: number, step: Step, above: Column | null): Column {
    const plate = this.#plate(level, step, null);
    const left = above ? middleOf(above) - plate.width / 2 : 0;
    const text = this.#text.channels(step, above?.step ?? null);
    if (above) this.ways.push(['down', above.step, step]);
    const x = left + plate.width / 2;
    const channels = above ? ({ text, x: x + ROOM, anchor: 'start' } as const) : { ...plate.channels, text, x };
    return this.#keep({ ...plate, left, channels });
  }

  /** What follows on the same level, far enough from what is before it for all that is written there. */
  #next(before: Column, step: Step, rises: boolean): Column {
    const plate = this.#plate(before.level, step, before.step);
    const text = this.#text.channels(step, null);
    const at = (left: number): Column => {
      const middle = left + plate.width / 2;
      const x = rises ? middle - ROOM : middle;
      return { ...plate, left, channels: { text, x, anchor: rises ? 'end' : 'middle' } };
    };
    const apart = Math.max(this.#gap, this.#sizeRoom(plate) + 1);
    const beside = this.#span(before)[1] + ROOM - this.#span(at(0))[0];
    this.ways.push(['along', before.step, step]);
    return this.#keep(at(Math.max(before.left + before.width + apart, beside)));
  }

  /** Two plates side by side: what comes across, and right above the way up what comes from below. */
  #join(level: number, join: Join, exit: Column | null, before: Column, rises: boolean): Column {
    const across = this.#plate(level, join.step, null);
    const raised = this.#plate(level, join.up, join.step);
    const own = this.#sizes.width(join.across.shape?.at(-1));
    const free = before.left + before.width + 2 * this.#gap;
    const left = Math.max(exit ? middleOf(exit) - raised.width / 2 - own : free, free);
    this.#keep({ ...across, left, width: own, across: true });
    this.ways.push(['across', join.across, join.step]);
    if (exit) this.ways.push(['up', exit.step, join.up]);
    const x = rises ? left + own + raised.width / 2 - ROOM : left + (own + raised.width) / 2;
    const text = this.#text.channels(join.step, null);
    return this.#keep({ ...raised, left: left + own, channels: { text, x, anchor: rises ? 'end' : 'middle' } });
  }

  /** @param beside what stands at the left on the same level */
  #plate(level: number, step: Step, beside: Step | null): Column {
    return {
      step,
      level,
      left: 0,
      width: this.#sizes.width(step.shape?.at(-1)),
      height: this.#sizes.height(step),
      across: false,
      channels: { text: { key: `caption:${step.id}`, own: [] }, x: 0, anchor: 'middle' },
      size: this.#text.size(step, beside),
      title: { text: this.#text.title(step), anchor: step.role === 'input' ? 'start' : 'end' },
    };
  }

  #keep(column: Column): Column {
    this.placed.push(column);
    return column;
  }

  /** The room that a size needs at the left of its plate. */
  #sizeRoom({ size }: Column): number {
    const { across } = this.#text.extent(size);
    return across > 0 ? across + ROOM : 0;
  }

  /** Where channels are written. */
  #span({ channels: { text, x, anchor } }: Column): readonly [left: number, right: number] {
    const { along } = this.#text.extent(text);
    const left = x - (anchor === 'start' ? 0 : anchor === 'end' ? along : along / 2);
    return [left, left + along];
  }
}
