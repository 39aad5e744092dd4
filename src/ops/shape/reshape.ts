import { type Mend, operation, refuse, tensor } from '../../core/op/operation';
import { dims } from '../../core/op/params';
import { type Dim, formatShape, type Shape, sizeOf } from '../../core/op/shape';
import { grouped } from '../limits';

/** `target` with its one unknown length worked out from the number of values; `null` when they don't come out even. */
function filledIn(size: number, target: Shape): Shape | null {
  const known = target.reduce<number>((product, d) => product * (d ?? 1), 1);
  if (!target.includes(null)) return known === size ? target : null;
  return size % known === 0 ? target.map(d => d ?? size / known) : null;
}

const unknowns = (target: Shape): number => target.filter(d => d === null).length;

export const reshape = operation({
  id: 'reshape',
  title: 'Reshape',
  category: 'shape',
  kind: 'shape',
  order: 2,
  glyph: '<rect x="3" y="7" width="6" height="6"/><path d="M12 4h5v12h-5zM12 10h5"/>',
  summary: 'Reads the same values, in the same order, as a tensor of another shape.',
  aliases: ['view', 'unflatten', 'nn.Unflatten', 'torch.reshape', 'expand', 'squeeze'],
  figure: { own: true },
  formula: '\\operatorname{vec}(y) = \\operatorname{vec}(x)',
  typed: ['shape'],
  inputs: { x: tensor() },
  params: {
    shape: dims({
      default: [null],
      open: true,
      minLength: 1,
      maxLength: 5,
      label: 'New shape',
      help: 'One length may be ?: it is worked out from the others.',
    }),
  },
  notation: p => formatShape(p.shape),
  shape({ x }, p) {
    if (unknowns(p.shape) > 1)
      return refuse(
        'illegal-parameter',
        `Only one length can be worked out, ${formatShape(p.shape)} leaves ${unknowns(p.shape)} open`,
        {
          mends: keepFirstOpen(p.shape),
        },
      );
    const size = sizeOf(x);
    if (size === null) return p.shape;
    return filledIn(size, p.shape) ?? refusesSize(x, size, p.shape);
  },
  arithmetic({ x }, p) {
    const size = sizeOf(x);
    const y = size === null || unknowns(p.shape) > 1 ? null : filledIn(size, p.shape);
    return y && p.shape.includes(null) && p.shape.length > 1
      ? [`${size} / ${p.shape.filter(d => d !== null).join(' / ')} = ${y[p.shape.indexOf(null)]}`]
      : [];
  },
  // The length that is worked out is written down: tfjs takes -1 for unknown when the next layer sizes its weights.
  keras: (k, { x }, _, { y }) => k.layer('Reshape', { target_shape: y.map(d => d ?? -1) }, [x]),
  engine: (b, { x }) => b.add({ kind: 'reshape' }, [x]),
  fromKeras: {
    Reshape: ({ target_shape: target }) =>
      Array.isArray(target)
        ? { shape: target.map((d: unknown): Dim => (typeof d === 'number' && d >= 0 ? d : null)) }
        : null,
  },
});

function keepFirstOpen(target: Shape): readonly Mend[] {
  const first = target.indexOf(null);
  const shape = target.map((d, i) => (d === null && i !== first ? 1 : d));
  return [{ label: `Reshape to ${formatShape(shape)}`, do: 'set', params: { shape } }];
}

function refusesSize(x: Shape, size: number, target: Shape) {
  const wanted = sizeOf(target);
  const product = target.reduce<number>((n, d) => n * (d ?? 1), 1);
  const mends: Mend[] = [];
  for (let i = target.length - 1; i >= 0 && wanted !== null; i--) {
    const rest = target.map((d, at) => (at === i ? null : d));
    const fits = filledIn(size, rest);
    if (fits) mends.push({ label: `Reshape to ${formatShape(fits)}`, do: 'set', params: { shape: fits } });
  }
  if (mends.length === 0)
    mends.push({ label: `Lay it out as ${grouped(size)} numbers`, do: 'set', params: { shape: [size] } });
  const needs = wanted === null ? `a multiple of ${grouped(product)}` : grouped(wanted);
  return refuse(
    'wrong-size',
    `Reshape to ${formatShape(target)} needs ${needs} values, got ${formatShape(x)}, which has ${grouped(size)}`,
    {
      why: 'Reshape moves no value and makes none, so their number stays.',
      mends: mends.slice(0, 3),
    },
  );
}
