/** Steps of a whole sweep of learning rates, from the lowest to the highest. */
export const SWEEP_STEPS = 100;
const LOWEST = 1e-6;
const HIGHEST = 10;

/** Steps to either side that a smoothed loss is taken from. */
const REACH = 3;

/** The rate of a step of the sweep: every step multiplies it by the same. */
export const sweepRate = (step: number): number => LOWEST * (HIGHEST / LOWEST) ** (step / (SWEEP_STEPS - 1));

/** Each loss as the mean of its neighbourhood, so that it lags behind neither way. */
export function smoothed(losses: readonly number[]): readonly number[] {
  return losses.map((_, i) => {
    const near = losses.slice(Math.max(0, i - REACH), i + REACH + 1);
    return near.reduce((sum, loss) => sum + loss, 0) / near.length;
  });
}
