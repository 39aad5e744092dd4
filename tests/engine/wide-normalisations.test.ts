import { expect, it } from 'vitest';
import type { ParamValues } from '../../src/core/op/params';
import { assigned, difference, gradients } from './gradients';
import { compiled, gradientPlan, noisyImages, written } from './networks';
import { onEngine, onTfjs } from './trainers';

/** On 18 channels, which the kernels take four at a time: whole fours in the middle, a part of one at the end. */
const CASES: readonly (readonly [op: string, params: ParamValues])[] = [
  ['group_norm', { groups: 18 }],
  ['group_norm', { groups: 9 }],
  ['group_norm', { groups: 2 }],
  ['group_norm', { groups: 2, scale: false, center: false }],
  ['layer_norm', {}],
  ['local_response_norm', { radius: 2, bias: 1, alpha: 0.3, beta: 0.7 }],
  ['local_response_norm', { radius: 30, bias: 2, alpha: 0.1, beta: 0.5 }],
];

it.each(CASES)('%s %j on 18 channels has tfjs’s values and gradients', async (op, params) => {
  const model = compiled(
    written([
      ['in', 'input', { shape: [5, 5, 3] }],
      ['c', 'conv2d', { filters: 18, kernel: [2, 2], bias: false }],
      ['n', op, params],
      ['f', 'flatten'],
      ['l', 'linear', { units: 4 }],
      ['o', 'output', { loss: 'mean_squared_error' }],
    ]),
  );
  const images = Int32Array.of(5, 0, 17, 3, 22, 11);
  const assignment = assigned(model, gradientPlan, noisyImages([5, 5, 3], 4));
  const [engine, tfjs] = [await onEngine(assignment, 4), await onTfjs(assignment)];
  const [said, wanted] = [await engine.infer(images), await tfjs.infer(images)];
  expect(difference(said[0] ?? new Float32Array(), wanted[0] ?? new Float32Array())).toBeLessThan(1e-4);
  const ours = await gradients(engine, assignment.weights, images);
  for (const [name, gradient] of await gradients(tfjs, assignment.weights, images))
    expect(difference(ours.get(name) ?? new Float32Array(), gradient), name).toBeLessThan(1e-3);
  engine.dispose();
  tfjs.dispose();
});
