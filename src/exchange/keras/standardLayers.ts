import type { KerasTopology } from '../../core/compiler/compiled';

/** Layers that TensorFlow.js 4 brings along; a file with others needs them registered first. */
const STANDARD: ReadonlySet<string> = new Set([
  'Activation',
  'Add',
  'AlphaDropout',
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

const STANDARD_ACTIVATIONS: ReadonlySet<unknown> = new Set([
  'elu',
  'gelu',
  'hard_sigmoid',
  'linear',
  'log_softmax',
  'mish',
  'relu',
  'relu6',
  'selu',
  'sigmoid',
  'softmax',
  'softplus',
  'softsign',
  'swish',
  'tanh',
]);

/** Names the layers that plain TensorFlow.js does not know, for whoever is to load the file. */
export function customLayersNote({ config }: KerasTopology): readonly string[] {
  const custom = new Set<string>();
  for (const { class_name, config: settings } of config.layers) {
    if (!STANDARD.has(class_name)) custom.add(class_name);
    if (class_name === 'Activation' && !STANDARD_ACTIVATIONS.has(settings.activation))
      custom.add(`the activation ${settings.activation}`);
  }
  if (custom.size === 0) return [];
  const has = custom.size === 1 ? 'It has' : 'They have';
  return [
    `Plain TensorFlow.js does not have ${[...custom].sort().join(', ')}. ${has} to be registered before this file is loaded.`,
  ];
}
