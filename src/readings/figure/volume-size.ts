import { type Shape, sizeOf } from '../../core/op/shape';
import type { FigureGraph, Step } from './figure-graph';
import type { FigureOptions } from './figure-options';

/** What a tensor is drawn as, with its size on paper. */
export type Volume =
  | {
      readonly as: 'stack';
      /** Of one map. */
      readonly width: number;
      readonly height: number;
      readonly planes: number;
      /** From one map to the next, to the right and down. */
      readonly offset: number;
    }
  | { readonly as: 'bar'; readonly width: number; readonly height: number }
  | { readonly as: 'circle'; readonly width: number; readonly height: number };

/** A stack shows at most this many of its maps. */
export const MOST_PLANES = 16;
const BAR = 5;
const CIRCLE = 8;
/** Below this a map is a dot. */
const LEAST = 1.2;
/** A layer is drawn at most this many times as tall as the largest map. */
const TALLEST_BAR = 1.8;

/** A stack reaches at most this many times the side of its maps back, so that small maps stay one stack. */
const DEEPEST = 1.2;

/** Where a size that is not known is drawn: as part of the largest. */
const UNKNOWN = 0.5;

/** How a length on paper grows with a number of pixels or units. */
export function scaled(law: FigureOptions['scale'], size: number): number {
  if (law === 'linear') return size;
  return law === 'log' ? Math.log2(1 + size) : Math.sqrt(size);
}

/** The sizes of all tensors of a figure in which the largest map has the side `largest`, in points. */
export class VolumeSizes {
  readonly #law: FigureOptions['scale'];
  readonly #largest: number;
  readonly #mostPixels: number;
  readonly #mostUnits: number;
  readonly #byId: FigureGraph['byId'];

  constructor(graph: FigureGraph, law: FigureOptions['scale'], largest: number) {
    this.#law = law;
    this.#largest = largest;
    this.#byId = graph.byId;
    const shapes = graph.steps.map(s => s.shape ?? []);
    this.#mostPixels = Math.max(1, ...shapes.flatMap(s => (s.length > 1 ? s.slice(0, 2).map(d => d ?? 1) : [])));
    this.#mostUnits = Math.max(1, ...shapes.flatMap(s => (s.length === 1 ? [s[0] ?? 1] : [])));
  }

  of(id: string): Volume {
    const step = this.#byId.get(id);
    return step ? this.volume(step) : { as: 'circle', width: 0, height: 0 };
  }

  volume(step: Pick<Step, 'role' | 'joins' | 'shape'>): Volume {
    if (step.role === 'merge' && !step.joins) return { as: 'circle', width: CIRCLE, height: CIRCLE };
    const { shape } = step;
    if (shape && shape.length < 2) return { as: 'bar', width: BAR, height: this.barHeight(sizeOf(shape)) };
    const [height, width, channels] = [shape?.[0] ?? null, shape?.[1] ?? null, shape?.[2] ?? 1];
    const planes = Math.max(1, Math.min(channels, MOST_PLANES));
    // Deeper stacks reach further, though far less than in proportion: 512 maps would leave the page.
    const [across, down] = [this.side(width), this.side(height)];
    const depth = Math.min(this.#largest * 0.115 * Math.log2(Math.max(1, channels)), DEEPEST * Math.max(across, down));
    return {
      as: 'stack',
      width: across,
      height: down,
      planes,
      offset: planes > 1 ? Math.min(depth / (planes - 1), this.#largest * 0.085) : 0,
    };
  }

  /** The side of a map with that many pixels. */
  side(pixels: number | null): number {
    if (pixels === null) return this.#largest * UNKNOWN;
    return Math.max(LEAST, (this.#largest * scaled(this.#law, pixels)) / scaled(this.#law, this.#mostPixels));
  }

  /** The length of a flat layer with that many units. */
  barHeight(units: number | null): number {
    const ratio = scaled(this.#law, this.#mostUnits) / scaled(this.#law, this.#mostPixels);
    const longest = this.#largest * (this.#mostPixels === 1 ? 1 : Math.min(TALLEST_BAR, ratio));
    if (units === null) return longest * UNKNOWN;
    return Math.max(2 * BAR + 1, (longest * scaled(this.#law, units)) / scaled(this.#law, this.#mostUnits));
  }
}

/** All that a volume covers. */
export function volumeExtent(volume: Volume): { readonly width: number; readonly height: number } {
  if (volume.as !== 'stack') return volume;
  const depth = volume.offset * (volume.planes - 1);
  return { width: volume.width + depth, height: volume.height + depth };
}

/** The law in words, for the sentence below the figure. */
export const LAW_IN_WORDS: Readonly<Record<FigureOptions['scale'], string>> = {
  linear: 'sides are in proportion to the map',
  'square-root': 'sides follow the square root of the map',
  log: 'sides follow the logarithm of the map',
};

/** The same of a figure without maps. */
export const FLAT_LAW_IN_WORDS: Readonly<Record<FigureOptions['scale'], string>> = {
  linear: 'lengths are in proportion to its units',
  'square-root': 'lengths follow the square root of its units',
  log: 'lengths follow the logarithm of its units',
};

export const isFlat = (shape: Shape | null): boolean => shape !== null && shape.length < 2;
