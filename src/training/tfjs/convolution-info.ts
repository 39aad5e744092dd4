import * as tf from '@tensorflow/tfjs-core';
import type { KernelCall } from './replace-kernel';

type ConvInfo = tf.backend_util.Conv2DInfo;

/**
 * What tfjs works out of the attributes of a convolution, channels last and not dilated; `null` for others.
 * @param inShape [batch, height, width, channels]
 * @param filterShape [height, width, in, out]
 */
export function convolutionInfo(
  inShape: readonly number[],
  filterShape: readonly number[],
  attrs: KernelCall['attrs'],
): ConvInfo | null {
  const { strides = 1, dilations = 1, pad, dataFormat, dimRoundingMode } = attrs ?? {};
  const stride = pairOf(strides);
  const padding = paddingOf(pad);
  const plain = pairOf(dilations)?.every(d => d === 1) && dataFormat === 'NHWC' && dimRoundingMode === undefined;
  if (!plain || !stride || padding === null || !isQuad(inShape) || !isQuad(filterShape)) return null;
  return tf.backend_util.computeConv2DInfo(inShape, filterShape, stride, 1, padding);
}

export const isShape = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every(v => typeof v === 'number');

const paddingOf = (pad: unknown) => (pad === 'same' || pad === 'valid' ? pad : null);

function pairOf(value: unknown): [number, number] | null {
  if (typeof value === 'number') return [value, value];
  const [y, x] = isShape(value) ? value : [];
  return y !== undefined && x !== undefined ? [y, x] : null;
}

const isQuad = (shape: readonly number[]): shape is [number, number, number, number] => shape.length === 4;
