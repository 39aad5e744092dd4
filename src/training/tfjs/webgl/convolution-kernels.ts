import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { convolutionInfo, isShape } from '../convolution-info';
import { type KernelCall, replaceKernel } from '../replace-kernel';
import { convolutionProgram, filterGradientProgram, inputGradientProgram } from './convolution-programs';

type ConvInfo = tf.backend_util.Conv2DInfo;

/** Invocations that keep a GPU busy. */
const BUSY = 16_384;

/**
 * Replaces TensorFlow.js's WebGL kernels for convolutions of stride 1 and their gradients by ones that read each texel
 * for several products. Other convolutions go to the kernels that were there.
 */
export function registerConvolutionKernels(): void {
  replace('Conv2D', ({ inputs, attrs }, backend) => {
    const { x, filter } = inputs;
    const info = x && filter && plainInfo(x.shape, filter.shape, attrs);
    return info ? backend.runWebGLProgram(convolutionProgram(info, false), [x, filter], 'float32') : null;
  });
  replace('FusedConv2D', ({ inputs, attrs }, backend) => {
    const { x, filter, bias } = inputs;
    const info = x && filter && plainInfo(x.shape, filter.shape, attrs);
    if (!info || bias?.shape.length !== 1 || attrs?.activation !== 'linear') return null;
    return backend.runWebGLProgram(convolutionProgram(info, true), [x, filter, bias], 'float32');
  });
  replace('Conv2DBackpropInput', ({ inputs, attrs }, backend) => {
    const { dy, filter } = inputs;
    const info = dy && filter && isShape(attrs?.inputShape) && plainInfo(attrs.inputShape, filter.shape, attrs);
    return info ? backend.runWebGLProgram(inputGradientProgram(info), [dy, filter], 'float32') : null;
  });
  replace('Conv2DBackpropFilter', ({ inputs, attrs }, backend) => {
    const { x, dy } = inputs;
    const info = x && dy && isShape(attrs?.filterShape) && plainInfo(x.shape, attrs.filterShape, attrs);
    if (!info) return null;
    const { filterHeight, filterWidth, inChannels, outChannels, batchSize } = info;
    const invocations = filterHeight * filterWidth * Math.ceil(inChannels / 2) * Math.ceil(outChannels / 2);
    const parts = Math.min(batchSize, Math.max(1, Math.ceil(BUSY / invocations)));
    const sums = backend.runWebGLProgram(filterGradientProgram(info, parts), [x, dy], 'float32');
    return total(sums, info, backend);
  });
}

/** Adds up the parts; what is left has the kernel's values in its order. */
function total(sums: tf.TensorInfo, info: ConvInfo, backend: MathBackendWebGL): tf.TensorInfo {
  const sum = tf
    .getKernel('Sum', 'webgl')
    .kernelFunc({ inputs: { x: sums }, backend, attrs: { axis: [0], keepDims: false } });
  backend.disposeIntermediateTensorInfo(sums);
  if (Array.isArray(sum)) throw new Error('A sum is one tensor');
  return { ...sum, shape: info.filterShape };
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
