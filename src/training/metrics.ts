/** How one class fares, from all answers. What has nothing to be counted from is `null`. */
export interface ClassMetrics {
  /** Images of the class. */
  readonly count: number;
  /** Of the images that were taken for the class, the share that are. */
  readonly precision: number | null;
  /** Of the images of the class, the share that were found. */
  readonly recall: number | null;
  /** The harmonic mean of both: 2 TP / (2 TP + FP + FN). */
  readonly f1: number | null;
}

/** The share of images whose true class is among the `k` most probable. */
export interface TopAccuracy {
  readonly k: number;
  readonly accuracy: number;
}

/** By class. @param confusion rows: true class, columns: predicted class */
export function classMetrics(confusion: readonly (readonly number[])[]): readonly ClassMetrics[] {
  return confusion.map((row, c) => {
    const right = row[c] ?? 0;
    const count = row.reduce((a, b) => a + b, 0);
    const taken = confusion.reduce((sum, line) => sum + (line[c] ?? 0), 0);
    return {
      count,
      precision: ratio(right, taken),
      recall: ratio(right, count),
      f1: ratio(2 * right, count + taken),
    };
  });
}

/** The mean of the classes' F1, each class counting the same; classes that neither occur nor are answered are left out. */
export function macroF1(classes: readonly ClassMetrics[]): number | null {
  const values = classes.flatMap(({ f1 }) => f1 ?? []);
  return ratio(
    values.reduce((a, b) => a + b, 0),
    values.length,
  );
}

/** Top-3 and top-5 accuracy, where there are more classes than that. @param rows probabilities by image */
export function topAccuracies(rows: readonly Float32Array[], labels: Uint8Array): readonly TopAccuracy[] {
  const classes = rows[0]?.length ?? 0;
  const ranks = rows.map((row, i) => rankOf(row, labels[i] ?? 0));
  return [3, 5]
    .filter(k => k < classes)
    .map(k => ({ k, accuracy: ranks.filter(rank => rank < k).length / rows.length }));
}

/** How many classes come before one; of equals the first comes first. */
function rankOf(row: Float32Array, label: number): number {
  const own = row[label] ?? Number.NaN;
  return row.reduce((rank, p, c) => rank + (p > own || (p === own && c < label) ? 1 : 0), 0);
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
