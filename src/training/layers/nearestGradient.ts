import {
  avgPool,
  type GradConfig,
  getGradient,
  mul,
  ResizeNearestNeighbor,
  type ResizeNearestNeighborAttrs,
  registerGradient,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

/** How many times larger each axis became, or `null` where that is no whole number. */
function factors(x: Tensor, { alignCorners, size }: ResizeNearestNeighborAttrs): [number, number] | null {
  const [, height = 1, width = 1] = x.shape;
  const [rows, columns] = [size[0] / height, size[1] / width];
  return !alignCorners && Number.isInteger(rows) && Number.isInteger(columns) ? [rows, columns] : null;
}

let corrected: GradConfig | null = null;

/**
 * Corrects the gradient of upsampling by repetition for the whole page: tfjs's WebGL backend adds up the wrong pixels.
 * Every input pixel gets the sum of what comes back from its copies.
 */
export function correctNearestGradient(): void {
  const given = getGradient(ResizeNearestNeighbor);
  if (given === corrected) return;
  corrected = {
    ...given,
    gradFunc(dy, saved, attrs) {
      const [x] = saved;
      const by = x && factors(x, attrs as unknown as ResizeNearestNeighborAttrs);
      if (!by || Array.isArray(dy)) return given.gradFunc(dy, saved, attrs);
      return { images: () => mul(avgPool(dy as Tensor4D, by, by, 'valid'), by[0] * by[1]) };
    },
  };
  registerGradient(corrected);
}
