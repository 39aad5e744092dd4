import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type * as tf from '@tensorflow/tfjs-core';
import { leadingSum } from '../leading-sum';
import { replaceConvolutions } from '../replace-convolutions';
import { type KernelCall, type Replacing, replaceKernel } from '../replace-kernel';
import { convolution, filterGradient, inputGradient } from './convolution-programs';
import { runSizeless } from './sizeless';
import { columnSums, totalOfParts } from './sum-programs';

/** Invocations that keep a GPU busy. */
const BUSY = 16_384;

/**
 * Replaces TensorFlow.js's WebGL kernels for convolutions of stride 1 and their gradients by ones that read each texel
 * for several products, and sums along all axes but the last by ones that need no transposed copy. One shader serves all
 * sizes. What ours do not do goes to the kernels that were there.
 */
export function registerKernels(): void {
  replaceConvolutions(replace, {
    does: info => info.strideHeight === 1 && info.strideWidth === 1,
    forward: (backend, ...asked) => runSizeless(backend, convolution(...asked)),
    inputGradient: (backend, ...asked) => runSizeless(backend, inputGradient(...asked)),
    filterGradient(backend, info, x, dy) {
      const { filterHeight, filterWidth, inChannels, outChannels, batchSize } = info;
      const invocations = filterHeight * filterWidth * Math.ceil(inChannels / 2) * Math.ceil(outChannels / 2);
      const parts = Math.min(batchSize, Math.max(1, Math.ceil(BUSY / invocations)));
      const sums = runSizeless(backend, filterGradient(info, x, dy, parts));
      return parts === 1 ? { ...sums, shape: info.filterShape } : total(sums, info.filterShape, backend);
    },
  });
  replace('Sum', (call, backend) => alongLeadingAxes(call, backend, () => 1));
  replace('Mean', (call, backend) => alongLeadingAxes(call, backend, rows => 1 / rows));
}

/** Sums along all axes but the last, times a factor; other sums are left. */
function alongLeadingAxes(
  call: KernelCall,
  backend: MathBackendWebGL,
  factor: (rows: number) => number,
): tf.TensorInfo | null {
  const asked = leadingSum(call);
  if (!asked) return null;
  const { x, rows, shape } = asked;
  const parts = Math.ceil(Math.sqrt(rows));
  return total(runSizeless(backend, columnSums(x, parts)), shape, backend, factor(rows));
}

/** Adds up parts, along the first of four axes, and gives what they are added up into a shape. */
function total(parts: tf.TensorInfo, shape: number[], backend: MathBackendWebGL, factor = 1): tf.TensorInfo {
  const sum = runSizeless(backend, totalOfParts(parts, factor));
  backend.disposeIntermediateTensorInfo(parts);
  return { ...sum, shape };
}

const replace: Replacing<MathBackendWebGL> = (kernelName, own) =>
  replaceKernel(kernelName, 'webgl', MathBackendWebGL, own);
