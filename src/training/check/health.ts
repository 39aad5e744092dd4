import { Engine } from '../../engine/engine';
import { mapImages } from '../datasets/image-mapping';
import { engineTask } from '../engine/engine-task';
import type { Employer } from '../engine/engine-trainer';
import { epochOrder } from '../epoch-order';
import { headsOf } from '../heads';
import { score } from '../scores';
import type { Assignment } from '../trainer';
import type { Gradient, Health, LayerHealth } from './health-report';
import { judge } from './judge';
import { normOf, shareOf, spreadOf } from './statistics';

/** What the values that are looked at may take; a network of large images is looked at with fewer of them. */
const WATCHED_BYTES = 256e6;
/** Variation between images needs two. */
const FEWEST_IMAGES = 2;

/** Where an activation's slope is nearly 0, as far as its values tell: |tanh z| > 0.97, and the same z for sigmoid. */
const FLAT: Readonly<Record<string, (y: number) => boolean>> = {
  tanh: y => Math.abs(y) > 0.97,
  sigmoid: y => y < 0.015 || y > 0.985,
  hard_sigmoid: y => y <= 0 || y >= 1,
  softsign: y => Math.abs(y) > 0.97,
};

/** Primitives that take away the scale of what they get. */
const NORMALISING: ReadonlySet<string> = new Set(['batchNorm', 'groupNorm']);

/**
 * Sends the first batch of a run through the network and its loss back, in the engine, as a step of training would
 * (dropout, statistics of the batch), and says what every layer did. Nothing is learned.
 * @throws when the engine does not know the network, or needs more memory than there is
 */
export async function healthOf(assignment: Assignment, hardware: Employer): Promise<Health> {
  const { model, plan, dataset } = assignment;
  const graph = model.engine;
  if (!graph) throw new Error('This network has an operation that the engine does not know');
  const shapes = [...graph.inputs, ...graph.nodes.map(n => n.shape)];
  const layers = Object.entries(model.layers)
    .flatMap(([layer, { path, op }]) => {
      const tensor = graph.layers[layer];
      return tensor === undefined ? [] : [{ layer, path, op, tensor, shape: shapes[tensor] ?? [] }];
    })
    .sort((a, b) => a.tensor - b.tensor);
  const normalised = new Set(graph.nodes.flatMap(n => (NORMALISING.has(n.primitive.kind) ? n.inputs : [])));
  const perImage = 4 * layers.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  const images = Math.min(plan.batchSize, Math.max(FEWEST_IMAGES, Math.floor(WATCHED_BYTES / perImage)));

  const indices = epochOrder(dataset.facts.trainCount, plan.seed, 0).slice(0, images);
  const batch = chosen(assignment, indices);
  const mappings = model.inputs.map(input => {
    const mapping = mapImages(dataset.facts.shape, input.shape);
    if (typeof mapping === 'string') throw new Error(mapping);
    return mapping;
  });
  const { augmentation: _, clipNorm: __, ...bare } = plan;
  const engine = await Engine.start(
    // Momentum of 0 remembers the gradient as it is.
    engineTask(
      { ...batch, plan: { ...bare, batchSize: images, optimizer: 'momentum', momentum: 0, weightDecay: 0 } },
      mappings,
    ),
    await hardware('one'),
    { tensors: layers.map(l => l.tensor), during: 'step' },
  );
  try {
    engine.load(batch.dataset.pixels, batch.dataset.labels);
    const weights = new Map([...assignment.weights].map(([name, { values }]) => [name, values]));
    engine.setWeights(weights);
    engine.reset();
    const said = engine.step(Int32Array.from(indices.keys()), { learningRate: 0 });
    const [gradients] = engine.remembered().memories;
    const byLayer = gradientsOf(gradients ?? new Map(), weights);
    const seen = engine.seen(indices.length);
    const looked = layers.map(({ layer, path, op, shape, tensor }, i): LayerHealth => {
      const values = seen[i] ?? new Float32Array();
      const flat = FLAT[op];
      return {
        layer,
        path,
        op,
        shape,
        spread: spreadOf(values, indices.length, shape.at(-1) ?? 1),
        saturated: flat ? shareOf(values, flat) : null,
        scaleFree: normalised.has(tensor),
        gradient: byLayer.get(layer) ?? null,
      };
    });
    const heads = headsOf(model);
    const loss = score(heads, said, batch.dataset.labels).loss / indices.length;
    const gradientNorm = normOf([...(gradients?.values() ?? [])]);
    const guessing = heads.every(h => h.loss === 'categorical_crossentropy')
      ? heads.reduce((sum, h) => sum + h.lossWeight, 0) * Math.log(dataset.facts.labels.length)
      : null;
    const findings = judge({ layers: looked, loss, guessing, gradientNorm }, plan);
    return { layers: looked, findings, images: indices.length, loss, gradientNorm };
  } finally {
    engine.dispose();
  }
}

/** The same with a data set of these images alone: the engine keeps all that it is given in memory. */
function chosen(assignment: Assignment, indices: Int32Array): Assignment {
  const { facts, pixels, labels } = assignment.dataset;
  const size = facts.shape[0] * facts.shape[1] * facts.shape[2];
  const few = new Uint8Array(indices.length * size);
  indices.forEach((index, i) => {
    few.set(pixels.subarray(index * size, (index + 1) * size), i * size);
  });
  return {
    ...assignment,
    dataset: { facts, pixels: few, labels: Uint8Array.from(indices, i => labels[i] ?? 0) },
  };
}

/** By layer; a weight is called by its layer and its own name. */
function gradientsOf(
  gradients: ReadonlyMap<string, Float32Array>,
  weights: ReadonlyMap<string, Float32Array>,
): ReadonlyMap<string, Gradient> {
  const names = new Map<string, string[]>();
  for (const name of gradients.keys()) {
    const layer = name.slice(0, name.lastIndexOf('/'));
    names.set(layer, [...(names.get(layer) ?? []), name]);
  }
  return new Map(
    [...names].map(([layer, own]) => {
      const of = (from: ReadonlyMap<string, Float32Array>) => own.map(name => from.get(name) ?? new Float32Array());
      const count = of(weights).reduce((sum, w) => sum + w.length, 0);
      return [layer, { norm: normOf(of(gradients)), weights: normOf(of(weights)), count }];
    }),
  );
}
