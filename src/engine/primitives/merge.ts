import { inBuffer, type Place } from '../plan/call';
import type { Stage } from '../plan/stage';
import { sizeOf, type Tensor } from '../plan/tensor';
import type { Of, PrimitivePlan } from './primitive';

const OPERATIONS = { add: 0, average: 0, subtract: 1, multiply: 2, max: 3, min: 4 } as const;

/** For every value of `to`, which value of `from` is repeated there; shapes are aligned at the last axis. */
function repetition(from: readonly number[], to: readonly number[]): Int32Array {
  const padded = [...to.slice(from.length).map(() => 1), ...from];
  const strides = padded.map((d, i) => (d === 1 ? 0 : sizeOf(padded.slice(i + 1))));
  return Int32Array.from({ length: sizeOf(to) }, (_, index) => {
    let rest = index;
    let at = 0;
    for (let axis = to.length - 1; axis >= 0; axis--) {
      const length = to[axis] ?? 1;
      at += (rest % length) * (strides[axis] ?? 0);
      rest = Math.floor(rest / length);
    }
    return at;
  });
}

/** An input as large as the output. */
function whole(s: Stage, input: Tensor): Place {
  if (input.size === s.output.size) return inBuffer(input.value);
  const place = inBuffer(s.perImage(s.output.size));
  s.call(
    'expand',
    inBuffer(input.value),
    input.size,
    place,
    s.output.size,
    s.plant.table(repetition(input.shape, s.output.shape)),
    'count',
  );
  return place;
}

/** Calls `write` with the place for an input's gradient at the output's size, and sums it where values were repeated. */
function give(s: Stage, input: Tensor, write: (to: Place, add: 0 | 1) => void): void {
  const target = s.gradientOf(input);
  if (!target) return;
  if (input.size === s.output.size) {
    write(target.to, target.add);
    return;
  }
  const place = inBuffer(s.perImage(s.output.size));
  write(place, 0);
  if (target.add === 0) s.call('clearImages', target.to, input.size, 'count');
  const table = s.plant.table(repetition(input.shape, s.output.shape));
  s.call('reduce', place, s.output.size, target.to, input.size, table, 'count');
}

function backward(s: Stage, p: Of<'merge'>): void {
  const { size } = s.output;
  const { dy } = s;
  const { inputs } = s;
  switch (p.mode) {
    case 'add':
    case 'average':
    case 'subtract': {
      const share = p.mode === 'average' ? 1 / inputs.length : 1;
      const factor = (i: number) => (p.mode === 'subtract' && i === 1 ? -1 : share);
      // The first takes the gradient over, after the others have copied it.
      inputs.forEach((input, i) => {
        if (i > 0) give(s, input, (to, add) => s.call('scale', dy, to, factor(i), size, add, 'count'));
      });
      const [first] = inputs;
      if (!first) return;
      if (share === 1 && first.size === size) s.passGradient(first, true);
      else give(s, first, (to, add) => s.call('scale', dy, to, share, size, add, 'count'));
      return;
    }
    case 'multiply': {
      const values = inputs.map(input => whole(s, input));
      inputs.forEach((input, i) => {
        give(s, input, (to, add) => {
          const others = values.filter((_, j) => j !== i);
          let product = dy;
          for (const other of others.slice(0, -1)) {
            const next = inBuffer(s.perImage(size));
            s.call('combine', OPERATIONS.multiply, product, other, next, size, 'count');
            product = next;
          }
          const last = others.at(-1);
          if (!last) s.call('scale', product, to, 1, size, add, 'count');
          else if (add) s.call('addProduct', product, last, to, size, 'count');
          else s.call('combine', OPERATIONS.multiply, product, last, to, size, 'count');
        });
      });
      return;
    }
    default: {
      const taken = inBuffer(s.perImage(size));
      s.call('clearImages', taken, size, 'count');
      for (const input of inputs) {
        const value = whole(s, input);
        const slot = inBuffer(s.perImage(size));
        if (input.learns)
          give(s, input, (to, add) => s.call('takeGradient', value, s.y, dy, taken, to, size, add, 'count'));
        else s.call('takeGradient', value, s.y, dy, taken, slot, size, 0, 'count');
      }
    }
  }
}

export const merge: PrimitivePlan<'merge'> = {
  keepsOutput: true,
  forward(s, p) {
    const { size } = s.output;
    const operation = OPERATIONS[p.mode];
    const [first, ...rest] = s.inputs.map(input => whole(s, input));
    if (!first) return;
    let before: Place = first;
    for (const next of rest) {
      s.call('combine', operation, before, next, s.y, size, 'count');
      before = s.y;
    }
    const single = rest.length === 0;
    if (single || p.mode === 'average') s.call('scale', before, s.y, 1 / s.inputs.length, size, 0, 'count');
  },
  backward,
};
