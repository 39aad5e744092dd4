import type { Mend } from '../core/op/operation';
import type { Size2d } from '../core/op/params';
import { formatShape, type Shape } from '../core/op/shape';
import { formatSize } from './notation';

type Known = readonly [height: number, width: number, channels: number];

const isKnownImage = (shape: Shape | undefined): shape is Known =>
  shape !== undefined && shape.length === 3 && shape.every(d => d !== null);

/** Names the inputs of a port that takes several wires: `x.0`, `x.1`, … */
export const numbered = (port: string, shapes: readonly Shape[]): readonly string[] =>
  shapes.map((_, i) => `${port}.${i}`);

/** What a sentence calls one of several inputs. */
export const inputName = (ports: readonly string[], index: number): string =>
  ports.length === 2 ? (index === 0 ? 'the first input' : 'the second input') : `input ${index + 1}`;

/** The stride at which a 1×1 convolution takes `from` to `to` pixels, or `null`. */
function strideFor(from: number, to: number): number | null {
  const stride = Math.ceil(from / to);
  return Math.ceil(from / stride) === to ? stride : null;
}

/** A 1×1 convolution that makes `from` as large as `to`: ResNet's projected shortcut. */
function projection(from: Known, to: Known, port: string, name: string): Mend | null {
  const rows = strideFor(from[0], to[0]);
  const columns = strideFor(from[1], to[1]);
  if (rows === null || columns === null || (rows === 1 && columns === 1 && from[2] === to[2])) return null;
  const stride: Size2d = [rows, columns];
  const pace = rows === 1 && columns === 1 ? '' : `, stride ${rows === columns ? rows : formatSize(stride)}`;
  return {
    label: `Project ${name} with a 1×1 convolution to ${to[2]} channels${pace}`,
    do: 'insert',
    op: 'conv2d',
    params: { filters: to[2], kernel: [1, 1], stride },
    port,
  };
}

/** Ways to give `from` the height and width of `to` without learned weights. */
export function resizeMends(from: Shape, to: Shape, port: string, name: string): readonly Mend[] {
  if (!isKnownImage(from) || !isKnownImage(to) || (from[0] === to[0] && from[1] === to[1])) return [];
  const size: Size2d = [to[0], to[1]];
  const spare: Size2d = [from[0] - to[0], from[1] - to[1]];
  const mends: Mend[] = [];
  const sides = ([rows, columns]: Size2d) =>
    [Math.floor(rows / 2), Math.ceil(rows / 2), Math.floor(columns / 2), Math.ceil(columns / 2)] as const;
  if (spare[0] >= 0 && spare[1] >= 0)
    mends.push({
      label: `Crop ${name} to ${formatSize(size)}`,
      do: 'insert',
      op: 'crop',
      params: { sides: sides(spare) },
      port,
    });
  if (spare[0] <= 0 && spare[1] <= 0) {
    const missing = sides([-spare[0], -spare[1]]);
    mends.push({
      label: `Pad ${name} with zeros to ${formatSize(size)}`,
      do: 'insert',
      op: 'zero_pad',
      params: { sides: missing },
      port,
    });
  }
  mends.push({
    label: `Resize ${name} to ${formatSize(size)}`,
    do: 'insert',
    op: 'resize',
    params: { size },
    port,
  });
  return mends;
}

/**
 * Ways to make tensors equal before they meet. Of two images the larger is projected by a strided 1×1 convolution; among
 * several, one that differs from the rest. Empty where the shapes are no images of known size.
 */
export function alignMends(shapes: readonly Shape[], ports: readonly string[]): readonly Mend[] {
  const usual = mostCommon(shapes);
  const odd = shapes.findIndex(s => formatShape(s) !== formatShape(usual));
  const other = shapes[odd];
  const port = ports[odd];
  if (!isKnownImage(usual) || !isKnownImage(other) || port === undefined) return [];
  const mends: Mend[] = [];
  const there = projection(other, usual, port, inputName(ports, odd));
  if (shapes.length === 2) {
    const back = projection(usual, other, ports[0] ?? port, inputName(ports, 0));
    // The larger image is the earlier one, hence the shortcut; of equal ones, that with fewer channels.
    if (back) mends.push(back);
    if (there) mends.push(there);
    if (usual[0] * usual[1] === other[0] * other[1] && usual[2] > other[2]) mends.reverse();
  } else if (there) mends.push(there);
  if (usual[2] === other[2]) mends.push(...resizeMends(other, usual, port, inputName(ports, odd)));
  return mends;
}

/** The shape that most of them have; the first of these. */
export function mostCommon(shapes: readonly Shape[]): Shape {
  const written = shapes.map(formatShape);
  const count = (text: string): number => written.filter(t => t === text).length;
  const most = Math.max(...written.map(count));
  return shapes.find(s => count(formatShape(s)) === most) ?? [];
}
