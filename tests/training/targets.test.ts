import { describe, expect, it } from 'vitest';
import { RunFailure } from '../../src/training/failure';
import { targetsOf, wantedOf } from '../../src/training/targets';
import { lastOf, listen, tinyRequest, tinySession } from './session-harness';
import { tinyImages, tinyPlan } from './tiny';

/** The tiny images, with labels that occur 25, 15 and 10 times while training, and only the first among the held out. */
const lopsided = () => ({
  ...tinyImages(),
  labels: Uint8Array.from({ length: 71 }, (_, i) => (i >= 50 || i < 25 ? 0 : i < 40 ? 1 : 2)),
});

describe('what a plan wants of the network', () => {
  it('counts every image alike, and smooths nothing, unless it says so', () =>
    expect(targetsOf(tinyPlan, tinyImages())).toEqual({ smoothing: 0, classWeights: null }));

  it('balances the classes by the training images alone', () => {
    const { classWeights } = targetsOf({ ...tinyPlan, classWeights: 'balanced' }, lopsided());
    [50 / 75, 50 / 45, 50 / 30].forEach((weight, c) => {
      expect(classWeights?.[c]).toBeCloseTo(weight, 6);
    });
  });
  it('makes a mean image count 1 where a class does not occur', () => {
    const dataset = { ...lopsided(), labels: lopsided().labels.map(l => Math.min(l, 1)) };
    const { classWeights } = targetsOf({ ...tinyPlan, classWeights: 'balanced' }, dataset);
    expect([...(classWeights ?? [])]).toEqual([1, 1, 1]);
  });

  it('smooths as Keras does', () => {
    expect(wantedOf('categorical_crossentropy', 0.1, 5)).toEqual({ on: 0.92, off: 0.02 });
    expect(wantedOf('binary_crossentropy', 0.1, 5)).toEqual({ on: 0.95, off: 0.05 });
    expect(wantedOf('mean_squared_error', 0.1, 5)).toEqual({ on: 1, off: 0 });
  });

  it('refuses weights that leave no image to learn from', () => {
    const none = () => targetsOf({ ...tinyPlan, classWeights: [0, 0, 0] }, tinyImages());
    expect(none).toThrow('All class weights are 0, so no image counts. Give at least one class a weight above 0');
    expect(targetsOf({ ...tinyPlan, classWeights: [0, 0, 1] }, tinyImages()).classWeights).toHaveLength(3);
  });

  it('refuses weights that are not one per class, in a sentence', async () => {
    expect(() => targetsOf({ ...tinyPlan, classWeights: [1, 2] }, tinyImages())).toThrow(RunFailure);
    const told = listen();
    await tinySession().start(tinyRequest({ classWeights: [1] }), told.events);
    expect(lastOf(told, 'failed')).toMatchObject({
      says: 'The plan has 1 class weight, the data set 3 classes',
      wayOut: 'Give one weight per class, or have them balanced',
    });
  });
});
