import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel, LayerVariable } from '@tensorflow/tfjs-layers';

type Layer = LayersModel['layers'][number];
type Call = (x: tf.Tensor) => tf.Tensor;

/**
 * Spares the layers that look at the images the gradient by the images, which nobody asks for: a tenth of LeNet's step,
 * a third of a small perceptron's. tfjs's fused kernels compute it in any case, the plain ones only where it is used.
 */
export function spareInputGradients(model: LayersModel): void {
  const learned = new Set<Layer>();
  for (const layer of model.layers) {
    const used = layer.inboundNodes.some(node => node.inboundLayers.some(before => learned.has(before)));
    if (used || layer.trainableWeights.length > 0) learned.add(layer);
    const plain = used ? null : plainCall(layer);
    if (plain) layer.call = inputs => tf.tidy(() => plain(first(inputs)));
  }
}

/** What a convolution or a linear layer computes, without its fused kernel; `null` for any other layer. */
function plainCall(layer: Layer): Call | null {
  const [kernel, bias] = layer.weights;
  const { activation, dataFormat, strides, padding, dilationRate } = layer.getConfig();
  if (!kernel || activation !== 'linear') return null;
  if (layer.getClassName() === 'Dense' && rankOf(layer) === 2) {
    return x => withBias(tf.matMul(x as tf.Tensor2D, kernel.read() as tf.Tensor2D), bias);
  }
  const simple =
    dataFormat === 'channelsLast' &&
    isPair(strides) &&
    isPair(dilationRate) &&
    (padding === 'same' || padding === 'valid');
  if (layer.getClassName() === 'Conv2D' && simple) {
    return x =>
      withBias(tf.conv2d(x as tf.Tensor4D, kernel.read() as tf.Tensor4D, strides, padding, 'NHWC', dilationRate), bias);
  }
  return null;
}

const withBias = (y: tf.Tensor, bias: LayerVariable | undefined) => (bias ? tf.add(y, bias.read()) : y);

const rankOf = (layer: Layer) => (Array.isArray(layer.input) ? layer.input[0]?.rank : layer.input.rank);

const isPair = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(n => typeof n === 'number');

function first(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
  const [tensor] = Array.isArray(inputs) ? inputs : [inputs];
  if (!tensor) throw new Error('A layer without an input');
  return tensor;
}
