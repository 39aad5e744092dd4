import type { Box } from '../../../readings/layout/wire-lanes';

export type Area = Omit<Box, 'id'>;

/** Side of a cell, in pixels at 100 %: a few cards. */
const CELL = 512;

/** Finds boxes by place: each cell of a grid lists what touches it. */
export class GridIndex<B extends Area> {
  readonly #cells = new Map<number, B[]>();
  readonly #items: readonly B[];

  constructor(items: readonly B[]) {
    this.#items = items;
    for (const item of items) {
      for (const key of keysOf(item)) {
        const list = this.#cells.get(key);
        if (list) list.push(item);
        else this.#cells.set(key, [item]);
      }
    }
  }

  /** The box that was listed last of those at a point. */
  at(x: number, y: number): B | null {
    const here = this.#cells.get(keyOf(Math.floor(x / CELL), Math.floor(y / CELL))) ?? [];
    return here.findLast(b => x >= b.x && x <= b.x + b.width && y >= b.y && y <= b.y + b.height) ?? null;
  }

  /** The boxes that touch an area, up to `most`. */
  within(area: Area, most = Number.POSITIVE_INFINITY): ReadonlySet<B> {
    const found = new Set<B>();
    // Where the area has more cells than there are boxes, the boxes are asked one by one.
    if ((area.width / CELL) * (area.height / CELL) > this.#items.length) {
      for (const b of this.#items) {
        if (touches(b, area)) found.add(b);
        if (found.size >= most) break;
      }
      return found;
    }
    for (const key of keysOf(area)) {
      for (const b of this.#cells.get(key) ?? []) {
        if (touches(b, area)) found.add(b);
        if (found.size >= most) return found;
      }
    }
    return found;
  }
}

const touches = (a: Area, b: Area): boolean =>
  a.x < b.x + b.width && a.x + a.width > b.x && a.y < b.y + b.height && a.y + a.height > b.y;

/** Columns and rows from −2¹⁹ to 2¹⁹ in one number. */
const keyOf = (column: number, row: number): number => (column + 524_288) * 1_048_576 + row + 524_288;

function* keysOf({ x, y, width, height }: Area): Generator<number> {
  for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column++) {
    for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row++) yield keyOf(column, row);
  }
}
