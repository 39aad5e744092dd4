import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Schedule, TrainingPlan } from '../../src/core/document/training-plan';
import { afterValidation, rateAt, SCHEDULE_START, stretched } from '../../src/training/schedule';

type Rated = Pick<TrainingPlan, 'learningRate' | 'schedule' | 'warmUp'>;

/** The rates of steps 0 up to `steps`, of a run planned over them. */
const rates = (plan: Omit<Rated, 'learningRate'>, steps: number, stepsPerEpoch = 1): number[] =>
  Array.from({ length: steps }, (_, step) =>
    rateAt({ learningRate: 0.1, ...plan }, stretched(SCHEDULE_START, 0, steps), step, stepsPerEpoch),
  );
const close = (got: readonly number[], wanted: readonly number[]) => {
  expect(got).toHaveLength(wanted.length);
  got.forEach((rate, i) => {
    expect(rate, `step ${i}`).toBeCloseTo(wanted[i] ?? Number.NaN, 9);
  });
};

describe('the learning rate', () => {
  it('stays without a schedule', () => close(rates({}, 3), [0.1, 0.1, 0.1]));

  // The next three: PyTorch 1.13, SGD of rate 0.1, the rate read before each step.
  it('falls by steps as StepLR(2, 0.5) has it', () =>
    close(rates({ schedule: { kind: 'step', every: 2, factor: 0.5 } }, 6), [0.1, 0.1, 0.05, 0.05, 0.025, 0.025]));

  it('falls along a cosine as CosineAnnealingLR(8, eta_min=0.01) has it', () =>
    close(
      rates({ schedule: { kind: 'cosine', floor: 0.1 } }, 8),
      [0.1, 0.096574579, 0.0868198052, 0.0722207545, 0.055, 0.0377792455, 0.0231801948, 0.013425421],
    ));

  it('goes through one cycle as OneCycleLR(0.1, total_steps=10, pct_start=0.3) has it', () =>
    close(
      rates({ schedule: { kind: 'one-cycle', peak: 0.3 } }, 10),
      [
        0.004, 0.052, 0.1, 0.0950484632, 0.0811745654, 0.0611262022, 0.0388741978, 0.0188258346, 0.0049519368,
        0.0000004,
      ],
    ));

  it('falls at the ends of epochs, however many steps they have', () =>
    close(
      rates({ schedule: { kind: 'step', every: 1, factor: 0.1 } }, 7, 3),
      [0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.001],
    ));

  it('rises in a straight line while it warms up, then the schedule begins', () => {
    close(rates({ warmUp: 1 }, 6, 4), [0.025, 0.05, 0.075, 0.1, 0.1, 0.1]);
    close(rates({ warmUp: 0.5 }, 4, 4), [0.05, 0.1, 0.1, 0.1]);
    const schedule: Schedule = { kind: 'cosine', floor: 0.1 };
    close(rates({ warmUp: 2, schedule }, 10), [0.05, 0.1, ...rates({ schedule }, 8)]);
    const step: Schedule = { kind: 'step', every: 2, factor: 0.5 };
    close(rates({ warmUp: 1, schedule: step }, 5), [0.1, 0.1, 0.1, 0.05, 0.05]);
  });

  it('warms up to where one cycle begins', () => {
    const schedule: Schedule = { kind: 'one-cycle', peak: 0.3 };
    close(rates({ warmUp: 2, schedule }, 12), [0.002, 0.004, ...rates({ schedule }, 10)]);
  });

  it('is never below 0 or above the one of the plan, whatever the schedule', () => {
    const share = fc.double({ min: 0, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(
        fc.oneof(
          share.map((floor): Schedule => ({ kind: 'cosine', floor })),
          share.map((peak): Schedule => ({ kind: 'one-cycle', peak })),
        ),
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 5 }),
        (schedule, warmUp, steps, stepsPerEpoch) => {
          for (const rate of rates({ schedule, warmUp }, steps, stepsPerEpoch)) {
            expect(rate).toBeGreaterThanOrEqual(0);
            expect(rate).toBeLessThanOrEqual(0.1 + 1e-12);
          }
        },
      ),
    );
  });

  it('goes through a cosine anew when a run that is over is given more epochs', () => {
    const plan: Rated = { learningRate: 0.1, schedule: { kind: 'cosine', floor: 0 }, warmUp: 1 };
    const more = stretched(stretched(SCHEDULE_START, 0, 8), 8, 12);
    close(
      [8, 9, 10, 11].map(step => rateAt(plan, more, step, 2)),
      rates({ schedule: { kind: 'cosine', floor: 0 } }, 4),
    );
  });
});

describe('a plateau', () => {
  const plan: Rated = { learningRate: 0.1, schedule: { kind: 'plateau', patience: 2, factor: 0.5 } };
  const rateAfter = (losses: readonly number[], of = plan): number =>
    rateAt(
      of,
      losses.reduce((state, loss) => afterValidation(of, state, loss), SCHEDULE_START),
      0,
      1,
    );

  it('lowers the rate when the loss has not improved for so many epochs, and waits as long again', () => {
    const losses = [1, 0.9, 0.9, 0.95, 0.92, 0.91, 0.8, 0.85, 0.85];
    // By Keras's rule, by hand: the best is 0.9 at the second, then 0.8 at the seventh.
    const wanted = [0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.025, 0.0125];
    close(
      losses.map((_, i) => rateAfter(losses.slice(0, i + 1))),
      wanted,
    );
  });
  it('is over with a loss that is better by the least bit', () => close([rateAfter([1, 1.1, 0.999999, 1.1])], [0.1]));
  it('does nothing to other schedules', () => {
    const constant: Rated = { learningRate: 0.1 };
    expect(afterValidation(constant, SCHEDULE_START, 1)).toBe(SCHEDULE_START);
  });
  it('can be written down and taken up again', () => {
    const state = [1, 1.1].reduce((s, loss) => afterValidation(plan, s, loss), SCHEDULE_START);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    expect(afterValidation(plan, JSON.parse(JSON.stringify(state)), 1.2).share).toBe(0.5);
  });
});
