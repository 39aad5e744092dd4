import fc from 'fast-check';
import type { Operation } from '../../src/core/op/operation';
import type { Dim, Shape } from '../../src/core/op/shape';
import { type Case, caseArbitrary } from './arbitrary';

/** Parameters that chance alone rarely makes fit, by operation: half of the cases get a value that may. */
const FITTING: Readonly<Record<string, (c: Case) => fc.Arbitrary<Case['p']>>> = {
  conv2d: c => dividing(c, 'groups'),
  transposed_conv2d: c =>
    fc.tuple(dividing(c, 'groups'), fc.boolean()).map(([p, plain]) => (plain ? { ...p, outputPadding: [0, 0] } : p)),
  reshape: c => {
    const x = c.x.x as Shape;
    return fc
      .tuple(fc.shuffledSubarray([...x], { minLength: x.length }), fc.boolean(), fc.boolean())
      .map(([lengths, joined, open]) => {
        const [first = 1, second = 1, ...rest] = lengths;
        const shape: Dim[] = joined ? [Number(first) * Number(second), ...rest] : lengths;
        return { shape: open ? [null, ...shape.slice(1)] : shape };
      });
  },
  permute: c =>
    fc
      .shuffledSubarray(
        (c.x.x as Shape).map((_, i) => i + 1),
        { minLength: c.x.x?.length ?? 0 },
      )
      .map(order => ({ order })),
  input: () => fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 3 }).map(shape => ({ shape })),
};

/** A number of groups that divides both input and output channels. */
function dividing(c: Case, name: string): fc.Arbitrary<Case['p']> {
  const channels = Number(c.x.x?.[2]);
  const divisors = [1, 2, 3, 4, 5, 6].filter(n => channels % n === 0);
  return fc
    .tuple(fc.constantFrom(...divisors), fc.integer({ min: 1, max: 3 }))
    .map(([groups, times]) => ({ ...c.p, [name]: groups, filters: groups * times }));
}

/** Cases of which enough are legal, for the operations whose parameters must suit each other. */
export function likelyCase(op: Operation): fc.Arbitrary<Case> | null {
  const fitting = FITTING[op.id];
  if (!fitting) return null;
  return caseArbitrary(op).chain(c =>
    fc.oneof(
      fc.constant(c),
      fitting(c).map(p => ({ x: c.x, p: { ...c.p, ...p } })),
    ),
  );
}
