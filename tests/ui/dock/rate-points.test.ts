import { describe, expect, it } from 'vitest';
import { DEFAULT_PLAN, type TrainingPlan } from '../../../src/core/document/training-plan';
import { ratePoints } from '../../../src/ui/dock/panel/sections/rate-points';

const plan = (more: Partial<TrainingPlan>): TrainingPlan => ({
  ...DEFAULT_PLAN,
  learningRate: 1,
  epochs: 10,
  batchSize: 100,
  ...more,
});
const TRAIN = 8000;
const at = (points: ReturnType<typeof ratePoints>, epoch: number): number =>
  points.find(p => Math.abs(p.epoch - epoch) < 1e-9)?.rate ?? Number.NaN;

describe('the drawn learning rate', () => {
  it('stays where it is without a schedule, up to the end', () => {
    const points = ratePoints(plan({}), TRAIN);
    expect(new Set(points.map(p => p.rate))).toEqual(new Set([1]));
    expect(points[0]?.epoch).toBe(0);
    expect(points.at(-1)?.epoch).toBe(10);
  });

  it('falls along half a cosine', () => {
    const points = ratePoints(plan({ schedule: { kind: 'cosine', floor: 0 } }), TRAIN);
    expect(at(points, 0)).toBeCloseTo(1);
    expect(at(points, 5)).toBeCloseTo(0.5);
    expect(points.at(-1)?.rate).toBeLessThan(0.001);
  });

  it('shows both sides of a cut and the rise before it', () => {
    const points = ratePoints(plan({ schedule: { kind: 'step', every: 4, factor: 0.5 }, warmUp: 1 }), TRAIN);
    expect(at(points, 0)).toBeCloseTo(1 / 80);
    expect(at(points, 1)).toBeCloseTo(1);
    expect(at(points, 4 + 79 / 80)).toBeCloseTo(1);
    expect(at(points, 5)).toBeCloseTo(0.5);
  });

  it('cuts on a plateau as if the loss never improved again', () => {
    const points = ratePoints(plan({ schedule: { kind: 'plateau', patience: 2, factor: 0.1 } }), TRAIN);
    expect(at(points, 2)).toBeCloseTo(1);
    expect(at(points, 3)).toBeCloseTo(0.1);
    expect(at(points, 5)).toBeCloseTo(0.01);
  });

  it('stays small for long runs', () => {
    expect(ratePoints(plan({ epochs: 10_000, batchSize: 1 }), TRAIN).length).toBeLessThan(300);
  });
});
