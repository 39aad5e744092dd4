import type { Place } from '../plan/call';
import { asImage, asWords, convolutionGeometry, type Geometry, type Image } from '../plan/geometry';
import { moved, type Stage } from '../plan/stage';
import { linearBackward, linearForward } from './linear';
import type { Of, PrimitivePlan } from './primitive';
import { suitsTiles, tilesBackward, tilesForward } from './tiles';

type Convolution = Of<'convolution'>;

/** The geometries of the groups of a convolution from one image to another. */
export const groupsOf = (image: Image, out: Image, p: Convolution | Of<'transposedConvolution'>): readonly Geometry[] =>
  Array.from({ length: p.groups }, (_, group) => convolutionGeometry(image, out, p, p.groups, group));

/** The kernel of one group, packed for the way there. */
export function packKernel(s: Stage, kernel: Place, g: Geometry): Place {
  const terms = g.rows * g.taps * g.run;
  const from = moved(kernel, g.firstColumn);
  return s.packed([{ from, terms, termStep: g.outChannels, columns: g.groupColumns, columnStep: 1 }]);
}

/** The kernel of one group, run by run and turned over, packed for the way back. */
export function packTransposed(s: Stage, kernel: Place, g: Geometry): Place {
  return s.packed(
    Array.from({ length: g.rows * g.taps }, (_, run) => ({
      from: moved(kernel, run * g.run * g.outChannels + g.firstColumn),
      terms: g.groupColumns,
      termStep: 1,
      columns: g.run,
      columnStep: g.outChannels,
    })),
  );
}

/** Room for one padded image, or 0 where the image needs no padding. */
export function borderOf(s: Stage, g: Geometry): Place | 0 {
  const bare = g.top === 0 && g.left === 0 && g.paddedHeight === g.imageHeight && g.paddedWidth === g.imageWidth;
  return bare ? 0 : s.scratch(g.paddedHeight * g.paddedWidth * g.channels + 8);
}
export const roomOf = (s: Stage, g: Geometry): Place => s.scratch(g.paddedHeight * g.paddedWidth * g.channels + 16);

/**
 * A convolution that is a plain product: with a 1×1 kernel that visits every pixel, or one that covers the whole image.
 * Returns the rows of that product in each image, and their length.
 */
function asProduct(s: Stage, p: Convolution): { readonly rows: number; readonly inputs: number } | null {
  const [height, width, channels] = asImage(s.input.shape);
  const plain =
    p.groups === 1 && [...p.padding].every(side => side === 0) && p.dilation[0] === 1 && p.dilation[1] === 1;
  if (!plain) return null;
  if (p.kernel[0] === 1 && p.kernel[1] === 1 && p.stride[0] === 1 && p.stride[1] === 1)
    return { rows: height * width, inputs: channels };
  if (p.kernel[0] === height && p.kernel[1] === width) return { rows: 1, inputs: height * width * channels };
  return null;
}

export const convolution: PrimitivePlan<'convolution'> = {
  forward(s, p) {
    const product = asProduct(s, p);
    if (product) return linearForward(s, product.inputs, product.rows);
    if (suitsTiles(asImage(s.input.shape), asImage(s.output.shape), p)) return tilesForward(s, p);
    const kernel = s.needed('kernel');
    for (const g of groupsOf(asImage(s.input.shape), asImage(s.output.shape), p)) {
      const packed = packKernel(s, kernel, g);
      s.call(
        'convolve',
        s.x,
        packed,
        s.weight('bias') ?? 0,
        s.y,
        borderOf(s, g),
        s.plant.table(asWords(g)),
        0,
        'count',
      );
    }
  },
  backward(s, p) {
    const product = asProduct(s, p);
    if (product) return linearBackward(s, product.inputs, product.rows);
    const [height, width, filters] = asImage(s.output.shape);
    const bias = s.weightGradient('bias');
    if (bias) s.call('biasGradient', s.dy, bias, filters, height * width, 'count');
    if (suitsTiles(asImage(s.input.shape), asImage(s.output.shape), p)) return tilesBackward(s, p);
    const groups = groupsOf(asImage(s.input.shape), asImage(s.output.shape), p);
    const weights = s.weightGradient('kernel');
    for (const g of groups)
      if (weights) s.call('convolveWeights', s.x, s.dy, weights, borderOf(s, g), s.plant.table(asWords(g)), 'count');
    for (const g of groups) {
      const target = s.gradientOf();
      if (!target) return;
      const turned = packTransposed(s, s.needed('kernel'), g);
      s.call('convolveInput', s.dy, turned, target.to, roomOf(s, g), s.plant.table(asWords(g)), target.add, 'count');
    }
  },
};

/** The other way round: the output is the image that a convolution would have come from. */
export const transposedConvolution: PrimitivePlan<'transposedConvolution'> = {
  forward(s, p) {
    const [height, width, filters] = asImage(s.output.shape);
    let add: 0 | 1 = 0;
    for (const g of groupsOf(asImage(s.output.shape), asImage(s.input.shape), p)) {
      const turned = packTransposed(s, s.needed('kernel'), g);
      s.call('convolveInput', s.x, turned, s.y, roomOf(s, g), s.plant.table(asWords(g)), add, 'count');
      add = 1;
    }
    const bias = s.weight('bias');
    if (bias) s.call('addBias', s.y, bias, filters, height * width, 'count');
  },
  backward(s, p) {
    const [height, width, filters] = asImage(s.output.shape);
    const bias = s.weightGradient('bias');
    if (bias) s.call('biasGradient', s.dy, bias, filters, height * width, 'count');
    const target = s.gradientOf();
    for (const g of groupsOf(asImage(s.output.shape), asImage(s.input.shape), p)) {
      const table = s.plant.table(asWords(g));
      const weights = s.weightGradient('kernel');
      if (weights) s.call('convolveWeights', s.dy, s.x, weights, borderOf(s, g), table, 'count');
      // Groups write to channels of their own, so none has to add to another.
      if (target)
        s.call(
          'convolve',
          s.dy,
          packKernel(s, s.needed('kernel'), g),
          0,
          target.to,
          borderOf(s, g),
          table,
          target.add,
          'count',
        );
    }
  },
};
