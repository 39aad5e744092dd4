import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isRefusal, type Operation, type ProblemCode } from '../../src/core/op/operation';
import { type Dim, formatShape, type Shape } from '../../src/core/op/shape';
import { catalogue } from '../../src/ops/catalogue';
import { registerLayers } from '../../src/training/layers';
import { type Case, caseArbitrary } from './arbitrary';
import { load, NODE, shapeOfForwardPass, topologyOf } from './kerasModel';
import { likelyCase } from './likelyCases';

/** What Netloom refuses although tfjs goes along. */
const STRICTER: readonly { op: string; code: ProblemCode; when?: (c: Case) => boolean; why: string }[] = [
  {
    op: 'linear',
    code: 'wrong-rank',
    why: 'tfjs applies Dense to the last axis of an image; that is a 1×1 convolution, and rarely what was meant',
  },
  {
    op: 'transposed_conv2d',
    code: 'wrong-size',
    why: 'tfjs has no output padding, so what is written for it has none where it makes no sense',
  },
  {
    op: 'concat',
    code: 'shape-mismatch',
    when: c => c.p.axis === 'width' && (c.x.x ?? []).some(s => Array.isArray(s) && s.length === 1),
    why: 'tfjs promises a size for an axis that vectors do not have',
  },
];

const RUNS = 200;

/** What tfjs makes of it: the output's shape and the weights, or why it refuses. */
async function tfjsResult(op: Operation, c: Case, y: Shape) {
  const topology = topologyOf(op, c, y);
  try {
    const model = await load(topology);
    const declared = model.outputs[0]?.shape.slice(1) ?? [];
    if (declared.some(d => d !== null && d < 1)) return { refused: `a size below 1: ${declared}` };
    const made = shapeOfForwardPass(model);
    const weights = model.weights.map(w => `${w.originalName} ${formatShape(w.shape.map(d => d ?? null))}`);
    const parameters = model.countParams();
    model.dispose();
    return { declared, made, weights: weights.sort(), parameters };
  } catch (error) {
    return { refused: String(error) };
  }
}

/** The shape that a refused use asked for; only Reshape's parameters say one. */
const asked = ({ p }: Case): Shape => (Array.isArray(p.shape) ? p.shape : []);

const agree = (ours: Shape, theirs: readonly (number | null)[]): boolean =>
  ours.length === theirs.length && ours.every((d: Dim, i) => theirs[i] === null || theirs[i] === d);

function weightsOf(op: Operation, c: Case) {
  const specs = Object.entries(op.weights?.(c.x as never, c.p as never) ?? {});
  const kept = specs.flatMap(([name, spec]) => (spec ? [[name, spec.shape] as const] : []));
  return {
    weights: kept.map(([name, shape]) => `${NODE}/${name} ${formatShape(shape)}`).sort(),
    parameters: kept.reduce((sum, [, shape]) => sum + shape.reduce<number>((n, d) => n * (d ?? Number.NaN), 1), 0),
  };
}

beforeAll(async () => {
  await tf.setBackend('cpu');
  registerLayers();
});

describe('every operation agrees with tfjs', () => {
  it.each([...catalogue.values()].map(op => [op.id, op] as const))(
    `%s: shape and weights in ${RUNS} random cases`,
    async (id, op) => {
      let accepted = 0;
      let refused = 0;
      await fc.assert(
        fc.asyncProperty(likelyCase(op) ?? caseArbitrary(op), async c => {
          const ours = op.shape(c.x as never, c.p as never);
          if (isRefusal(ours)) {
            refused++;
            if (STRICTER.some(s => s.op === id && s.code === ours.code && (s.when?.(c) ?? true))) return;
            const theirs = await tfjsResult(op, c, asked(c));
            expect(theirs, `we refuse: ${ours.says}`).toHaveProperty('refused');
            return;
          }
          accepted++;
          const theirs = await tfjsResult(op, c, ours);
          if (theirs.refused !== undefined) expect.fail(`tfjs refuses what we allow: ${theirs.refused}`);
          expect(agree(ours, theirs.declared), `${formatShape(ours)} is not tfjs’s ${theirs.declared}`).toBe(true);
          expect(agree(theirs.made, ours), `${theirs.made} came out, not ${formatShape(ours)}`).toBe(true);
          expect({ weights: theirs.weights, parameters: theirs.parameters }).toEqual(weightsOf(op, c));
        }),
        { numRuns: RUNS },
      );
      expect(accepted, 'cases that are legal').toBeGreaterThan(RUNS / 5);
      expect(accepted + refused).toBeGreaterThanOrEqual(RUNS);
    },
  );
});

describe('unknown sizes', () => {
  it.each([...catalogue.values()].map(op => [op.id, op] as const))('flow through %s', (_, op) => {
    fc.assert(
      fc.property(likelyCase(op) ?? caseArbitrary(op), fc.infiniteStream(fc.boolean()), (c, coin) => {
        const forget = (shape: Shape): Shape => shape.map(d => (coin.next().value ? null : d));
        const blurred = Object.fromEntries(
          Object.entries(c.x).map(([port, at]) => [
            port,
            at.map(s => (Array.isArray(s) ? forget(s) : coin.next().value ? null : s)),
          ]),
        );
        const known = op.shape(c.x as never, c.p as never);
        const vague = op.shape(blurred as never, c.p as never);
        if (isRefusal(known)) return;
        if (isRefusal(vague)) expect.fail(`refused once sizes are unknown: ${vague.says}`);
        expect(agree(known, vague), `${formatShape(known)} became ${formatShape(vague)}`).toBe(true);
        op.weights?.(blurred as never, c.p as never);
        op.window?.(blurred as never, c.p as never);
        op.arithmetic?.(blurred as never, c.p as never);
        expect(op.macs?.(blurred as never, vague, c.p as never) ?? 0).not.toBeNaN();
      }),
      { numRuns: 100 },
    );
  });
});
