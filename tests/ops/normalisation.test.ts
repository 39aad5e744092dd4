import { grads, memory, mul, sum, type Tensor, tensor, tidy, variableGrads } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { isRefusal, type Operation } from '../../src/core/op/operation';
import { type ParamValues, withDefaults } from '../../src/core/op/params';
import { catalogue } from '../../src/ops/catalogue';
import { batchNorm } from '../../src/ops/normalisation/batch_norm';
import { groupNorm } from '../../src/ops/normalisation/group_norm';
import { layerNorm } from '../../src/ops/normalisation/layer_norm';
import { localResponseNorm } from '../../src/ops/normalisation/local_response_norm';
import { applied, layerOf, oneLayerModel, outputOf } from './oneLayerModel';

const BATCH = 5;
const GAMMA = [1.5, -0.7, 0.4, 1.1, 0.9, -1.3];
const BETA = [0.2, 0.5, -0.3, 0.1, -0.6, 0.7];
const wave = (n: number, seed: number): readonly number[] =>
  Array.from({ length: n }, (_, i) => Math.sin(i * 12.9898 + seed) * 2 + Math.cos(i * 3.7) + (i % 6) * 0.3);
const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
const worst = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? Number.NaN))));

/** Standardises the values that share a group, one at a time, then scales and shifts by channel. */
function standardised(values: readonly number[], groupOf: (i: number) => number, p: ParamValues, channels: number) {
  const members = new Map<number, number[]>();
  for (const [i, value] of values.entries()) {
    const group = members.get(groupOf(i));
    if (group) group.push(value);
    else members.set(groupOf(i), [value]);
  }
  return values.map((value, i) => {
    const group = members.get(groupOf(i)) ?? [];
    const mean = group.reduce((a, b) => a + b, 0) / group.length;
    const variance = group.reduce((a, b) => a + (b - mean) ** 2, 0) / group.length;
    const normal = (value - mean) / Math.sqrt(variance + Number(p.epsilon));
    const c = i % channels;
    return normal * (p.scale ? (GAMMA[c] ?? 1) : 1) + (p.center ? (BETA[c] ?? 0) : 0);
  });
}

interface Case {
  readonly op: Operation;
  readonly shape: readonly number[];
  readonly params: ParamValues;
  /** The group of the value at a flat index of the batch. */
  readonly groupOf: (i: number) => number;
}
const flags = [
  {},
  { scale: false },
  { center: false },
  { scale: false, center: false, epsilon: 0.1 },
] as const satisfies readonly ParamValues[];
const shapes = [[6], [3, 4], [2, 3, 6]] as const;
const cases: readonly Case[] = flags.flatMap(params =>
  shapes.flatMap((shape): Case[] => {
    const channels = shape[shape.length - 1] ?? 1;
    const perSample = sizeOf(shape);
    const size = channels / 2;
    return [
      { op: batchNorm, shape, params, groupOf: i => i % channels },
      { op: layerNorm, shape, params, groupOf: i => Math.floor(i / channels) },
      {
        op: groupNorm,
        shape,
        params: { ...params, groups: 2 },
        groupOf: i => 2 * Math.floor(i / perSample) + Math.floor((i % channels) / size),
      },
    ];
  }),
);

/** The case's model, with γ and β set. */
async function prepared({ op, params, shape }: Case): Promise<LayersModel> {
  const model = await oneLayerModel(op, params, shape);
  for (const weight of model.layers[1]?.trainableWeights ?? []) {
    const values = weight.originalName.endsWith('gamma') ? GAMMA : BETA;
    weight.write(tensor(values.slice(0, weight.shape[0] ?? 0)));
  }
  return model;
}

describe.each(cases.map(c => ({ ...c, label: `${c.op.id} ${JSON.stringify(c.params)} on ${c.shape.join('×')}` })))(
  '$label',
  current => {
    const { op, shape, groupOf } = current;
    const p = withDefaults(op.params, current.params);
    const channels = shape[shape.length - 1] ?? 1;
    const values = wave(BATCH * sizeOf(shape), 1);
    const naive = (x: readonly number[]): readonly number[] => standardised(x, groupOf, p, channels);

    it('computes what the loops compute while training', async () => {
      const model = await prepared(current);
      const y = tidy(() => [...applied(model, tensor([...values], [BATCH, ...shape]), true).dataSync()]);
      expect(worst(y, naive(values))).toBeLessThan(2e-5);
    });

    it('sends back the gradient that finite differences find', async () => {
      const model = await prepared(current);
      const pull = wave(values.length, 2);
      const loss = (x: readonly number[]): number => naive(x).reduce((total, y, i) => total + y * (pull[i] ?? 0), 0);
      const h = 1e-5;
      const differences = values.map((_, k) => {
        const moved = (d: number): number => loss(values.map((value, i) => (i === k ? value + d : value)));
        return (moved(h) - moved(-h)) / (2 * h);
      });
      const found = tidy(() => {
        const pulled = tensor([...pull], [BATCH, ...shape]);
        const f = (x: Tensor): Tensor => sum(mul(applied(model, x, true), pulled));
        return [...(grads(f)([tensor([...values], [BATCH, ...shape])])[0]?.dataSync() ?? [])];
      });
      expect(worst(found, differences)).toBeLessThan(1e-3);
    });

    it('has the weights that tfjs builds', async () => {
      const model = await oneLayerModel(op, current.params, shape);
      const ours = Object.entries(op.weights?.({ x: shape }, p as never) ?? {}).filter(([, spec]) => spec !== false);
      expect(ours.map(([name, spec]) => [name, (spec || null)?.shape, (spec || null)?.trainable !== false])).toEqual(
        (model.layers[1]?.weights ?? []).map(w => [w.originalName.split('/').at(-1), w.shape, w.trainable]),
      );
      for (const [i, [, spec]] of ours.entries()) {
        const start = model.getWeights()[i]?.dataSync()[0];
        expect(start).toBe(spec && spec.init === 'ones' ? 1 : 0);
      }
    });

    it('is read back from Keras as it was', () => {
      const layer = layerOf(op, current.params, shape);
      const read = op.fromKeras?.[layer.className]?.(layer.config);
      expect(withDefaults(op.params, read ?? {})).toEqual(p);
    });
  },
);

describe('batch normalisation', () => {
  const shape = [2, 2, 3];
  const values = wave(BATCH * 12, 3);
  const batch = () => tensor([...values], [BATCH, ...shape]);
  const ofChannel = (c: number): readonly number[] => values.filter((_, i) => i % 3 === c);
  const means = [0, 1, 2].map(c => ofChannel(c).reduce((a, b) => a + b, 0) / 20);
  const variances = [0, 1, 2].map(c => ofChannel(c).reduce((a, b) => a + (b - (means[c] ?? 0)) ** 2, 0) / 20);

  it('moves its running averages by 1 − momentum in each step', async () => {
    const model = await oneLayerModel(batchNorm, { momentum: 0.9 }, shape);
    tidy(() => applied(model, batch(), true));
    const [, , mean, variance] = model.getWeights().map(w => [...w.dataSync()]);
    expect(
      worst(
        mean ?? [],
        means.map(m => 0.1 * m),
      ),
    ).toBeLessThan(1e-6);
    expect(
      worst(
        variance ?? [],
        variances.map(v => 0.9 + 0.1 * v),
      ),
    ).toBeLessThan(1e-6);
  });

  it('normalises by the running averages once trained, and leaves them alone', async () => {
    const model = await oneLayerModel(batchNorm, { epsilon: 0.01 }, shape);
    const weights = [
      [2, 1, 1],
      [0, 0, 1],
      [0.5, 0, -1],
      [4, 1, 0.25],
    ];
    model.setWeights(weights.map(w => tensor(w)));
    const expected = values.map((value, i) => {
      const [gamma = 0, beta = 0, mean = 0, variance = 0] = weights.map(w => w[i % 3] ?? 0);
      return ((value - mean) / Math.sqrt(variance + 0.01)) * gamma + beta;
    });
    expect(worst(outputOf(model, values, shape), expected)).toBeLessThan(1e-5);
    expect(model.getWeights().map(w => [...w.dataSync()])).toEqual(weights);
  });

  it('keeps no tensor of a training step', async () => {
    const model = await oneLayerModel(batchNorm, {}, shape);
    const step = () =>
      tidy(() => {
        variableGrads(() => sum(applied(model, batch(), true)));
      });
    step();
    const before = memory().numTensors;
    step();
    expect(memory().numTensors).toBe(before);
  });

  it('does not read a layer that normalises another axis or several', () => {
    expect(batchNorm.fromKeras?.BatchNormalization?.({ axis: [1, 2] })).toBeNull();
    expect(batchNorm.fromKeras?.BatchNormalization?.({ axis: [3] })).not.toBeNull();
  });
});

describe('group normalisation', () => {
  const on = (channels: number | null, groups: number) =>
    groupNorm.shape({ x: [4, 4, channels] }, { groups, epsilon: 1e-3, scale: true, center: true });

  it('refuses channels that its groups do not divide, and offers the nearest divisors', () => {
    const refusal = on(12, 8);
    if (!isRefusal(refusal)) throw new Error('a refusal expected');
    expect(refusal.says).toBe('12 channels do not divide into 8 groups');
    expect(refusal.mends.map(m => m.do === 'set' && m.params.groups)).toEqual([6, 12]);
    for (const mend of refusal.mends) {
      if (mend.do === 'set') expect(isRefusal(on(12, Number(mend.params.groups)))).toBe(false);
    }
  });

  it('offers as many groups as channels where there are fewer of these', () => {
    const refusal = on(6, 8);
    expect(isRefusal(refusal) && refusal.mends.map(m => m.label)).toEqual(['Use 6 groups']);
  });

  it('lets an unknown number of channels through', () => {
    expect(on(null, 8)).toEqual([4, 4, null]);
  });

  it('is rejected by its layer for the same reason', async () => {
    const model = oneLayerModel(
      { ...groupNorm, shape: ({ x }: { x: readonly number[] }) => x } as never,
      {},
      [4, 4, 12],
    );
    await expect(model).rejects.toThrow('12 channels do not divide into 8 groups');
  });
});

describe('local response normalisation', () => {
  const shape = [2, 2, 7];
  const values = wave(2 * 28, 4);
  const damped = (x: readonly number[], r: number, k: number, alpha: number, beta: number): readonly number[] =>
    x.map((value, i) => {
      const c = i % 7;
      let squares = 0;
      for (let j = Math.max(0, c - r); j <= Math.min(6, c + r); j++) squares += (x[i - c + j] ?? 0) ** 2;
      return value / (k + alpha * squares) ** beta;
    });

  it.each([
    { radius: 2, bias: 2, alpha: 1e-4, beta: 0.75 },
    { radius: 0, bias: 1, alpha: 1, beta: 0.5 },
    { radius: 20, bias: 0.5, alpha: 0.3, beta: 1.5 },
  ])('computes what the loops compute, forward and back: $radius, $bias, $alpha, $beta', async p => {
    const model = await oneLayerModel(localResponseNorm, p, shape);
    const naive = (x: readonly number[]) => damped(x, p.radius, p.bias, p.alpha, p.beta);
    expect(worst(outputOf(model, values, shape), naive(values))).toBeLessThan(1e-5);

    const pull = wave(values.length, 5);
    const loss = (x: readonly number[]): number => naive(x).reduce((total, y, i) => total + y * (pull[i] ?? 0), 0);
    const differences = values.map((_, k) => {
      const moved = (d: number): number => loss(values.map((value, i) => (i === k ? value + d : value)));
      return (moved(1e-5) - moved(-1e-5)) / 2e-5;
    });
    const found = tidy(() => {
      const pulled = tensor([...pull], [2, ...shape]);
      const f = (x: Tensor): Tensor => sum(mul(applied(model, x), pulled));
      return [...(grads(f)([tensor([...values], [2, ...shape])])[0]?.dataSync() ?? [])];
    });
    expect(worst(found, differences)).toBeLessThan(1e-4);
    expect(
      localResponseNorm.fromKeras?.LocalResponseNormalization?.(layerOf(localResponseNorm, p, shape).config),
    ).toEqual(p);
  });
});

it('lets unknown sizes through', () => {
  for (const op of [...catalogue.values()].filter(o => o.category === 'normalisation')) {
    const values = withDefaults(op.params, {}) as never;
    expect(op.shape({ x: [null, null, null] }, values)).toEqual([null, null, null]);
    for (const spec of Object.values(op.weights?.({ x: [null, null, null] }, values) ?? {})) {
      expect((spec || null)?.shape).toEqual([null]);
    }
  }
});
