/** What the values of one layer are like over a batch. */
export interface Spread {
  readonly finite: boolean;
  readonly mean: number;
  /** Standard deviation of all values. */
  readonly deviation: number;
  /** Root of the mean square. */
  readonly size: number;
  /** How much the values differ from image to image: root of the mean, over all places, of the variance over the images. */
  readonly signal: number;
  /** Share of values that are exactly 0. */
  readonly zeros: number;
  /** Share of channels (the last axis) that are 0 at every place of every image. */
  readonly deadChannels: number;
}

const NOTHING = { mean: Number.NaN, deviation: Number.NaN, size: Number.NaN, signal: Number.NaN };

/**
 * @param values images × places, row by row
 * @param channels length of the last axis
 */
export function spreadOf(values: Float32Array, images: number, channels: number): Spread {
  const places = values.length / images;
  const alive = new Uint8Array(channels);
  let sum = 0;
  let squares = 0;
  let zeros = 0;
  let between = 0;
  for (let p = 0; p < places; p++) {
    // Welford's method: a small difference between large values must not drown.
    let mean = 0;
    let off = 0;
    for (let n = 0; n < images; n++) {
      const x = values[n * places + p] ?? Number.NaN;
      sum += x;
      squares += x * x;
      if (x === 0) zeros++;
      else alive[p % channels] = 1;
      const before = x - mean;
      mean += before / (n + 1);
      off += before * (x - mean);
    }
    between += off / images;
  }
  const count = values.length;
  const finite = Number.isFinite(squares);
  const mean = sum / count;
  return {
    finite,
    zeros: zeros / count,
    deadChannels: 1 - alive.reduce((n, a) => n + a, 0) / channels,
    ...(finite
      ? {
          mean,
          deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)),
          size: Math.sqrt(squares / count),
          signal: Math.sqrt(between / places),
        }
      : NOTHING),
  };
}

/** Share of the values for which `is` holds. */
export function shareOf(values: Float32Array, is: (value: number) => boolean): number {
  let n = 0;
  for (const value of values) if (is(value)) n++;
  return n / Math.max(1, values.length);
}

/** Euclidean length of all values together. */
export function normOf(parts: readonly Float32Array[]): number {
  let squares = 0;
  for (const part of parts) for (const value of part) squares += value * value;
  return Math.sqrt(squares);
}
