import { type Architecture, EMPTY, MAIN } from '../../../src/core/document/architecture';
import { addChain } from '../../../src/core/edits/addChain';
import { catalogue } from '../../../src/ops/catalogue';

/** LeNet-5 as the figure names it, typed as one chain. */
export const LENET: Architecture = addChain(
  { ...EMPTY, title: 'LeNet-5' },
  catalogue,
  MAIN,
  [
    { op: 'input', name: 'INPUT', params: { shape: [32, 32, 1] } },
    { op: 'conv2d', name: 'C1', params: { filters: 6, kernel: [5, 5] } },
    { op: 'tanh' },
    { op: 'average_pool', name: 'S2' },
    { op: 'conv2d', name: 'C3', params: { filters: 16, kernel: [5, 5] } },
    { op: 'tanh' },
    { op: 'average_pool', name: 'S4' },
    { op: 'flatten' },
    { op: 'linear', name: 'C5', params: { units: 120 } },
    { op: 'tanh' },
    { op: 'linear', name: 'F6', params: { units: 84 } },
    { op: 'tanh' },
    { op: 'linear', name: 'OUTPUT: 10', params: { units: 10 } },
    { op: 'softmax' },
    { op: 'output', name: 'Digit' },
  ],
  [0, 0],
);
