import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { convolutionProgram, filterGradientProgram, inputGradientProgram } from './convolution-programs';

type ConvInfo = tf.backend_util.Conv2DInfo;
type Kernel = Parameters<typeof tf.registerKernel>[0]['kernelFunc'];
type Call = Parameters<Kernel>[0];

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

function replace(kernelName: string, own: (call: Call, backend: MathBackendWebGL) => tf.TensorInfo | null): void {
  const config = tf.getKernel(kernelName, 'webgl');
  if (!config) throw new Error(`TensorFlow.js has no ${kernelName}`);
  const before = config.kernelFunc;
  tf.unregisterKernel(kernelName, 'webgl');
  tf.registerKernel({
    ...config,
    kernelFunc: call => {
      const { backend } = call;
      return (backend instanceof MathBackendWebGL ? own(call, backend) : null) ?? before(call);
    },
  });
}

/** What tfjs works out of the attributes of a plain convolution: channels last, stride 1, no dilation; `null` for others. */
function plainInfo(inShape: readonly number[], filterShape: readonly number[], attrs: Call['attrs']): ConvInfo | null {
  const { strides, dilations = 1, pad, dataFormat, dimRoundingMode } = attrs ?? {};
  const padding = paddingOf(pad);
  const plain = allOne(strides) && allOne(dilations) && dataFormat === 'NHWC' && dimRoundingMode === undefined;
  if (!plain || padding === null || !isQuad(inShape) || !isQuad(filterShape)) return null;
  return tf.backend_util.computeConv2DInfo(inShape, filterShape, 1, 1, padding);
}

const paddingOf = (pad: unknown) => (pad === 'same' || pad === 'valid' ? pad : null);
const allOne = (value: unknown): boolean => (Array.isArray(value) ? value.every(v => v === 1) : value === 1);
const isQuad = (shape: readonly number[]): shape is [number, number, number, number] => shape.length === 4;
const isShape = (value: unknown): value is number[] => Array.isArray(value) && value.every(v => typeof v === 'number');
