import type { KerasTopology } from '../../core/compiler/compiled';

/** Layers of ours or theirs that TensorFlow.js 4 brings along; a file with others needs them registered first. */
const STANDARD: ReadonlySet<string> = new Set([
  'Activation',
  'Add',
  'Average',
  'AveragePooling2D',
  'BatchNormalization',
  'Concatenate',
  'Conv2D',
  'Conv2DTranspose',
  'Cropping2D',
  'Dense',
  'DepthwiseConv2D',
  'Dropout',
  'ELU',
  'Flatten',
  'GaussianDropout',
  'GaussianNoise',
  'GlobalAveragePooling2D',
  'GlobalMaxPooling2D',
  'InputLayer',
  'LayerNormalization',
  'LeakyReLU',
  'MaxPooling2D',
  'Maximum',
  'Minimum',
  'Multiply',
  'PReLU',
  'Permute',
  'ReLU',
  'RepeatVector',
  'Rescaling',
  'Reshape',
  'Resizing',
  'SeparableConv2D',
  'Softmax',
  'ThresholdedReLU',
  'UpSampling2D',
  'ZeroPadding2D',
]);

/** Names the layers that plain TensorFlow.js does not know, for whoever is to load the file. */
export function customLayersNote({ config }: KerasTopology): readonly string[] {
  const custom = new Set(config.layers.map(l => l.class_name).filter(name => !STANDARD.has(name)));
  if (custom.size === 0) return [];
  const names = [...custom].sort();
  return [
    `Plain TensorFlow.js does not have ${names.join(', ')}. ${names.length === 1 ? 'It has' : 'They have'} to be registered before this file is loaded.`,
  ];
}
