import type { CurvePoint, RunListener, RunState } from '../../../src/training/protocol';

/** A listener that remembers both curves as numbers. */
export function remembering(hear: (state: RunState) => void = () => undefined) {
  const curves: Record<'train' | 'validation', CurvePoint[]> = { train: [], validation: [] };
  let last: RunState = { phase: 'idle' };
  const listener: RunListener = {
    state(state) {
      last = state;
      hear(state);
    },
    points: (curve, points) => void curves[curve].push(...points),
    kept: kept => console.log(kept.ok ? `kept ${kept.facts.step}` : `not kept: ${kept.says}`),
  };
  return { listener, curves, last: () => last };
}
