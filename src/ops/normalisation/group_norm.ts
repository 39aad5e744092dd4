import { readFlag, readNumber } from '../../core/op/kerasConfig';
import { type Mend, operation, type Port, refuse } from '../../core/op/operation';
import { flag, int, real } from '../../core/op/params';
import { allRead } from '../kerasFields';

const features: Port = { label: 'tensor', ranks: [1, 2, 3] };

/** The divisors of `n` that lie next to `near`, the closer one first; one when `near` is itself one. */
function nearestDivisors(n: number, near: number): readonly number[] {
  let below = Math.min(n, near);
  while (n % below !== 0) below -= 1;
  let above = Math.min(n, near);
  while (n % above !== 0) above += 1;
  return [...new Set([below, above])].sort((a, b) => Math.abs(a - near) - Math.abs(b - near));
}

export const groupNorm = operation({
  id: 'group_norm',
  title: 'Group normalisation',
  short: 'Group norm',
  order: 3,
  category: 'normalisation',
  kind: 'norm',
  summary:
    'Brings each group of channels of each sample to mean 0 and deviation 1; one group takes all channels, as many groups as channels make it instance normalisation.',
  aliases: [
    'gn',
    'groupnorm',
    'group normalization',
    'instance normalisation',
    'instance normalization',
    'nn.GroupNorm',
    'F.group_norm',
  ],
  glyph: '<path d="M2.5 14c1.9 0 2.2-8 3.8-8s1.9 8 3.7 8 2.2-8 3.8-8 1.9 8 3.7 8"/><path d="M10 4v12" opacity=".4"/>',
  figure: { legend: 'Group norm' },
  formula: 'y = \\gamma \\frac{x - \\mu_g}{\\sqrt{\\sigma_g^2 + \\epsilon}} + \\beta',
  typed: ['groups'],
  inputs: { x: features },
  params: {
    groups: int({ default: 8, min: 1, label: 'Groups', help: 'Must divide the number of channels.' }),
    epsilon: real({
      default: 1e-3,
      min: 1e-7,
      max: 1,
      step: 1e-4,
      label: 'Epsilon',
      help: 'Added to the variance so that equal values are not divided by 0.',
    }),
    scale: flag({ default: true, label: 'Scale (γ)', help: 'Learn a factor for each channel.' }),
    center: flag({ default: true, label: 'Shift (β)', help: 'Learn an offset for each channel.' }),
  },
  notation: p => [`${p.groups} groups`, p.scale ? '' : 'no γ', p.center ? '' : 'no β'].filter(Boolean).join(', '),
  shape({ x }, p) {
    const channels = x.at(-1) ?? null;
    if (channels === null || channels % p.groups === 0) return x;
    return refuse('not-divisible', `${channels} channels do not divide into ${p.groups} groups`, {
      why: 'Every group has the same number of channels.',
      mends: nearestDivisors(channels, p.groups).map(
        (groups): Mend => ({
          label: groups === 1 ? 'Use 1 group' : `Use ${groups} groups`,
          do: 'set',
          params: { groups },
        }),
      ),
    });
  },
  weights({ x }, p) {
    const shape = [x.at(-1) ?? null];
    return { gamma: p.scale && { shape, init: 'ones' }, beta: p.center && { shape, init: 'zeros' } };
  },
  keras: (k, { x }, p) =>
    k.layer(
      'GroupNormalization',
      { groups: p.groups, axis: -1, epsilon: p.epsilon, center: p.center, scale: p.scale },
      [x],
    ),
  engine: (b, { x }, p) => b.add({ kind: 'groupNorm', groups: p.groups, byPixel: false, epsilon: p.epsilon }, [x]),
  fromKeras: {
    GroupNormalization(c) {
      const axis = c.axis ?? -1;
      const groups = readNumber(c, 'groups', 32);
      // Keras's −1, "as many as channels", can't be said without the channels.
      if (typeof axis !== 'number' || axis === 0 || groups === -1) return null;
      return allRead({
        groups,
        epsilon: readNumber(c, 'epsilon', 1e-3),
        scale: readFlag(c, 'scale', true),
        center: readFlag(c, 'center', true),
      });
    },
  },
});
