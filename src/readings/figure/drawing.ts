import type { Step } from './figure-graph';
import type { Ink } from './ink';
import type { Box, Caption, Mark, Place, Scene, Segment, Text } from './scene';
import { CAPITALS, HANG, textWidth } from './text-width';

/** Sizes of letters on paper, in points. */
export const CAPTION = 7.5;
export const SMALL = 6.5;
export const LEADING = 1.24;

export interface WrittenText {
  readonly key: string;
  /** What stands there when nobody wrote over it, a line each. */
  readonly own: readonly string[];
}
/** Where lines of text go: `y` is where the first one's letters stand. */
interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly anchor?: Text['anchor'];
  readonly colour?: string;
  readonly upwards?: true;
}

/** Collects a figure's marks while it is drawn. */
export class Drawing {
  readonly ink: Ink;
  readonly #written: Readonly<Record<string, string>>;
  readonly #marks: Mark[] = [];
  readonly #captions: Caption[] = [];
  readonly #places: Place[] = [];

  constructor(ink: Ink, written: Readonly<Record<string, string>>) {
    this.ink = ink;
    this.#written = written;
  }

  add(...marks: readonly Mark[]): void {
    this.#marks.push(...marks);
  }

  line(segments: readonly Segment[], stroke = this.ink.wire, line = 0.6, dash?: readonly number[]): void {
    if (segments.length > 0) this.add({ mark: 'path', segments, stroke, line, ...(dash && { dash }) });
  }

  /** The lines of a caption: the person's, or the figure's own. */
  lines({ key, own }: WrittenText): readonly string[] {
    const written = this.#written[key];
    return written === undefined ? own : written.split('\n');
  }

  widthOf(caption: WrittenText, size = CAPTION): number {
    return widest(this.lines(caption), size);
  }

  /** Writes a caption that a person may change. */
  caption(caption: WrittenText, place: TextPlace): void {
    const lines = this.lines(caption);
    const own = caption.own.join('\n');
    const box = this.text(lines, place);
    this.#captions.push({ key: caption.key, own, text: lines.join('\n'), box });
  }

  /** Writes lines of text. Returns the box that they fill. */
  text(
    lines: readonly string[],
    { x, y, size = CAPTION, anchor = 'start', colour = this.ink.ink, upwards }: TextPlace,
  ): Box {
    const leading = size * LEADING;
    lines.forEach((text, i) => {
      const along = i * leading;
      const at = upwards ? { x: x + along, y, upwards } : { x, y: y + along };
      if (text !== '') this.add({ mark: 'text', text, size, anchor, colour, ...at });
    });
    const length = widest(lines, size);
    const before = anchor === 'start' ? 0 : anchor === 'middle' ? length / 2 : length;
    const across = (lines.length - 1) * leading + size * (CAPITALS + HANG);
    return upwards
      ? { x: x - size * CAPITALS, y: y - length + before, width: across, height: length }
      : { x: x - before, y: y - size * CAPITALS, width: length, height: across };
  }

  /** The sentence below the figure, centred. Returns its height. */
  sentence(own: string, width: number, y: number): number {
    const caption = { key: 'sentence', own: balanced(own, CAPTION, width * 0.8) };
    const place = { x: width / 2, y: y + CAPTION, anchor: 'middle', colour: this.ink.soft } as const;
    this.caption(caption, place);
    return this.lines(caption).length * CAPTION * LEADING;
  }

  place(step: Step, says: string, box: Box): void {
    this.#places.push({ id: step.id, nodes: [step.path, ...step.within], says, box });
  }

  /** @param paper the width of the page in points; a wider figure is made smaller as a whole */
  scene(paper: number, width: number, height: number, empty?: string): Scene {
    return {
      unit: Math.min(1, paper / width),
      width,
      height,
      background: this.ink.paper,
      marks: this.#marks,
      captions: this.#captions,
      places: this.#places,
      ...(empty !== undefined && { empty }),
    };
  }
}

export const widest = (lines: readonly string[], size: number): number =>
  Math.max(0, ...lines.map(l => textWidth(l, size)));

/** Words in lines no wider than `width`. */
export function wrapped(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** As few lines as the width allows, about equally long. */
function balanced(text: string, size: number, width: number): readonly string[] {
  const fewest = wrapped(text, size, width).length;
  let narrowest = width;
  for (let tried = width; wrapped(text, size, tried).length === fewest && tried > 0; tried -= size) narrowest = tried;
  return wrapped(text, size, narrowest);
}

const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A name longer than this, in points, would take the room of the whole figure. */
const LONGEST_NAME = 120;

/** A name as a caption has room for. */
export const nameIn = (name: string, size = CAPTION): string => cutTo(name, size, LONGEST_NAME);

/** A document's title as the sentence below a figure has room for. */
export const titleIn = (title: string, width: number): string => cutTo(title, CAPTION, width * 0.5);

/** A text cut to a width, with an ellipsis where something is missing. */
export function cutTo(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  // By letters as a person counts them: half of an emoji is none.
  const letters = [...LETTERS.segment(text)].map(l => l.segment);
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
