import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isMany, isRefusal, type KerasConfig, type Operation } from '../../src/core/op/operation';
import { type ParamValues, rejects, withDefaults } from '../../src/core/op/params';
import { formatShape, type Shape } from '../../src/core/op/shape';
import { catalogue } from '../../src/ops/catalogue';
import { registerLayers } from '../../src/training/layers';
import { type Case, caseArbitrary } from './arbitrary';
import { type EmittedLayer, inputShapes, load, lowered, topologyOf } from './kerasModel';
import { likelyCase } from './likelyCases';

/** The one operation that reads a Keras layer, with its parameters filled in. */
function read(className: string, config: KerasConfig): { op: Operation; p: ParamValues } {
  const readers = [...catalogue.values()].flatMap(op => {
    const p = op.fromKeras?.[className]?.(config);
    return p ? [{ op, p }] : [];
  });
  expect(
    readers.map(r => r.op.id),
    `readers of ${className} ${JSON.stringify(config)}`,
  ).toHaveLength(1);
  const [{ op, p }] = readers as [{ op: Operation; p: ParamValues }];
  for (const [name, value] of Object.entries(p)) {
    const spec = op.params[name] ?? expect.fail(`${op.id} has no parameter ${name}`);
    expect(rejects(spec, value), `${op.id}.${name} = ${JSON.stringify(value)}`).toBeNull();
  }
  return { op, p: withDefaults(op.params, p) };
}

const asWritten = <T>(value: T): T => JSON.parse(JSON.stringify(value));

function arrivingAt(op: Operation, shapes: readonly Shape[]): Case['x'] {
  const ports = Object.entries(op.inputs);
  const [first] = ports;
  if (first && isMany(first[1])) return { [first[0]]: shapes };
  return Object.fromEntries(ports.map(([name], i) => [name, shapes[i] ?? []]));
}

const weightCount = (op: Operation, c: Case): number =>
  Object.values(op.weights?.(c.x as never, c.p as never) ?? {}).reduce(
    (sum, spec) => sum + (spec ? spec.shape.reduce<number>((n, d) => n * (d ?? Number.NaN), 1) : 0),
    0,
  );

/** Reads the layers back, one operation each, and infers through them. */
function readBack(op: Operation, c: Case, layers: readonly EmittedLayer[], output: string) {
  const shapes: Record<string, Shape> = { ...inputShapes(op, c) };
  let parameters = 0;
  const found: { op: Operation; c: Case }[] = [];
  for (const layer of layers) {
    const { op: reader, p } = read(layer.className, layer.config);
    const use = {
      x: arrivingAt(
        reader,
        layer.inputs.map(name => shapes[name] ?? []),
      ),
      p,
    };
    const y = reader.shape(use.x as never, p as never);
    if (isRefusal(y)) return expect.fail(`${reader.id} refuses what came back: ${y.says}`);
    shapes[layer.name] = y;
    parameters += weightCount(reader, use);
    found.push({ op: reader, c: use });
  }
  return { y: shapes[output] ?? [], parameters, found };
}

/** Cases whose Keras layer does not say what was meant. */
const AMBIGUOUS: Readonly<Record<string, (c: Case) => boolean>> = {
  // shared_axes [1] is all of a vector or the steps of a table, and the layer does not know which.
  prelu: c => c.x.x?.length === 2,
};
/** Layers that tfjs itself writes incompletely. */
const LOST_BY_TFJS: Readonly<Record<string, (c: Case) => boolean>> = {
  // The file lacks depth_multiplier.
  separable_conv2d: c => c.p.multiplier !== 1,
};

const legalCases = (op: Operation): fc.Arbitrary<Case> =>
  (likelyCase(op) ?? caseArbitrary(op)).filter(
    c => !isRefusal(op.shape(c.x as never, c.p as never)) && !AMBIGUOUS[op.id]?.(c),
  );

const operations = [...catalogue.values()].filter(op => !op.sink).map(op => [op.id, op] as const);

beforeAll(async () => {
  await tf.setBackend('cpu');
  registerLayers();
});

describe('what is written for Keras is read back', () => {
  it.each(operations)('%s: same output shape and weights', (_, op) => {
    fc.assert(
      fc.property(legalCases(op), c => {
        const y = op.shape(c.x as never, c.p as never) as Shape;
        const { layers, output } = lowered(op, c, y);
        const back = readBack(op, c, asWritten(layers), output);
        expect(formatShape(back.y)).toBe(formatShape(y));
        expect(back.parameters).toBe(weightCount(op, c));
      }),
      { numRuns: 100 },
    );
  });

  it.each(operations)('%s: reading and writing again changes nothing', (_, op) => {
    fc.assert(
      fc.property(legalCases(op), c => {
        const y = op.shape(c.x as never, c.p as never) as Shape;
        const { layers, output } = lowered(op, c, y);
        const again = readBack(op, c, layers, output).found.map(({ op: reader, c: use }) => {
          const shape = reader.shape(use.x as never, use.p as never) as Shape;
          return lowered(reader, use, shape).layers.map(({ className, config }) => ({ className, config }));
        });
        expect(again.flat()).toEqual(layers.map(({ className, config }) => ({ className, config })));
      }),
      { numRuns: 100 },
    );
  });

  it.each(operations)('%s: also from the file that tfjs writes', async (_, op) => {
    await fc.assert(
      fc.asyncProperty(
        legalCases(op).filter(c => !LOST_BY_TFJS[op.id]?.(c)),
        async c => {
          const y = op.shape(c.x as never, c.p as never) as Shape;
          const { layers, output } = lowered(op, c, y);
          const model = await load(topologyOf(op, c, y));
          const file = asWritten(model.toJSON(null, false)) as unknown as KerasFile;
          model.dispose();
          const reloaded = await load(file);
          reloaded.dispose();
          const written = new Map(file.config.layers.map(l => [l.name, l]));
          const fromFile = layers.map(l => {
            const there = written.get(l.name);
            return { ...l, className: there?.class_name ?? '', config: there?.config ?? {} };
          });
          const back = readBack(op, c, fromFile, output);
          expect(formatShape(back.y)).toBe(formatShape(y));
          expect(back.parameters).toBe(weightCount(op, c));
        },
      ),
      { numRuns: 15 },
    );
  });
});

interface KerasFile {
  readonly config: {
    readonly layers: readonly { readonly name: string; readonly class_name: string; readonly config: KerasConfig }[];
  };
}
