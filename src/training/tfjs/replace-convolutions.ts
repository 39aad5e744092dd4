import type * as tf from '@tensorflow/tfjs-core';
import { convolutionInfo, isShape } from './convolution-info';
import type { KernelCall, Replacing } from './replace-kernel';

type ConvInfo = tf.backend_util.Conv2DInfo;

/** Kernels for convolutions; those that are absent stay TensorFlow.js's. */
export interface ConvolutionKernels<Backend> {
  /** Whether they do this one; all that are not dilated, channels last, when absent. */
  does?(info: ConvInfo): boolean;
  forward?(
    backend: Backend,
    info: ConvInfo,
    x: tf.TensorInfo,
    filter: tf.TensorInfo,
    bias?: tf.TensorInfo,
  ): tf.TensorInfo;
  inputGradient?(backend: Backend, info: ConvInfo, dy: tf.TensorInfo, filter: tf.TensorInfo): tf.TensorInfo;
  filterGradient(backend: Backend, info: ConvInfo, x: tf.TensorInfo, dy: tf.TensorInfo): tf.TensorInfo;
}

/** Puts kernels of ours before TensorFlow.js's convolutions, with a bias too, and their gradients. */
export function replaceConvolutions<Backend>(replace: Replacing<Backend>, own: ConvolutionKernels<Backend>): void {
  const { forward, inputGradient } = own;
  const infoOf = (
    inShape: readonly number[] | undefined,
    filterShape: readonly number[] | undefined,
    attrs: KernelCall['attrs'],
  ): ConvInfo | null => {
    const info = inShape && filterShape && convolutionInfo(inShape, filterShape, attrs);
    return info && (own.does?.(info) ?? true) ? info : null;
  };
  if (forward) {
    replace('Conv2D', ({ inputs: { x, filter }, attrs }, backend) => {
      const info = infoOf(x?.shape, filter?.shape, attrs);
      return info && x && filter ? forward(backend, info, x, filter) : null;
    });
    replace('FusedConv2D', ({ inputs: { x, filter, bias }, attrs }, backend) => {
      const info = infoOf(x?.shape, filter?.shape, attrs);
      if (!info || !x || !filter || bias?.shape.length !== 1 || attrs?.activation !== 'linear') return null;
      return forward(backend, info, x, filter, bias);
    });
  }
  if (inputGradient)
    replace('Conv2DBackpropInput', ({ inputs: { dy, filter }, attrs }, backend) => {
      const info = isShape(attrs?.inputShape) ? infoOf(attrs.inputShape, filter?.shape, attrs) : null;
      return info && dy && filter ? inputGradient(backend, info, dy, filter) : null;
    });
  replace('Conv2DBackpropFilter', ({ inputs: { x, dy }, attrs }, backend) => {
    const info = isShape(attrs?.filterShape) ? infoOf(x?.shape, attrs.filterShape, attrs) : null;
    return info && x && dy ? own.filterGradient(backend, info, x, dy) : null;
  });
}
