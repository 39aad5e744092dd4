import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isRefusal, type Operation } from '../../src/core/op/operation';
import type { Shape } from '../../src/core/op/shape';
import { catalogue } from '../../src/ops/catalogue';
import { registerLayers } from '../../src/training/layers';
import { type Case, caseArbitrary } from './arbitrary';
import { load, topologyOf } from './kerasModel';
import { likelyCase } from './likelyCases';
import { NAIVE, type Naive, type Values } from './naive';

const legalCases = (op: Operation): fc.Arbitrary<Case> =>
  (likelyCase(op) ?? caseArbitrary(op)).filter(c => !isRefusal(op.shape(c.x as never, c.p as never)));

const operations = Object.entries(NAIVE).map(
  ([id, naive]) => [id, catalogue.get(id) ?? expect.fail(`no operation is called ${id}`), naive] as const,
);

/** Numbers in a random order, 1 apart, so that a small step changes no maximum. */
function spread(count: number, random: () => number): number[] {
  const values = Array.from({ length: count }, (_, i) => i - Math.floor(count / 2));
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [values[i], values[j]] = [values[j] ?? 0, values[i] ?? 0];
  }
  return values;
}

const scaled = (values: readonly number[], by: number): number[] => values.map(v => v * by);
const sizeOf = (shape: readonly (number | null)[]): number => shape.reduce<number>((n, d) => n * (d ?? 1), 1);
const read = (t: tf.Tensor, shape = t.shape): Values => ({ shape, data: [...t.dataSync()] });
const variables = (model: LayersModel) =>
  model.trainableWeights.map(w => ({ name: w.originalName, at: w.read() as tf.Variable }));

/** The model of one use, with weights and inputs filled with known numbers, and as many random ones as one asks for. */
async function prepared(op: Operation, c: Case, seed: number, y: Shape) {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const model = await load(topologyOf(op, c, y));
  for (const { at } of variables(model)) at.assign(tf.tensor(scaled(spread(at.size, random), 4 / at.size), at.shape));
  const inputs = model.inputs.map((input, i, all) => {
    const shape = input.shape.slice(1).map(d => d ?? 1);
    // Between the values of one input lie those of the others.
    return tf.tensor(
      spread(sizeOf(shape), random).map(v => v + i / all.length),
      [1, ...shape],
    );
  });
  const output = (xs: tf.Tensor[]): tf.Tensor => model.apply(xs.length === 1 && xs[0] ? xs[0] : xs) as tf.Tensor;
  return { model, inputs, output, random };
}

beforeAll(async () => {
  await tf.setBackend('cpu');
  registerLayers();
});

describe('forward values are those of plain loops', () => {
  it.each(operations)('%s', async (_, op, naive: Naive) => {
    await fc.assert(
      fc.asyncProperty(legalCases(op), fc.nat(), async (c, seed) => {
        const y = op.shape(c.x as never, c.p as never) as Shape;
        const { model, inputs, output } = await prepared(op, c, seed, y);
        const made = output(inputs);
        const weights = Object.fromEntries(variables(model).map(w => [w.name.split('/').at(-1) ?? '', read(w.at)]));
        const wanted = naive(
          inputs.map(x => read(x, x.shape.slice(1))),
          y.map(d => d ?? 1),
          c.p,
          weights,
        );
        expect(made.shape.slice(1)).toEqual(wanted.shape);
        const most = Math.max(1, ...wanted.data.map(Math.abs));
        made.dataSync().forEach((value, i) => {
          expect(Math.abs(value - (wanted.data[i] ?? Number.NaN)) / most, `value ${i}`).toBeLessThan(1e-5);
        });
        model.dispose();
        tf.dispose([inputs, made]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('gradients are those of finite differences', () => {
  it.each(operations)('%s', async (_, op) => {
    await fc.assert(
      fc.asyncProperty(legalCases(op), fc.nat(), async (c, seed) => {
        const y = op.shape(c.x as never, c.p as never) as Shape;
        const { model, inputs, output, random } = await prepared(op, c, seed, y);
        const weights = variables(model).map(w => w.at);
        const asked = tf.tensor(
          Array.from({ length: sizeOf(y) }, () => random() - 0.5),
          [1, ...y.map(d => d ?? 1)],
        );
        const loss = (xs: tf.Tensor[]): tf.Scalar => tf.sum(tf.mul(output(xs), asked));
        const direction = (t: tf.Tensor) =>
          tf.tensor(
            Array.from({ length: t.size }, () => random() - 0.5),
            t.shape,
          );
        const [alongInputs, alongWeights] = [inputs.map(direction), weights.map(direction)];

        const slopes = [
          ...tf
            .grads((...xs: tf.Tensor[]) => loss(xs))(inputs)
            .map((g, i) => [g, alongInputs[i]] as const),
          ...(weights.length > 0
            ? weights.map((w, i) => [tf.variableGrads(() => loss(inputs), [w]).grads[w.name], alongWeights[i]] as const)
            : []),
        ];
        const terms = slopes.map(([g, d]) =>
          g && d ? (tf.sum(tf.mul(g, d)).dataSync()[0] ?? Number.NaN) : Number.NaN,
        );

        const step = 0.125;
        const values = weights.map(w => w.clone());
        const moved = (by: number): number => {
          weights.forEach((w, i) => {
            w.assign(tf.add(values[i] ?? w, tf.mul(alongWeights[i] ?? w, by)));
          });
          const xs = inputs.map((x, i) => tf.add(x, tf.mul(alongInputs[i] ?? x, by)));
          return loss(xs).dataSync()[0] ?? Number.NaN;
        };
        const difference = (moved(step) - moved(-step)) / (2 * step);
        const predicted = terms.reduce((a, b) => a + b, 0);
        const scale = Math.max(1, ...terms.map(Math.abs), Math.abs(moved(0)));
        expect(Math.abs(difference - predicted) / scale, `${difference} against ${predicted}`).toBeLessThan(2e-3);
        model.dispose();
      }),
      { numRuns: 25 },
    );
    tf.disposeVariables();
  });
});
