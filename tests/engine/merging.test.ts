import { describe, expect, it } from 'vitest';
import { assigned, difference, gradients } from './gradients';
import { compiled, gradientPlan, noisyImages, type Written, written } from './networks';
import { onEngine, onTfjs } from './trainers';

const images = Int32Array.of(5, 0, 17, 3, 22, 11, 9);

/** Compares what is said, and every weight's gradient, with tfjs. */
async function agrees(nodes: readonly Written[]): Promise<void> {
  const assignment = assigned(compiled(written(nodes)), gradientPlan, noisyImages([8, 8, 2], 4));
  const [engine, tfjs] = [await onEngine(assignment, 3), await onTfjs(assignment)];
  const [said, wanted] = [await engine.infer(images), await tfjs.infer(images)];
  wanted.forEach((values, head) => {
    expect(difference(said[head] ?? new Float32Array(), values)).toBeLessThan(1e-4);
  });
  const ours = await gradients(engine, assignment.weights, images);
  for (const [name, gradient] of await gradients(tfjs, assignment.weights, images))
    expect(difference(ours.get(name) ?? new Float32Array(), gradient), name).toBeLessThan(1e-3);
  engine.dispose();
  tfjs.dispose();
}

const ending: readonly Written[] = [
  ['flat', 'flatten'],
  ['scores', 'linear', { units: 4 }],
  ['softmax', 'softmax'],
  ['out', 'output'],
];
const conv = (name: string, filters: number, from: string, size = 3): Written => [
  name,
  'conv2d',
  { filters, kernel: [size, size], padding: 'same' },
  from,
];

describe('a network with branches', () => {
  for (const op of ['add', 'multiply', 'average', 'maximum', 'minimum']) {
    it(`${op} of three equal branches`, () =>
      agrees([
        ['in', 'input', { shape: [8, 8, 2] }],
        conv('a', 3, 'in'),
        conv('b', 3, 'in', 1),
        conv('c', 3, 'a'),
        ['merged', op, {}, 'a', 'b', 'c'],
        ...ending,
      ]));
    it(`${op} of an image and one value per channel`, () =>
      agrees([
        ['in', 'input', { shape: [8, 8, 2] }],
        conv('a', 3, 'in'),
        ['means', 'global_average_pool', { keepDims: true }, 'a'],
        conv('gate', 3, 'means', 1),
        ['merged', op, {}, 'a', 'gate'],
        ...ending,
      ]));
  }
  it('a tensor that is added to itself', () =>
    agrees([['in', 'input', { shape: [8, 8, 2] }], conv('a', 3, 'in'), ['twice', 'add', {}, 'a', 'a'], ...ending]));
  it('subtraction, of branches that share their start', () =>
    agrees([
      ['in', 'input', { shape: [8, 8, 2] }],
      conv('a', 3, 'in'),
      ['tanh', 'tanh'],
      conv('b', 3, 'tanh'),
      ['merged', 'subtract', {}, 'b', 'tanh'],
      ...ending,
    ]));
  for (const axis of ['channels', 'height', 'width'])
    it(`concatenation by ${axis}`, () =>
      agrees([
        ['in', 'input', { shape: [8, 8, 2] }],
        conv('a', 3, 'in'),
        ['relu', 'relu'],
        conv('b', 3, 'relu'),
        ['merged', 'concat', { axis }, 'relu', 'b', 'a'],
        ...ending,
      ]));
  it('an activation whose input is read elsewhere too', () =>
    agrees([
      ['in', 'input', { shape: [8, 8, 2] }],
      conv('a', 3, 'in'),
      ['relu', 'relu', {}, 'a'],
      ['merged', 'multiply', {}, 'a', 'relu'],
      ...ending,
    ]));
  it('residual blocks with batch normalisation', () =>
    agrees([
      ['in', 'input', { shape: [8, 8, 2] }],
      ['a', 'conv2d', { filters: 4, kernel: [3, 3], padding: 'same', bias: false }],
      ['n1', 'batch_norm'],
      ['r1', 'relu'],
      ['b', 'conv2d', { filters: 4, kernel: [3, 3], padding: 'same', bias: false }],
      ['n2', 'batch_norm'],
      ['sum', 'add', {}, 'n2', 'r1'],
      ['r2', 'relu'],
      ...ending,
    ]));
});

describe('losses', () => {
  const start: readonly Written[] = [
    ['in', 'input', { shape: [8, 8, 2] }],
    conv('a', 3, 'in'),
    ['tanh', 'tanh'],
    ['flat', 'flatten'],
    ['scores', 'linear', { units: 4 }],
  ];
  for (const [end, loss] of [
    ['softmax', 'categorical_crossentropy'],
    ['softplus', 'categorical_crossentropy'],
    ['sigmoid', 'binary_crossentropy'],
    ['softmax', 'binary_crossentropy'],
    ['tanh', 'mean_squared_error'],
    ['log_softmax', 'categorical_crossentropy'],
  ] as const)
    it(`${loss} after ${end}`, () => agrees([...start, ['end', end], ['out', 'output', { loss }]]));
  it('of two outputs, by their weights, one reading what the other passes on', () =>
    agrees([
      ...start,
      ['softmax', 'softmax', {}, 'scores'],
      ['out', 'output', { weight: 0.7 }, 'softmax'],
      ['side', 'linear', { units: 4 }, 'flat'],
      ['aux', 'output', { weight: 0.3, loss: 'mean_squared_error' }, 'side'],
    ]));
});
