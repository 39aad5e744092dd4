import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type * as tf from '@tensorflow/tfjs-core';
import { convolutionInfo, isShape } from '../convolution-info';
import { leadingSum } from '../leading-sum';
import { type KernelCall, replaceKernel } from '../replace-kernel';
import { convolution, filterGradient, inputGradient } from './convolution-programs';
import { runSizeless } from './sizeless';
import { columnSums, totalOfParts } from './sum-programs';

type ConvInfo = tf.backend_util.Conv2DInfo;

/** Invocations that keep a GPU busy. */
const BUSY = 16_384;

/**
 * Replaces TensorFlow.js's WebGL kernels for convolutions of stride 1 and their gradients by ones that read each texel
 * for several products, and sums along all axes but the last by ones that need no transposed copy. One shader serves all
 * sizes. What ours do not do goes to the kernels that were there.
 */
export function registerKernels(): void {
  replace('Conv2D', ({ inputs, attrs }, backend) => {
    const { x, filter } = inputs;
    const info = x && filter && plainInfo(x.shape, filter.shape, attrs);
    return info ? runSizeless(backend, convolution(info, x, filter)) : null;
  });
  replace('FusedConv2D', ({ inputs, attrs }, backend) => {
    const { x, filter, bias } = inputs;
    const info = x && filter && plainInfo(x.shape, filter.shape, attrs);
    if (!info || bias?.shape.length !== 1 || attrs?.activation !== 'linear') return null;
    return runSizeless(backend, convolution(info, x, filter, bias));
  });
  replace('Conv2DBackpropInput', ({ inputs, attrs }, backend) => {
    const { dy, filter } = inputs;
    const info = dy && filter && isShape(attrs?.inputShape) && plainInfo(attrs.inputShape, filter.shape, attrs);
    return info ? runSizeless(backend, inputGradient(info, dy, filter)) : null;
  });
  replace('Conv2DBackpropFilter', ({ inputs, attrs }, backend) => {
    const { x, dy } = inputs;
    const info = x && dy && isShape(attrs?.filterShape) && plainInfo(x.shape, attrs.filterShape, attrs);
    if (!info) return null;
    const { filterHeight, filterWidth, inChannels, outChannels, batchSize } = info;
    const invocations = filterHeight * filterWidth * Math.ceil(inChannels / 2) * Math.ceil(outChannels / 2);
    const parts = Math.min(batchSize, Math.max(1, Math.ceil(BUSY / invocations)));
    const sums = runSizeless(backend, filterGradient(info, x, dy, parts));
    return parts === 1 ? { ...sums, shape: info.filterShape } : total(sums, info.filterShape, backend);
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

const replace = (
  kernelName: string,
  own: (call: KernelCall, backend: MathBackendWebGL) => tf.TensorInfo | null,
): void => replaceKernel(kernelName, 'webgl', MathBackendWebGL, own);

/** What tfjs works out of the attributes of a convolution of stride 1; `null` for others. */
function plainInfo(
  inShape: readonly number[],
  filterShape: readonly number[],
  attrs: KernelCall['attrs'],
): ConvInfo | null {
  const info = convolutionInfo(inShape, filterShape, attrs);
  return info?.strideHeight === 1 && info.strideWidth === 1 ? info : null;
}
