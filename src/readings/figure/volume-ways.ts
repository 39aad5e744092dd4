import type { Arrangement } from './arrange';
import type { Drawing } from './drawing';
import { edgeKey } from './stack-lanes';
import { type Drawn, head } from './volume-links';
import { outlineAt } from './volume-mark';
import { ABOVE_SIDE, arc, around, drop, ledFrom, middle, turn, wire } from './wires';

/** What of the page ways may use: the edges at which they turn, and where the rows' heights count from. */
interface Page {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

/** Ways that are more than a link to what stands next: over other layers, into another row, or off below. */
export class WaysRound {
  readonly #drawing: Drawing;
  readonly #arrangement: Arrangement;
  readonly #drawn: ReadonlyMap<string, Drawn>;
  readonly #sides: ReadonlySet<string>;
  readonly #page: Page;

  /** @param sides what is on no way to the output */
  constructor(
    drawing: Drawing,
    arrangement: Arrangement,
    drawn: ReadonlyMap<string, Drawn>,
    sides: ReadonlySet<string>,
    page: Page,
  ) {
    this.#drawing = drawing;
    this.#arrangement = arrangement;
    this.#drawn = drawn;
    this.#sides = sides;
    this.#page = page;
  }

  includes(source: string, target: string): boolean {
    const { arcs, rowOf } = this.#arrangement;
    return (
      arcs.has(edgeKey([source, target])) ||
      rowOf.get(source) !== rowOf.get(target) ||
      (this.#sides.has(target) && !this.#sides.has(source))
    );
  }

  /** Behind everything else. */
  draw(): void {
    const turned = new Set<string>();
    for (const to of this.#drawn.values()) {
      for (const { step: source } of to.step.from) {
        const from = this.#drawn.get(source);
        if (from && this.includes(source, to.step.id)) this.#draw(from, to, turned);
      }
    }
  }

  #draw(from: Drawn, to: Drawn, turned: Set<string>): void {
    const { arcs, rowOf, rows, sideTop } = this.#arrangement;
    const { left, right, top } = this.#page;
    const [source, target] = [from.step.id, to.step.id];
    const row = rows[rowOf.get(target) ?? 0];
    const otherRow = rowOf.get(source) !== rowOf.get(target);
    const outline = outlineAt(from.volume, from.box, middle(from.box));
    const start = otherRow ? { x: left + 3, y: (row?.axis ?? 0) + top, width: 0, height: 0 } : outline;
    if (otherRow && !turned.has(source)) {
      turned.add(source);
      this.#drawing.line(turn(outline, start, right, (row?.top ?? 0) + top - 9, left));
    }
    const entry = outlineAt(to.volume, to.box, middle(to.box));
    const above = arcs.get(edgeKey([source, target]));
    // Ways turn behind all of their source's column, so that none crosses what is written above it.
    const clear = otherRow ? start : { ...outline, width: Math.max(outline.width, from.right - outline.x) };
    const led = ledFrom(start.x + start.width);
    if (this.#sides.has(target) && !this.#sides.has(source)) {
      const column = { ...entry, x: to.left };
      const way = drop(start, column, from.box.x + from.box.width, (sideTop.get(target) ?? 0) + top - ABOVE_SIDE);
      this.#drawing.line([...way, ['L', entry.x, entry.y]]);
      this.#arrow(entry, 'right');
    } else if (above === undefined) {
      const ends = [
        { box: clear, tall: false },
        { box: { ...entry, x: to.left }, tall: false },
      ] as const;
      this.#drawing.line([...led(wire(...ends, 8, to.step.from.length > 1)), ['L', entry.x, entry.y]]);
      this.#arrow(entry, 'right');
    } else if (Math.abs(above + top - start.y) < 0.5) {
      const level = outlineAt(to.volume, to.box, start.y);
      this.#drawing.line(arc(start, level, above + top));
      this.#arrow(level, 'right');
    } else if (to.written > 0) {
      this.#drawing.line(led(around(clear, entry, to.left, above + top)));
      this.#arrow(entry, 'right');
    } else {
      this.#drawing.line(led(arc(clear, to.box, above + top)));
      this.#arrow({ x: to.box.x + to.box.width / 2, y: to.box.y }, 'down');
    }
  }

  #arrow({ x, y }: { readonly x: number; readonly y: number }, way: 'right' | 'down'): void {
    this.#drawing.add(head(x, y, way, this.#drawing.ink));
  }
}
