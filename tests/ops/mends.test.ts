import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal, type Mend, type Operation, type Refusal } from '../../src/core/op/operation';
import { type ParamValues, rejects, withDefaults } from '../../src/core/op/params';
import type { Shape } from '../../src/core/op/shape';
import { catalogue } from '../../src/ops/catalogue';
import { type Case, caseArbitrary } from './arbitrary';
import { likelyCase } from './likelyCases';

function operationCalled(id: string): Operation {
  return catalogue.get(id) ?? expect.fail(`no operation is called ${id}`);
}

function legal(op: Operation, given: ParamValues): ParamValues {
  for (const [name, value] of Object.entries(given)) {
    const spec = op.params[name] ?? expect.fail(`${op.id} has no parameter ${name}`);
    expect(rejects(spec, value), `${op.id}.${name}`).toBeNull();
  }
  return withDefaults(op.params, given);
}

/** What the operation says once the mend is made. */
function mended(op: Operation, c: Case, mend: Mend): Shape | Refusal {
  if (mend.do === 'set') return op.shape(c.x as never, legal(op, { ...c.p, ...mend.params }) as never);
  const other = operationCalled(mend.op);
  const params = legal(other, mend.params ?? {}) as never;
  if (mend.do === 'replace') return other.shape(c.x as never, params);
  const [port = '', index] = mend.port.split('.');
  const at = c.x[port] ?? expect.fail(`there is no port ${mend.port}`);
  const from = index === undefined ? (at as Shape) : ((at as readonly Shape[])[Number(index)] ?? []);
  const through = other.shape({ x: from } as never, params);
  if (isRefusal(through)) return expect.fail(`${mend.label}: ${through.says}`);
  const x = index === undefined ? through : at.map((s, i) => (i === Number(index) ? through : s));
  return op.shape({ ...c.x, [port]: x } as never, c.p as never);
}

describe('every mend changes what is wrong', () => {
  it.each([...catalogue.values()].map(op => [op.id, op] as const))('%s', (_, op) => {
    fc.assert(
      fc.property(likelyCase(op) ?? caseArbitrary(op), c => {
        const refusal = op.shape(c.x as never, c.p as never);
        if (!isRefusal(refusal)) return;
        expect(refusal.says).not.toMatch(/undefined|null|NaN|\[object|\.$/);
        expect(new Set(refusal.mends.map(m => m.label)).size, 'labels differ').toBe(refusal.mends.length);
        for (const mend of refusal.mends) {
          const after = mended(op, c, mend);
          if (isRefusal(after)) expect(after.says, mend.label).not.toBe(refusal.says);
        }
      }),
      { numRuns: 300 },
    );
  });
});

const at = (id: string, x: Case['x'], params: ParamValues = {}): Shape | Refusal => {
  const op = operationCalled(id);
  return op.shape(x as never, legal(op, params) as never);
};
const refusal = (result: Shape | Refusal): Refusal => (isRefusal(result) ? result : expect.fail(`allowed: ${result}`));
const labels = (r: Refusal): readonly string[] => r.mends.map(m => m.label);

describe('what is said', () => {
  it('names the image that Linear cannot take, and the three ways out', () => {
    const r = refusal(at('linear', { x: [5, 5, 16] }, { units: 120 }));
    expect(r.says).toBe('Linear needs a flat vector, got 5×5×16');
    expect(r.why).toBe('Each unit weighs every input once; the image must be laid out as 400 numbers first.');
    expect(labels(r)).toEqual(['Insert Flatten', 'Average over the image first', 'Make it a 5×5 convolution']);
  });

  it('names both sizes where a kernel is too large', () => {
    const r = refusal(at('conv2d', { x: [3, 28, 1] }, { kernel: [5, 5] }));
    expect(r.says).toBe('The 5×5 kernel is larger than the 3×28 image');
    expect(labels(r)).toEqual(['Set padding to same', 'Use a 3×5 kernel']);
  });

  it('says what dilation and padding make of the sizes', () => {
    const r = refusal(at('conv2d', { x: [5, 5, 1] }, { kernel: [3, 3], dilation: [4, 4], padding: [1, 1, 1, 1] }));
    expect(r.says).toBe('The 3×3 kernel, dilated to 9×9, is larger than the 5×5 image, padded to 7×7');
    expect(labels(r)).toEqual(['Set padding to same', 'Set dilation to 1', 'Use a 2×2 kernel']);
  });

  it('proposes to project a residual’s shortcut, at the stride of the branch', () => {
    const r = refusal(
      at('add', {
        x: [
          [28, 28, 64],
          [14, 14, 128],
        ],
      }),
    );
    expect(r.says).toBe('Add needs equal shapes, got 28×28×64 and 14×14×128');
    expect(labels(r)).toEqual(['Project the first input with a 1×1 convolution to 128 channels, stride 2']);
    expect(r.mends[0]).toMatchObject({
      do: 'insert',
      op: 'conv2d',
      port: 'x.0',
      params: { filters: 128, kernel: [1, 1], stride: [2, 2] },
    });
  });

  it('projects the input with fewer channels where the images are equally large', () => {
    const r = refusal(
      at('add', {
        x: [
          [14, 14, 128],
          [14, 14, 64],
        ],
      }),
    );
    expect(labels(r)).toEqual([
      'Project the second input with a 1×1 convolution to 128 channels',
      'Project the first input with a 1×1 convolution to 64 channels',
    ]);
  });

  it('pads, crops or resizes the odd part of a concatenation', () => {
    const smaller = refusal(
      at('concat', {
        x: [
          [35, 35, 64],
          [33, 33, 96],
          [35, 35, 32],
        ],
      }),
    );
    expect(smaller.says).toBe('Concatenate needs equal height and width, got 35×35×64, 33×33×96 and 35×35×32');
    expect(smaller.port).toBe('x.1');
    expect(labels(smaller)).toEqual(['Pad input 2 with zeros to 35×35', 'Resize input 2 to 35×35']);
    const larger = refusal(
      at('concat', {
        x: [
          [56, 56, 64],
          [64, 64, 64],
        ],
      }),
    );
    expect(labels(larger)).toEqual(['Crop the second input to 56×56', 'Resize the second input to 56×56']);
  });

  it('counts the channels that do not fall into groups', () => {
    const r = refusal(at('conv2d', { x: [8, 8, 6] }, { groups: 4, filters: 8 }));
    expect(r.says).toBe('6 input channels do not divide into 4 groups');
    expect(labels(r)).toEqual(['Use 2 groups']);
  });

  it('finds the length that makes a reshape come out even', () => {
    const r = refusal(at('reshape', { x: [28, 28, 6] }, { shape: [7, 7, 64] }));
    expect(r.says).toBe('Reshape to 7×7×64 needs 3,136 values, got 28×28×6, which has 4,704');
    expect(labels(r)).toEqual(['Reshape to 7×7×96']);
  });

  it('refuses what no tensor could hold', () => {
    expect(refusal(at('upsample', { x: [1000, 1000, 64] }, { factor: [10, 10] }))).toMatchObject({
      code: 'too-large',
      says: 'The output would be 10000×10000×64, 6,400,000,000 values for one sample',
    });
    expect(refusal(at('linear', { x: [2_000_000] }, { units: 4096 })).code).toBe('too-large');
  });
});
