import { grad, tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { compileExpression, derive } from '../../src/core/op/expression';
import type { Operation } from '../../src/core/op/operation';
import { type ParamValues, withDefaults } from '../../src/core/op/params';
import { logSoftmax } from '../../src/ops/activation/log_softmax';
import { prelu } from '../../src/ops/activation/prelu';
import { softmax } from '../../src/ops/activation/softmax';
import { catalogue } from '../../src/ops/catalogue';
import { readTeX } from '../core/op/readTeX';
import { applied, layerOf, oneLayerModel, outputOf } from './oneLayerModel';

/** Every elementwise activation, with the parameters to try. */
const VARIANTS: Readonly<Record<string, readonly ParamValues[]>> = {
  leaky_relu: [{}, { slope: 0 }, { slope: 0.3 }, { slope: 1 }],
  elu: [{}, { alpha: 0.5 }, { alpha: 2 }],
};
const cases = [...catalogue.values()]
  .filter(op => op.expression)
  .flatMap(op =>
    (VARIANTS[op.id] ?? [{}]).map(params => ({ op, params, label: `${op.id} ${JSON.stringify(params)}` })),
  );

/** −8 to 8, past every kink (0, ±2.5, ±3, 6) by at least a finite difference. */
const GRID = Array.from({ length: 800 }, (_, i) => -8 + i / 50 + 0.0057);
const ALPHA = 0.25;

const expressionOf = (op: Operation, params: ParamValues) => {
  const expression = op.expression?.(withDefaults(op.params, params) as never);
  if (!expression) throw new Error(`${op.id} has no expression`);
  return expression;
};
const worst = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? Number.NaN))));

it('covers every activation in the catalogue', () => {
  expect(new Set(cases.map(c => c.op.id)).size).toBe(15);
});

describe.each(cases)('$label', ({ op, params }) => {
  const expression = expressionOf(op, params);
  const f = compileExpression(expression, { alpha: ALPHA });
  const slope = compileExpression(derive(expression), { alpha: ALPHA });

  it('equals the tfjs layer that it is written as', async () => {
    const model = await oneLayerModel(op, params, [1]);
    expect(worst(outputOf(model, GRID, [1]), GRID.map(f))).toBeLessThan(1e-5);
  });

  it('has the derivative that finite differences and tfjs find', async () => {
    const model = await oneLayerModel(op, params, [1]);
    const h = 1e-5;
    const differences = GRID.map(at => (f(at + h) - f(at - h)) / (2 * h));
    expect(worst(GRID.map(slope), differences)).toBeLessThan(1e-5);
    const points = [...GRID, 0, -100, 100];
    const gradients = tidy(() => [...grad(x => applied(model, x))(tensor(points, [points.length, 1])).dataSync()]);
    expect(worst(points.map(slope), gradients)).toBeLessThan(1e-5);
  });

  it('keeps far values finite in tfjs', async () => {
    const model = await oneLayerModel(op, params, [1]);
    for (const value of outputOf(model, [-1000, 1000], [1])) expect(value).not.toBeNaN();
  });

  it('prints the formula that it computes', () => {
    const letters = { alpha: ALPHA, lambda: Number.NaN, ...lettersOf(op, params) };
    const sides = op.formula.split('\\quad')[0]?.split(' = ').slice(1) ?? [];
    expect(sides.length).toBeGreaterThan(0);
    for (const side of sides) {
      const printed = readTeX(side);
      const at = GRID.filter((_, i) => i % 20 === 0);
      expect(
        worst(
          at.map(x => printed({ ...letters, x })),
          at.map(f),
        ),
      ).toBeLessThan(1e-9);
    }
  });

  it('is read back from Keras, and by no other operation', () => {
    const layer = layerOf(op, params, [4, 4, 3]);
    const readers = [...catalogue.values()].filter(other => other.fromKeras?.[layer.className]?.(layer.config));
    expect(readers).toEqual([op]);
    const read = op.fromKeras?.[layer.className]?.(layer.config) ?? {};
    expect(withDefaults(op.params, read)).toEqual(withDefaults(op.params, params));
  });
});

/** A formula's letters stand for the operation's parameters. */
function lettersOf(op: Operation, params: ParamValues): Readonly<Record<string, number>> {
  const values = withDefaults(op.params, params);
  if (op.id === 'selu') return { alpha: 1.6732632423543772, lambda: 1.0507009873554805 };
  const alpha = values.slope ?? values.alpha;
  return typeof alpha === 'number' ? { alpha } : {};
}

describe('PReLU', () => {
  const shares = [
    { share: 'channel', shape: [2, 2, 3], slopes: [1, 1, 3] },
    { share: 'channel', shape: [3], slopes: [3] },
    { share: 'all', shape: [2, 2, 3], slopes: [1, 1, 1] },
    { share: 'none', shape: [2, 2, 3], slopes: [2, 2, 3] },
  ] as const;

  it.each(shares)('learns slopes of shape $slopes for $shape, shared by $share', async ({ share, shape, slopes }) => {
    expect(prelu.weights?.({ x: shape }, { share })).toEqual({ alpha: { shape: slopes, init: 'constant_0.25' } });
    const model = await oneLayerModel(prelu, { share }, shape);
    expect(model.getWeights()[0]?.shape).toEqual(slopes);
    expect([...(model.getWeights()[0]?.dataSync() ?? [])].every(alpha => alpha === 0.25)).toBe(true);
  });

  it('uses each channel’s own slope', async () => {
    const model = await oneLayerModel(prelu, {}, [2, 1, 3]);
    model.setWeights([tensor([0.1, 0.2, 0.3], [1, 1, 3])]);
    const y = outputOf(model, [-1, -1, -1, 2, -2, -2], [2, 1, 3]);
    expect(worst(y, [-0.1, -0.2, -0.3, 2, -0.4, -0.6])).toBeLessThan(1e-6);
  });

  it('derives by its slope', () => {
    const bySlope = compileExpression(derive(prelu.expression({ share: 'channel' }), 'alpha'), { alpha: 0.3 });
    expect([bySlope(-2), bySlope(2)]).toEqual([-2, 0]);
  });
});

describe('softmax', () => {
  const shape = [2, 2, 4];
  const scores = Array.from({ length: 32 }, (_, i) => Math.sin(i * 7.3) * 30);
  const pixels = Array.from({ length: 8 }, (_, i) => scores.slice(4 * i, 4 * i + 4));
  const logSum = (values: readonly number[]): number => Math.log(values.reduce((sum, v) => sum + Math.exp(v), 0));

  it('adds up to 1 across the channels of each pixel', async () => {
    const y = outputOf(await oneLayerModel(softmax, {}, shape), scores, shape);
    expect(
      worst(
        y,
        pixels.flatMap(p => p.map(v => Math.exp(v - logSum(p)))),
      ),
    ).toBeLessThan(1e-6);
  });

  it('has its logarithm as an operation of its own', async () => {
    const y = outputOf(await oneLayerModel(logSoftmax, {}, shape), scores, shape);
    expect(
      worst(
        y,
        pixels.flatMap(p => p.map(v => v - logSum(p))),
      ),
    ).toBeLessThan(1e-5);
  });

  it('does not take another axis for its own', () => {
    expect(softmax.fromKeras?.Softmax?.({ axis: -1 })).toEqual({});
    expect(softmax.fromKeras?.Softmax?.({ axis: 1 })).toBeNull();
  });
});

describe('Keras’s other spellings', () => {
  it.each([
    ['ReLU', {}, 'relu', {}],
    ['ReLU', { max_value: null, negative_slope: 0, threshold: 0 }, 'relu', {}],
    ['ReLU', { max_value: 6 }, 'relu6', {}],
    ['ReLU', { negative_slope: 0.2 }, 'leaky_relu', { slope: 0.2 }],
    ['LeakyReLU', {}, 'leaky_relu', { slope: 0.3 }],
    ['LeakyReLU', { negative_slope: 0.1 }, 'leaky_relu', { slope: 0.1 }],
    ['LeakyReLU', { alpha: { type: 'ndarray', value: 0.1 } }, 'leaky_relu', { slope: 0.1 }],
    ['Activation', { activation: 'silu' }, 'silu', {}],
    ['Activation', { activation: 'relu6' }, 'relu6', {}],
    ['Activation', { activation: 'elu' }, 'elu', { alpha: 1 }],
    ['Activation', { activation: 'hard_silu' }, 'hard_swish', {}],
  ])('%s %j is %s', (className, config, id, params) => {
    const readers = [...catalogue.values()].filter(op => op.fromKeras?.[className]?.(config));
    expect(readers.map(op => op.id)).toEqual([id]);
    expect(readers[0]?.fromKeras?.[className]?.(config)).toEqual(params);
  });

  it('leaves a ReLU alone that is none of ours', () => {
    const readers = [...catalogue.values()].filter(op => op.fromKeras?.ReLU?.({ max_value: 3, negative_slope: 0.1 }));
    expect(readers).toEqual([]);
  });
});
