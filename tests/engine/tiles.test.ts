import { describe, expect, it } from 'vitest';
import type { ParamValues } from '../../src/core/op/params';
import { assigned, difference, gradients } from './gradients';
import { compiled, gradientPlan, noisyImages, type Written, written } from './networks';
import { onEngine, onTfjs } from './trainers';

/** A 3×3 convolution behind another, so that its input's gradient is asked for. */
const net = (side: number, channels: number, params: ParamValues, branch: boolean): readonly Written[] => [
  ['in', 'input', { shape: [side, side, 3] }],
  ['before', 'conv2d', { filters: channels, kernel: [1, 1] }],
  ['middle', 'conv2d', { kernel: [3, 3], ...params }],
  ...(branch
    ? ([
        ['other', 'conv2d', { kernel: [3, 3], ...params }, 'before'],
        ['sum', 'add', {}, 'middle', 'other'],
      ] as const)
    : []),
  ['act', 'tanh'],
  ['flat', 'flatten'],
  ['scores', 'linear', { units: 4 }],
  ['softmax', 'softmax'],
  ['out', 'output'],
];

describe('a convolution in tiles', () => {
  const images = Int32Array.of(5, 0, 17, 3, 22, 11, 7);
  for (const [title, side, channels, params, branch] of [
    ['of an even output', 12, 8, { filters: 8, padding: 'same' }, false],
    ['of an odd output, cut to the inside', 13, 9, { filters: 12, padding: 'valid' }, false],
    ['whose input two read', 11, 10, { filters: 9, padding: 'same', bias: false }, true],
    ['with uneven padding', 10, 16, { filters: 24, padding: [2, 0, 1, 2] }, false],
    ['of few pixels and many channels', 4, 40, { filters: 72, padding: 'same' }, false],
  ] as const) {
    it(`${title} has the values and gradients that tfjs has`, async () => {
      const model = compiled(written(net(side, channels, params, branch)));
      const assignment = assigned(model, gradientPlan, noisyImages([side, side, 3], 4));
      const [engine, tfjs] = [await onEngine(assignment, 3), await onTfjs(assignment)];
      const [said] = await engine.infer(images);
      const [wanted] = await tfjs.infer(images);
      expect(difference(said ?? new Float32Array(), wanted ?? new Float32Array())).toBeLessThan(1e-4);
      const ours = await gradients(engine, assignment.weights, images);
      const theirs = await gradients(tfjs, assignment.weights, images);
      for (const [name, values] of theirs)
        expect(difference(ours.get(name) ?? new Float32Array(), values), name).toBeLessThan(1e-3);
    });
  }
});
