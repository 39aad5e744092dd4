import type { Curve, CurvePoint } from '../protocol';

/** Both curves of a run so far, a few numbers for each point in one row: many points are copied as one block. */
export type CurveTable = Readonly<Record<Curve, Float64Array>>;

const COLUMNS = 5;
const FEWEST_ROWS = 256;

/** Gathers the points of a run as they come. */
export class CurveLog {
  readonly #columns: Record<Curve, Rows>;

  constructor(before?: CurveTable) {
    this.#columns = { train: new Rows(before?.train), validation: new Rows(before?.validation) };
  }

  add(curve: Curve, points: readonly CurvePoint[]): void {
    this.#columns[curve].add(points);
  }
  table(): CurveTable {
    return { train: this.#columns.train.values(), validation: this.#columns.validation.values() };
  }
}

/** The points of a table, as they were added. */
export function pointsOf(table: Float64Array): CurvePoint[] {
  return Array.from({ length: table.length / COLUMNS }, (_, row) => {
    const [step = 0, epoch = 0, loss = 0, accuracy = Number.NaN, rate = Number.NaN] = table.subarray(
      row * COLUMNS,
      (row + 1) * COLUMNS,
    );
    return {
      step,
      epoch,
      loss,
      accuracy: Number.isNaN(accuracy) ? null : accuracy,
      ...(!Number.isNaN(rate) && { rate }),
    };
  });
}

class Rows {
  #values = new Float64Array(FEWEST_ROWS * COLUMNS);
  #length = 0;

  constructor(before: Float64Array = new Float64Array()) {
    this.#room(before.length);
    this.#values.set(before);
    this.#length = before.length;
  }
  add(points: readonly CurvePoint[]): void {
    this.#room(this.#length + points.length * COLUMNS);
    for (const { step, epoch, loss, accuracy, rate } of points) {
      this.#values.set([step, epoch, loss, accuracy ?? Number.NaN, rate ?? Number.NaN], this.#length);
      this.#length += COLUMNS;
    }
  }
  values(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
  #room(wanted: number): void {
    if (wanted <= this.#values.length) return;
    const larger = new Float64Array(2 * wanted);
    larger.set(this.#values.subarray(0, this.#length));
    this.#values = larger;
  }
}
