import { type Mend, type Refusal, refuse } from '../core/op/operation';
import type { Dim } from '../core/op/shape';

/** Refuses channels that do not fall into equal groups, with the nearest numbers that do; `null` when they do. */
export function refusesGroups(channels: Dim, filters: number, groups: number): Refusal | null {
  const wrong = channels !== null && channels % groups !== 0;
  if (!wrong && filters % groups === 0) return null;
  const mends: Mend[] = [];
  const groupsThatFit = largestDivisor(channels === null ? [filters] : [channels, filters], groups);
  if (!wrong) {
    const up = Math.ceil(filters / groups) * groups;
    mends.push({ label: `Make it ${up} output channels`, do: 'set', params: { filters: up } });
  }
  mends.push({
    label: groupsThatFit === 1 ? 'Use no groups' : `Use ${groupsThatFit} groups`,
    do: 'set',
    params: { groups: groupsThatFit },
  });
  const what = wrong ? `${channels} input channels` : `${filters} output channels`;
  return refuse('not-divisible', `${what} do not divide into ${groups} groups`, {
    why: 'Each group takes an equal share of the input channels and makes an equal share of the output channels.',
    mends,
  });
}

function largestDivisor(numbers: readonly number[], atMost: number): number {
  for (let n = Math.min(atMost, ...numbers); n > 1; n--) if (numbers.every(m => m % n === 0)) return n;
  return 1;
}
