import { describe, expect, it } from 'vitest';
import type { ParamValues } from '../../src/core/op/params';
import type { Trainer } from '../../src/training/trainer';
import { assigned } from './gradients';
import { compiled, gradientPlan, noisyImages, type Written, written } from './networks';
import { onEngine } from './trainers';

const images = Int32Array.of(5, 0, 17, 3, 22, 11, 9, 1);

/** A network that ends in a random operation behind weights: what it says while training is what the operation makes. */
const behind = (op: string, params: ParamValues): readonly Written[] => [
  ['in', 'input', { shape: [12, 12, 1] }],
  ['flat', 'flatten'],
  ['scores', 'linear', { units: 400 }],
  ['r', 'reshape', { shape: [10, 10, 4] }],
  ['random', op, params],
  ['f', 'flatten'],
  ['out', 'output', { loss: 'mean_squared_error' }],
];

async function trainerOf(op: string, params: ParamValues, seed = 3): Promise<Trainer> {
  return onEngine(
    assigned(compiled(written(behind(op, params))), { ...gradientPlan, seed }, noisyImages([12, 12, 1], 4)),
    3,
  );
}
async function said(trainer: Trainer, learningRate = 0): Promise<Float32Array> {
  trainer.step(images, { learningRate });
  return (await trainer.heard())[0]?.[0] ?? new Float32Array();
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('random operations while training', () => {
  it('dropout clears its share of the values and scales the others up', async () => {
    const trainer = await trainerOf('dropout', { rate: 0.25 });
    const [noisy, plain] = [await said(trainer), (await trainer.infer(images))[0] ?? new Float32Array()];
    const kept = [...noisy].map((v, i) => v / (plain[i] ?? Number.NaN)).filter(r => r !== 0);
    expect(1 - kept.length / noisy.length).toBeCloseTo(0.25, 1);
    for (const ratio of kept) expect(ratio).toBeCloseTo(4 / 3, 3);
  });
  it('spatial dropout clears whole channels of an image', async () => {
    const trainer = await trainerOf('spatial_dropout', { rate: 0.5 });
    const noisy = await said(trainer);
    let cleared = 0;
    for (let image = 0; image < 8; image++)
      for (let c = 0; c < 4; c++) {
        const zeros = Array.from({ length: 100 }, (_, i) => noisy[image * 400 + i * 4 + c] === 0).filter(
          Boolean,
        ).length;
        expect([0, 100]).toContain(zeros);
        cleared += zeros / 100;
      }
    expect(cleared).toBeGreaterThan(4);
    expect(cleared).toBeLessThan(28);
  });
  it('Gaussian noise and Gaussian dropout have mean and deviation as said', async () => {
    for (const [op, params, deviation] of [
      ['gaussian_noise', { stddev: 0.5 }, 0.5],
      ['gaussian_dropout', { rate: 0.2 }, 0.5],
    ] as const) {
      const trainer = await trainerOf(op, params);
      const [noisy, plain] = [await said(trainer), (await trainer.infer(images))[0] ?? new Float32Array()];
      const draws = [...noisy].map((v, i) => {
        const x = plain[i] ?? Number.NaN;
        return op === 'gaussian_noise' ? v - x : v / x - 1;
      });
      expect(Math.abs(mean(draws))).toBeLessThan(0.04);
      expect(Math.sqrt(mean(draws.map(d => d * d)))).toBeCloseTo(deviation, 1);
    }
  });
  it('alpha dropout keeps mean and deviation of values that have mean 0 and deviation 1', async () => {
    const trainer = await trainerOf('alpha_dropout', { rate: 0.3 });
    const [noisy, plain] = [await said(trainer), (await trainer.infer(images))[0] ?? new Float32Array()];
    const q = 0.7;
    const a = 1 / Math.sqrt(q * (1 + 0.3 * 1.7580993 ** 2));
    const [low, shift] = [-1.7580993 * a + 0.3 * 1.7580993 * a, 0.3 * 1.7580993 * a];
    const dropped = [...noisy].filter(v => Math.abs(v - low) < 1e-4).length / noisy.length;
    expect(dropped).toBeCloseTo(0.3, 1);
    noisy.forEach((v, i) => {
      if (Math.abs(v - low) >= 1e-4) expect(v).toBeCloseTo((plain[i] ?? Number.NaN) * a + shift, 3);
    });
  });
  it('draw anew each step, the same again after a reset, and others from another seed', async () => {
    const trainer = await trainerOf('dropout', { rate: 0.5 });
    const assignment = assigned(
      compiled(written(behind('dropout', { rate: 0.5 }))),
      gradientPlan,
      noisyImages([12, 12, 1], 4),
    );
    const [first, second] = [await said(trainer), await said(trainer)];
    expect(second).not.toEqual(first);
    trainer.reset(assignment.weights);
    expect(await said(trainer)).toEqual(first);
    expect(await said(await trainerOf('dropout', { rate: 0.5 }, 4))).not.toEqual(first);
  });
  for (const [op, params] of [
    ['dropout', { rate: 0.4 }],
    ['spatial_dropout', { rate: 0.4 }],
    ['gaussian_dropout', { rate: 0.3 }],
    ['gaussian_noise', { stddev: 0.3 }],
    ['alpha_dropout', { rate: 0.2 }],
  ] as const)
    it(`${op} hands the gradient back through the same draws`, async () => {
      const model = compiled(written(behind(op, params)));
      const assignment = assigned(model, gradientPlan, noisyImages([12, 12, 1], 4));
      const trainer = await onEngine(assignment, 3);
      const labels = Array.from(images, i => assignment.dataset.labels[i] ?? 0);
      // The loss of the first step as a function of one bias, whose draws are the same after every reset.
      const bias = assignment.weights.get('scores/bias')?.values ?? new Float32Array();
      const lossAt = async (unit: number, by: number): Promise<number> => {
        const moved = bias.slice();
        moved[unit] = (moved[unit] ?? 0) + by;
        trainer.reset(new Map([...assignment.weights, ['scores/bias', { shape: [400], values: moved }]]));
        const values = await said(trainer);
        let loss = 0;
        values.forEach((v, i) => {
          loss += (v - (i % 400 === labels[Math.floor(i / 400)] ? 1 : 0)) ** 2 / 400 / 8;
        });
        return loss;
      };
      trainer.reset(assignment.weights);
      await said(trainer, 1);
      const after = (await trainer.weights()).get('scores/bias')?.values ?? new Float32Array();
      for (const unit of [0, 1, 2, 3, 77, 399]) {
        const slope = (bias[unit] ?? 0) - (after[unit] ?? Number.NaN);
        const measured = ((await lossAt(unit, 0.5)) - (await lossAt(unit, -0.5))) / 1;
        expect(Math.abs(slope - measured), `unit ${unit}`).toBeLessThan(1e-5 + 1e-2 * Math.abs(measured));
      }
    });
});
