import type { EngineWindow } from '../../core/op/engine';

export type Image = readonly [height: number, width: number, channels: number];

/** A record as the kernels read it (src/engine/kernels/geometry.ts), field by field in this order. */
export interface Geometry {
  readonly channels: number;
  readonly imageHeight: number;
  readonly imageWidth: number;
  readonly top: number;
  readonly left: number;
  readonly paddedHeight: number;
  readonly paddedWidth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly strideY: number;
  readonly strideX: number;
  readonly rows: number;
  readonly rowStep: number;
  readonly taps: number;
  readonly tapStep: number;
  readonly run: number;
  readonly outChannels: number;
  readonly groupColumns: number;
  readonly firstChannel: number;
  readonly firstColumn: number;
  readonly repeats: number;
  readonly countedBottom: number;
  readonly countedRight: number;
  readonly countedTop: number;
  readonly countedLeft: number;
}

export const asWords = (g: Geometry): Int32Array =>
  Int32Array.of(
    ...[g.channels, g.imageHeight, g.imageWidth, g.top, g.left, g.paddedHeight, g.paddedWidth, g.outHeight, g.outWidth],
    ...[g.strideY, g.strideX, g.rows, g.rowStep, g.taps, g.tapStep, g.run, g.outChannels, g.groupColumns],
    ...[g.firstChannel, g.firstColumn, g.repeats],
    ...[g.countedBottom, g.countedRight, g.countedTop, g.countedLeft],
  );

/** Pixels from a dilated kernel's first tap to its last, both counted. */
const span = (kernel: number, dilation: number): number => (kernel - 1) * dilation + 1;

function frameOf([height, width, channels]: Image, [outHeight, outWidth]: readonly number[], w: EngineWindow) {
  const [top, , left] = w.padding;
  const reach = (positions: number, axis: 0 | 1) =>
    (positions - 1) * w.stride[axis] + span(w.kernel[axis], w.dilation[axis]);
  return {
    channels,
    imageHeight: height,
    imageWidth: width,
    top,
    left,
    paddedHeight: Math.max(top + height, reach(outHeight ?? 1, 0)),
    paddedWidth: Math.max(left + width, reach(outWidth ?? 1, 1)),
    outHeight: outHeight ?? 1,
    outWidth: outWidth ?? 1,
    countedBottom: 0,
    countedRight: 0,
    countedTop: 0,
    countedLeft: 0,
  };
}

/**
 * A convolution from `image` to `out`, for one of its groups of channels. Without groups and sideways dilation a kernel
 * row is one run of memory.
 */
export function convolutionGeometry(
  image: Image,
  out: Image,
  w: EngineWindow,
  groups: number,
  group: number,
): Geometry {
  const frame = frameOf(image, out, w);
  const { channels, paddedWidth } = frame;
  const rowLength = paddedWidth * channels;
  const joined = groups === 1 && w.dilation[1] === 1;
  return {
    ...frame,
    strideY: w.stride[0] * rowLength,
    strideX: w.stride[1] * channels,
    rows: w.kernel[0],
    rowStep: w.dilation[0] * rowLength,
    taps: joined ? 1 : w.kernel[1],
    tapStep: w.dilation[1] * channels,
    run: joined ? w.kernel[1] * channels : channels / groups,
    outChannels: out[2],
    groupColumns: out[2] / groups,
    firstChannel: (group * channels) / groups,
    firstColumn: (group * out[2]) / groups,
    repeats: 1,
  };
}

export function depthwiseGeometry(image: Image, out: Image, w: EngineWindow, multiplier: number): Geometry {
  const frame = frameOf(image, out, w);
  const all = image[2] * multiplier;
  return {
    ...frame,
    strideY: w.stride[0] * frame.paddedWidth * all,
    strideX: w.stride[1] * all,
    rows: w.kernel[0],
    rowStep: w.dilation[0] * frame.paddedWidth * all,
    taps: w.kernel[1],
    tapStep: w.dilation[1] * all,
    run: 1,
    outChannels: all,
    groupColumns: all,
    firstChannel: 0,
    firstColumn: 0,
    repeats: multiplier,
  };
}

/** A pooling, in pixels. What counts towards a mean ends at the image, or at its padding when that is `counted`. */
export function poolGeometry(image: Image, out: Image, w: Omit<EngineWindow, 'dilation'>, counted: boolean): Geometry {
  const [top, bottom, left, right] = w.padding;
  return {
    ...frameOf(image, out, { ...w, dilation: [1, 1] }),
    strideY: w.stride[0],
    strideX: w.stride[1],
    rows: w.kernel[0],
    rowStep: 0,
    taps: w.kernel[1],
    tapStep: 0,
    run: 0,
    outChannels: out[2],
    groupColumns: 0,
    firstChannel: 0,
    firstColumn: 0,
    repeats: 1,
    countedBottom: image[0] + (counted ? bottom : 0),
    countedRight: image[1] + (counted ? right : 0),
    countedTop: counted ? -top : 0,
    countedLeft: counted ? -left : 0,
  };
}

export function asImage(shape: readonly number[]): Image {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined)
    throw new Error(`Not an image: ${shape.join('×')}`);
  return [height, width, channels];
}
