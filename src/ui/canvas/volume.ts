import type { Shape } from '../../core/op/shape';

/** A tensor drawn as a block in oblique projection, its sides on a logarithmic scale. */
export interface Volume {
  readonly width: number;
  readonly height: number;
  /** The face towards the reader: the image's height and width. */
  readonly face: string;
  /** The edges that run back: the channels. */
  readonly back: string;
}

/** Pixels for a length on the image's axes and along the channels. */
const across = (length: number): number => 3 + 2.05 * Math.log2(Math.max(1, length));
const along = (length: number): number => 1.5 + 1.45 * Math.log2(1 + length);
/** Depth is drawn this much upwards for each pixel to the right. */
const SLANT = 0.6;

const drawn = new Map<string, Volume | null>();

/** The block of a tensor of one (features), two or three axes (height, width, channels); `null` when a size is unknown. */
export function volumeOf(shape: Shape): Volume | null {
  const key = shape.join();
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const made = draw(shape);
  drawn.set(key, made);
  return made;
}

function draw(shape: Shape): Volume | null {
  const sizes: number[] = [];
  for (const d of shape) if (d !== null) sizes.push(d);
  if (sizes.length < shape.length || shape.length > 3) return null;
  const [rows, columns, channels] =
    sizes.length === 3 ? sizes : sizes.length === 2 ? [sizes[0], sizes[1], 1] : [1, 1, sizes[0]];
  const h = round(across(rows ?? 1));
  const w = round(across(columns ?? 1));
  const d = round(along(channels ?? 1));
  const up = round(d * SLANT);
  const [x, y] = [0.5, round(0.5 + up)];
  return {
    width: round(w + d + 1),
    height: round(h + up + 1),
    face: `M${x} ${y}h${w}v${h}h${-w}z`,
    back: `M${x} ${y}l${d} ${-up}h${w}l${-d} ${up}M${round(x + w)} ${round(y + h)}l${d} ${-up}v${-h}`,
  };
}

const round = (v: number): number => Math.round(v * 10) / 10;
