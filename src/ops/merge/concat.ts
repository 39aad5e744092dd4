import { type Mend, many, operation, type Refusal, refuse } from '../../core/op/operation';
import { choice } from '../../core/op/params';
import { type Dim, formatShape, mayEqual, type Shape } from '../../core/op/shape';
import { inputName, numbered, resizeMends } from '../aligning';
import { bounded } from '../limits';

const AXES = { channels: -1, height: 1, width: 2 } as const;
type Axis = keyof typeof AXES;

/** The axis's place in a shape without batch; beyond its end where the tensor has no such axis. */
const place = (axis: Axis, rank: number): number => (axis === 'channels' ? rank - 1 : AXES[axis] - 1);

export const concat = operation({
  id: 'concat',
  title: 'Concatenate',
  short: 'Concat',
  category: 'merge',
  kind: 'merge',
  order: 2,
  glyph: '<path d="M10 17v-5L4.5 4M10 12l5.5-8"/>',
  summary: 'Stacks tensors one behind the other, by channels: the meeting point of parallel branches.',
  aliases: ['concatenate', 'cat', 'stack', 'join', 'depth concat', 'torch.cat', 'filter concat'],
  figure: { verb: 'Concatenation', legend: 'Concat' },
  formula: 'y = [x_1,\\; x_2,\\; \\dots]',
  inputs: { x: many('parts') },
  params: {
    axis: choice({
      default: 'channels',
      label: 'Along',
      help: 'The axis that grows; all others must agree.',
      options: { channels: 'channels', height: 'height', width: 'width' },
    }),
  },
  notation: p => (p.axis === 'channels' ? '' : `by ${p.axis}`),
  shape({ x }, { axis }) {
    const ranks = new Set(x.map(s => s.length));
    const rank = Math.max(...ranks);
    const at = place(axis, rank);
    if (ranks.size > 1 || at >= rank) return refusesRanks(x, axis);
    const merged: Dim[] = [];
    for (let i = 0; i < rank; i++) {
      const lengths = x.map(s => s[i] ?? null);
      if (i === at) merged.push(lengths.reduce<Dim>((sum, d) => (sum === null || d === null ? null : sum + d), 0));
      else {
        const length = lengths.find(d => d !== null) ?? null;
        if (!lengths.every(d => mayEqual(d, length))) return refusesSizes(x, axis, at);
        merged.push(length);
      }
    }
    return bounded(merged);
  },
  arithmetic({ x }, { axis }) {
    const lengths = x.map(s => s[place(axis, s.length)] ?? null);
    return lengths.includes(null)
      ? []
      : [`${lengths.join(' + ')} = ${lengths.reduce<number>((a, b) => a + (b ?? 0), 0)}`];
  },
  keras: (k, { x }, p) => k.layer('Concatenate', { axis: AXES[p.axis] }, x),
  engine: (b, { x }, p, { y }) => b.add({ kind: 'concat', axis: place(p.axis, y.length) }, x),
  fromKeras: {
    Concatenate(config) {
      const axis = config.axis ?? -1;
      if (axis === -1 || axis === 3) return { axis: 'channels' };
      if (axis === 1 || axis === -3) return { axis: 'height' };
      return axis === 2 || axis === -2 ? { axis: 'width' } : null;
    },
  },
});

const list = (shapes: readonly Shape[]): string => {
  const written = shapes.map(formatShape);
  return `${written.slice(0, -1).join(', ')} and ${written.at(-1)}`;
};

function refusesRanks(x: readonly Shape[], axis: Axis): Refusal {
  const ports = numbered('x', x);
  if (new Set(x.map(s => s.length)).size === 1)
    return refuse('shape-mismatch', `Concatenate by ${axis} needs images, got ${list(x)}`, {
      mends: [{ label: 'Concatenate by channels', do: 'set', params: { axis: 'channels' } }],
    });
  const flattened: Mend[] = x.flatMap((s, i) =>
    s.length > 1 && axis !== 'width' && x.some(other => other.length === 1)
      ? [{ label: `Flatten ${inputName(ports, i)}`, do: 'insert', op: 'flatten', port: ports[i] ?? 'x' }]
      : [],
  );
  return refuse('shape-mismatch', `Concatenate needs tensors with equally many axes, got ${list(x)}`, {
    mends: flattened,
  });
}

function refusesSizes(x: readonly Shape[], axis: Axis, at: number): Refusal {
  const ports = numbered('x', x);
  const outside = (s: Shape): string => formatShape(s.filter((_, i) => i !== at));
  const kinds = x.map(outside);
  const usual = x.find((_, i) => kinds.filter(k => k === kinds[i]).length * 2 > x.length) ?? x[0] ?? [];
  const odd = x.findIndex(s => outside(s) !== outside(usual));
  const from = x[odd] ?? [];
  const name = inputName(ports, odd);
  const mends = [...(axis === 'channels' ? resizeMends(from, usual, ports[odd] ?? 'x', name) : [])];
  const fits = (Object.keys(AXES) as Axis[]).find(a => a !== axis && agreesOutside(x, place(a, from.length)));
  if (fits) mends.push({ label: `Concatenate by ${fits}`, do: 'set', params: { axis: fits } });
  const equal = axis === 'channels' && from.length === 3 ? 'equal height and width' : `equal sizes except for ${axis}`;
  return refuse('shape-mismatch', `Concatenate needs ${equal}, got ${list(x)}`, {
    ...(odd >= 0 && { port: ports[odd] ?? 'x' }),
    mends,
  });
}

/** Whether all axes but `at` may be equal. */
const agreesOutside = (x: readonly Shape[], at: number): boolean =>
  x.every(s => at < s.length && s.every((d, i) => i === at || x.every(o => mayEqual(o[i] ?? null, d))));
