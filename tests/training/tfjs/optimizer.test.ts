import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import type { TrainingPlan } from '../../../src/core/document/training-plan';
import { createOptimizer } from '../../../src/training/tfjs/optimizer';
import { tinyPlan } from '../tiny';

/** What one step of plain descent with rate 1 takes away from two variables of these gradients, one large, one small. */
function taken(gradients: readonly [large: number, small: number], plan: Partial<TrainingPlan>): readonly number[] {
  const variables = tf.tidy(() => [tf.variable(tf.zeros([70_000])), tf.variable(tf.zeros([2, 2]))]);
  const optimizer = createOptimizer({ ...tinyPlan, optimizer: 'sgd', ...plan }, variables);
  const given = variables.map((v, i) => [v.name, tf.fill(v.shape, gradients[i] ?? 0)] as const);
  optimizer.apply(Object.fromEntries(given), 1);
  const left = variables.map(v => -(v.dataSync()[0] ?? Number.NaN));
  optimizer.reset();
  tf.dispose([variables, given.map(([, g]) => g)]);
  return left;
}

describe('gradients that are clipped', () => {
  // √(70,000 · 0.01² + 4 · 1.5²) = 4
  it('keep their directions and get the norm that is taken over all of them', () => {
    const [large, small] = taken([0.01, 1.5], { clipNorm: 2 });
    expect(large).toBeCloseTo(0.005, 7);
    expect(small).toBeCloseTo(0.75, 5);
  });
  it('are left alone where their norm is smaller', () => {
    const [large, small] = taken([0.01, 1.5], { clipNorm: 4.1 });
    expect(large).toBeCloseTo(0.01, 8);
    expect(small).toBeCloseTo(1.5, 6);
  });
  it('stay no numbers when they are none', () =>
    expect(taken([Number.NaN, 1], { clipNorm: 2 }).every(Number.isNaN)).toBe(true));
  it('are clipped before weight decay is added', () => {
    const variable = tf.variable(tf.tensor1d([10]));
    const optimizer = createOptimizer({ ...tinyPlan, optimizer: 'sgd', clipNorm: 1, weightDecay: 0.1 }, [variable]);
    optimizer.apply({ [variable.name]: tf.tensor1d([5]) }, 1);
    expect(variable.dataSync()[0]).toBeCloseTo(10 - 1 - 1, 6);
  });
  it('leave nothing behind in memory', () => {
    const before = tf.memory().numTensors;
    taken([0.01, 1.5], { clipNorm: 2 });
    expect(tf.memory().numTensors).toBe(before);
  });
});
