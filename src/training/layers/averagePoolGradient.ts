import {
  AvgPool,
  type AvgPoolAttrs,
  backend_util,
  type GradConfig,
  getGradient,
  mul,
  registerGradient,
  type Tensor,
  tensor4d,
} from '@tensorflow/tfjs-core';

/** How many pixels of the image each window covers along one axis. */
function covered(size: number, windows: number, kernel: number, stride: number, before: number): readonly number[] {
  return Array.from({ length: windows }, (_, i) => {
    const start = i * stride - before;
    return Math.min(start + kernel, size) - Math.max(start, 0);
  });
}

/** `dy` made larger where a window hangs over the border, by its size over the pixels it covers. */
function weighted(dy: Tensor, x: Tensor, { filterSize, strides, pad }: AvgPoolAttrs): Tensor {
  const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
  const info = backend_util.computePool2DInfo([batch, height, width, channels], filterSize, strides, 1, pad);
  const rows = covered(height, info.outHeight, info.filterHeight, info.strideHeight, info.padInfo.top);
  const columns = covered(width, info.outWidth, info.filterWidth, info.strideWidth, info.padInfo.left);
  const all = info.filterHeight * info.filterWidth;
  const factors = rows.flatMap(r => columns.map(c => all / (r * c)));
  return factors.every(f => f === 1) ? dy : mul(dy, tensor4d(factors, [1, rows.length, columns.length, 1]));
}

let corrected: GradConfig | null = null;

/**
 * Corrects the gradient of average pooling for the whole page. tfjs leaves padding out of the mean but divides the
 * gradient by the full window, so what comes back from windows at a padded border is too small.
 */
export function correctAveragePoolGradient(): void {
  const given = getGradient(AvgPool);
  if (given === corrected) return;
  corrected = {
    ...given,
    gradFunc(dy, saved, attrs) {
      const [x] = saved;
      if (x === undefined || Array.isArray(dy)) return given.gradFunc(dy, saved, attrs);
      return given.gradFunc(weighted(dy, x, attrs as unknown as AvgPoolAttrs), saved, attrs);
    },
  };
  registerGradient(corrected);
}
