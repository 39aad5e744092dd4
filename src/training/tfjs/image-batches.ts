import * as tf from '@tensorflow/tfjs-core';
import type { Compiled } from '../../core/compiler/compiled';
import type { Dataset } from '../datasets/dataset';
import { type ImageMapping, mapImages, margins } from '../datasets/image-mapping';

/** A data set on the device, handed out as what the network's inputs take. */
export interface ImageBatches {
  /** Gathers images by their index; one tensor for each input of the model. */
  at(indices: tf.Tensor1D): tf.Tensor[];
  /** The same for images that are given, a byte a value. */
  pixels(pixels: Uint8Array): tf.Tensor[];
  /** The same for images from the page: height × width × channels values from 0 to 1 each. */
  of(images: Float32Array, count: number): tf.Tensor[];
  /** One-hot rows, images × classes. */
  targets(indices: tf.Tensor1D): tf.Tensor2D;
  dispose(): void;
}

/**
 * Puts the data set on the device as it is, a byte's value per number; padding, resizing and scaling to 0 to 1 happen
 * there, batch by batch, so that a network with large inputs costs no more memory for the data.
 * @throws with a sentence when an input cannot take these images
 */
export function imageBatches({ facts, pixels, labels }: Dataset, inputs: Compiled['inputs']): ImageBatches {
  const mappings = inputs.map(input => {
    const mapping = mapImages(facts.shape, input.shape);
    if (typeof mapping === 'string') throw new Error(mapping);
    return mapping;
  });
  const [height, width, channels] = facts.shape;
  const perImage = height * width * channels;
  const images = tf.tensor2d(Int32Array.from(pixels), [labels.length, perImage], 'int32');
  const classes = tf.tidy(() =>
    tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), facts.labels.length, 1, 0, 'float32'),
  );
  const scale = tf.scalar(1 / 255);
  const map = (batch: tf.Tensor2D) => mappings.map(mapping => mapOnDevice(mapping, batch));
  return {
    at: indices => map(tf.mul(tf.cast(tf.gather(images, indices), 'float32'), scale)),
    pixels: given =>
      map(tf.mul(tf.tensor2d(Float32Array.from(given), [given.length / perImage, perImage], 'float32'), scale)),
    of: (values, count) => map(tf.tensor2d(values, [count, perImage], 'float32')),
    targets: indices => tf.gather(classes as tf.Tensor2D, indices),
    dispose: () => tf.dispose([images, classes, scale]),
  };
}

function mapOnDevice(mapping: ImageMapping, batch: tf.Tensor2D): tf.Tensor {
  const count = batch.shape[0];
  const { from, to } = mapping;
  if (mapping.fit === 'same' && mapping.channels === 'same' && mapping.flat) return batch;
  let images = tf.reshape(batch, [count, ...from]) as tf.Tensor4D;
  // Sizes first: there are fewer channels to work on before grey is repeated.
  if (mapping.channels === 'colour to grey') images = tf.mean(images, 3, true);
  if (mapping.fit === 'pad') {
    const [top, bottom, left, right] = margins(mapping);
    images = tf.pad4d(images, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]);
  }
  if (mapping.fit === 'resize') images = tf.image.resizeBilinear(images, [to[0], to[1]], false, true);
  if (mapping.channels === 'grey to colour') images = tf.tile(images, [1, 1, 1, to[2]]);
  return mapping.flat ? tf.reshape(images, [count, to[0] * to[1] * to[2]]) : images;
}
