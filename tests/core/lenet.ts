import type { Architecture } from '../../src/core/document/architecture';
import { documentOf } from './inference/sketch';

/** LeNet-5 as in the figure, with tanh and average subsampling; a layer's activation is called `C1a`. */
export const lenet: Architecture = documentOf({
  input: ['input', { shape: [32, 32, 1] }],
  C1: ['conv2d', { filters: 6, kernel: [5, 5] }, 'input'],
  C1a: ['tanh', {}, 'C1'],
  S2: ['average_pool', {}, 'C1a'],
  C3: ['conv2d', { filters: 16, kernel: [5, 5] }, 'S2'],
  C3a: ['tanh', {}, 'C3'],
  S4: ['average_pool', {}, 'C3a'],
  flat: ['flatten', {}, 'S4'],
  C5: ['linear', { units: 120 }, 'flat'],
  C5a: ['tanh', {}, 'C5'],
  F6: ['linear', { units: 84 }, 'C5a'],
  F6a: ['tanh', {}, 'F6'],
  F7: ['linear', { units: 10 }, 'F6a'],
  softmax: ['softmax', {}, 'F7'],
  output: ['output', {}, 'softmax'],
});
