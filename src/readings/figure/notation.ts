import { formatShape, type Shape } from '../../core/op/shape';

/** `28×28×6`; `?` where it is not known. */
export const shownShape = (shape: Shape | null): string => (shape === null ? '?' : formatShape(shape));

/** The height of an image, or `null` for what is none. */
export const spatialHeight = (shape: Shape | null): number | null => (shape?.length === 3 ? (shape[0] ?? null) : null);

/** As the LeNet figure writes it: `6@28×28`, `32×32` for a grey image, `120` for a vector. */
export function mapsAndSize(shape: Shape | null): string {
  if (shape === null) return '?';
  if (shape.length !== 3) return formatShape(shape);
  const [height, width, channels] = shape;
  const size = `${height ?? '?'}×${width ?? '?'}`;
  return channels === 1 ? size : `${channels ?? '?'}@${size}`;
}
