import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Compiled, Weights } from '../../../src/core/compiler/compiled';
import { initialise } from '../../../src/core/compiler/initialise';
import { readDocument } from '../../../src/core/document/read';
import { DEFAULT_PLAN, type TrainingPlan } from '../../../src/core/document/training-plan';
import { healthOf } from '../../../src/training/check/health';
import type { Health } from '../../../src/training/check/health-report';
import { compiled, noisyImages, type Written, written } from '../../engine/networks';

const file = fileURLToPath(new URL('../../../src/engine/built/simd.wasm', import.meta.url));
const module = new WebAssembly.Module(readFileSync(file));

const plan: TrainingPlan = { ...DEFAULT_PLAN, batchSize: 16 };

/** How a network takes its first batch; `change` makes other weights of the fresh ones. */
function health(
  model: Compiled,
  shape: readonly [number, number, number],
  how: {
    readonly plan?: TrainingPlan;
    readonly change?: (weights: Weights) => Weights;
    readonly classes?: number;
  } = {},
): Promise<Health> {
  const fresh = initialise(model.weights, plan.seed);
  return healthOf(
    {
      model,
      plan: how.plan ?? plan,
      dataset: noisyImages(shape, how.classes ?? 10, 40),
      weights: how.change?.(fresh) ?? fresh,
    },
    async () => ({ module, helpers: [] }),
  );
}

const times =
  (factor: number, name = '') =>
  (weights: Weights): Weights =>
    new Map(
      [...weights].map(([key, w]) => [key, key.startsWith(name) ? { ...w, values: w.values.map(v => v * factor) } : w]),
    );
const illnesses = ({ findings }: Health) => findings.map(f => f.illness);

const deep = (activation: string, layers: number, width = 64): Compiled =>
  compiled(
    written([
      ['in', 'input', { shape: [8, 8, 1] }],
      ['flat', 'flatten'],
      ...Array.from({ length: layers }, (_, i): Written[] => [
        [`fc${i}`, 'linear', { units: width }],
        [`act${i}`, activation],
      ]).flat(),
      ['logits', 'linear', { units: 10 }],
      ['soft', 'softmax'],
      ['out', 'output'],
    ]),
  );

const preset = (name: string): Compiled => {
  const read = readDocument(readFileSync(new URL(`../../../presets/${name}.netloom.json`, import.meta.url), 'utf8'));
  if (!read.ok) throw new Error('not a document');
  return compiled(read.document);
};

describe('a network that is ill', () => {
  it('loses the signal and the gradients in twenty sigmoid layers, and says where', async () => {
    const found = await health(deep('sigmoid', 20), [8, 8, 1]);
    expect(illnesses(found)).toEqual(['signal-vanishes', 'gradient-vanishes']);
    const [signal, gradient] = found.findings;
    // A sigmoid leaves a quarter of the differences at most: 1e-4 is reached between the fourth and the tenth layer.
    expect(Number(signal?.path[0]?.replace(/\D+/, ''))).toBeGreaterThanOrEqual(3);
    expect(Number(signal?.path[0]?.replace(/\D+/, ''))).toBeLessThanOrEqual(10);
    expect(Number(gradient?.path[0]?.replace(/\D+/, ''))).toBeGreaterThan(5);
    expect(signal?.measured).toBeLessThan(1e-4);
  });

  it('explodes layer by layer where weights are far too large', async () => {
    const found = await health(deep('relu', 6), [8, 8, 1], { change: times(30) });
    expect(illnesses(found)[0]).toBe('signal-explodes');
    expect(found.findings[0]?.path).toEqual(['fc2']);
    expect(illnesses(found)).toContain('gradient-explodes');
  });

  it('is not finite from the layer on in which a value is none', async () => {
    const found = await health(deep('relu', 3), [8, 8, 1], {
      change: weights => times(Number.NaN, 'fc1')(weights),
    });
    expect(illnesses(found)).toEqual(['not-finite']);
    expect(found.findings[0]?.path).toEqual(['fc1']);
  });

  it('is dead behind a ReLU whose bias is far below 0', async () => {
    const found = await health(deep('relu', 3), [8, 8, 1], {
      change: weights =>
        new Map([...weights].map(([key, w]) => [key, key === 'fc1/bias' ? { ...w, values: w.values.fill(-50) } : w])),
    });
    expect(illnesses(found)).toEqual(['dead']);
    expect(found.findings[0]?.path).toEqual(['act1']);
    expect(found.findings[0]?.measured).toBe(1);
  });

  it('is saturated where tanh gets large values', async () => {
    const found = await health(deep('tanh', 3), [8, 8, 1], { change: times(20, 'fc0') });
    expect(illnesses(found)).toContain('saturated');
    expect(found.findings.find(f => f.illness === 'saturated')?.path).toEqual(['act0']);
  });

  it('is too sure before it has learned anything', async () => {
    const found = await health(deep('relu', 2), [8, 8, 1], { change: times(100, 'logits') });
    expect(illnesses(found)).toContain('sure-at-once');
    expect(found.findings[0]?.path).toEqual(['logits']);
    expect(found.loss).toBeGreaterThan(4 * Math.log(10));
  });

  it('would forget its weights in one step at an absurd learning rate', async () => {
    const found = await health(deep('relu', 2), [8, 8, 1], { plan: { ...plan, optimizer: 'sgd', learningRate: 1000 } });
    expect(illnesses(found)).toEqual(['step-too-large']);
  });
});

describe('a network that is well', () => {
  const residual = (name: string, from: string): Written[] => [
    [`${name}a`, 'conv2d', { filters: 16, kernel: [3, 3], padding: 'same' }, from],
    [`${name}n`, 'batch_norm'],
    [`${name}r`, 'relu'],
    [`${name}b`, 'conv2d', { filters: 16, kernel: [3, 3], padding: 'same' }],
    [`${name}m`, 'batch_norm'],
    [`${name}s`, 'add', {}, `${name}m`, from],
    [`${name}o`, 'relu'],
  ];

  it.each([
    ['LeNet-5', preset('lenet-5'), [28, 28, 1]],
    ['LeNet-5 with ReLU', preset('lenet-5-relu'), [28, 28, 1]],
    ['the perceptron', preset('multilayer-perceptron'), [28, 28, 1]],
    ['fifteen tanh layers', deep('tanh', 15), [8, 8, 1]],
    [
      'a residual network of twelve blocks',
      compiled(
        written([
          ['in', 'input', { shape: [12, 12, 3] }],
          ['stem', 'conv2d', { filters: 16, kernel: [3, 3], padding: 'same' }],
          ...Array.from({ length: 12 }, (_, i) => residual(`r${i}`, i === 0 ? 'stem' : `r${i - 1}o`)).flat(),
          ['pool', 'global_average_pool'],
          ['logits', 'linear', { units: 10 }],
          ['soft', 'softmax'],
          ['out', 'output'],
        ]),
      ),
      [12, 12, 3],
    ],
  ] as const)('has no finding: %s', async (_, model, shape) => {
    const found = await health(model, shape);
    expect(found.findings).toEqual([]);
    expect(found.loss).toBeLessThan(3 * Math.log(10));
    expect(found.layers.length).toBeGreaterThan(5);
  });
});

it('lets a layer that is normalised next take long steps, which mend themselves', async () => {
  const network = (...norm: Written[]) =>
    compiled(
      written([
        ['in', 'input', { shape: [8, 8, 1] }],
        ['conv', 'conv2d', { filters: 8, bias: false }],
        ...norm,
        ['act', 'relu'],
        ['pool', 'global_average_pool'],
        ['logits', 'linear', { units: 10 }],
        ['soft', 'softmax'],
        ['out', 'output'],
      ]),
    );
  const fast: TrainingPlan = { ...plan, optimizer: 'sgd', learningRate: 0.5 };
  const small = { plan: fast, change: times(0.02, 'conv') };
  const free = await health(network(['norm', 'batch_norm']), [8, 8, 1], small);
  expect(free.layers.find(l => l.layer === 'conv')?.scaleFree).toBe(true);
  expect(illnesses(free)).not.toContain('step-too-large');
  const bound = await health(network(), [8, 8, 1], small);
  expect(bound.findings.map(f => [f.illness, f.path])).toContainEqual(['step-too-large', ['conv']]);
});

it('measures as defined, and leaves what it is given alone', async () => {
  const model = deep('tanh', 1, 4);
  const before = initialise(model.weights, plan.seed);
  const found = await health(model, [8, 8, 1]);
  expect([...initialise(model.weights, plan.seed)]).toEqual([...before]);
  const input = found.layers.find(l => l.layer === 'in');
  // Uniform noise on 0 to 1.
  expect(input?.spread.mean).toBeCloseTo(0.5, 1);
  expect(input?.spread.deviation).toBeCloseTo(Math.sqrt(1 / 12), 1);
  expect(input?.spread.signal).toBeCloseTo(Math.sqrt(1 / 12), 1);
  expect(found.layers.filter(l => l.gradient).map(l => l.layer)).toEqual(['fc0', 'logits']);
  const norms = found.layers.flatMap(l => (l.gradient ? [l.gradient.norm] : []));
  expect(Math.hypot(...norms)).toBeCloseTo(found.gradientNorm, 5);
});
