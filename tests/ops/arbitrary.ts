import fc from 'fast-check';
import { isMany, type Operation, type Port } from '../../src/core/op/operation';
import type { ParamSpec, ParamValue, ParamValues } from '../../src/core/op/params';
import type { Dim, Shape } from '../../src/core/op/shape';

/** One use of an operation: the shapes that arrive, by port, and parameters that pass their specification. */
export interface Case {
  readonly x: Readonly<Record<string, Shape | readonly Shape[]>>;
  readonly p: ParamValues;
}

/** A value that a parameter's specification allows, small enough that windows fit images now and then. */
export function paramArbitrary(spec: ParamSpec): fc.Arbitrary<ParamValue> {
  switch (spec.kind) {
    case 'int': {
      const min = spec.min ?? 0;
      return small(min, Math.min(spec.max ?? min + 8, min + 8));
    }
    case 'real': {
      const min = spec.min ?? -2;
      return fc.double({ min, max: Math.min(spec.max ?? min + 4, min + 4), noNaN: true, noDefaultInfinity: true });
    }
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...spec.options.map(o => o.value));
    case 'size2d': {
      const min = spec.min ?? 0;
      const pair = fc.tuple(small(min, min + 4), small(min, min + 4));
      return fc.oneof({ weight: 3, arbitrary: pair }, fc.constant(spec.default));
    }
    case 'padding2d':
      return fc.oneof(fc.constantFrom('valid' as const, 'same' as const), fourSides(2));
    case 'sides':
      return fourSides(3);
    case 'dims': {
      const length = small(spec.min ?? 1, 6);
      const item: fc.Arbitrary<Dim> = spec.open ? fc.option(length, { freq: 6 }) : length;
      return fc.array(item, { minLength: spec.minLength ?? 1, maxLength: spec.maxLength ?? 4 });
    }
  }
}

/** Small numbers are the likelier ones, so that most cases are legal and some are not. */
const small = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof({ weight: 2, arbitrary: fc.integer({ min, max: Math.min(min + 2, max) }) }, fc.integer({ min, max }));

const fourSides = (most: number) => {
  const side = fc.integer({ min: 0, max: most });
  return fc.tuple(side, side, side, side);
};

const length = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 4, max: 12 }) }, fc.integer({ min: 1, max: 4 }));

/** A shape with as many axes as one of `ranks`; one to three where any will do. */
export const shapeArbitrary = (ranks: readonly number[] | null): fc.Arbitrary<Shape> =>
  fc
    .constantFrom(...(ranks ?? [1, 2, 3]))
    .chain(rank =>
      rank === 3
        ? fc.tuple(length, length, fc.integer({ min: 1, max: 6 }))
        : fc.array(length, { minLength: rank, maxLength: rank }),
    );

/** A shape like `base`, with now and then an axis made 1, made longer, or left out. */
const relatedShape = (base: Shape): fc.Arbitrary<Shape> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(base) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.nat(base.length - 1), fc.integer({ min: 1, max: 12 }))
        .map(([axis, d]) => base.map((old, i) => (i === axis ? d : old))),
    },
    { weight: 1, arbitrary: fc.nat(base.length - 1).map(axis => base.map((old, i) => (i === axis ? 1 : old))) },
    { weight: 1, arbitrary: fc.constant(base.length > 1 ? base.slice(1) : base) },
  );

const arriving = (port: Port, base: Shape): fc.Arbitrary<Shape | readonly Shape[]> =>
  isMany(port)
    ? fc
        .array(relatedShape(base), { minLength: port.min, maxLength: port.min + 2 })
        .map(([, ...more]) => [base, ...more])
    : fc
        .oneof({ weight: 3, arbitrary: fc.constant(base) }, relatedShape(base))
        .filter(s => port.ranks?.includes(s.length) ?? true);

/** Any use of the operation that its ports and parameters allow. */
export function caseArbitrary(op: Operation): fc.Arbitrary<Case> {
  const ports = Object.entries(op.inputs);
  const ranks = ports.find(([, port]) => port.ranks !== null)?.[1].ranks ?? null;
  const params = fc.record(
    Object.fromEntries(Object.entries(op.params).map(([name, spec]) => [name, paramArbitrary(spec)])),
  );
  return shapeArbitrary(ranks).chain(base =>
    fc.record({
      x: fc.record(
        Object.fromEntries(
          ports.map(([name, port], i) => [name, i === 0 && !isMany(port) ? fc.constant(base) : arriving(port, base)]),
        ),
      ),
      p: params,
    }),
  );
}
