import type { Compiled, Weights, WeightTensor } from '../core/compiler/compiled';
import { initialise } from '../core/compiler/initialise';
import { byLayer, matchLayers, type Origins } from './origins';

/**
 * What became of one layer's weights. `kept`: all as they were. `resized`: the block that old and new share was kept, the
 * rest is fresh. `fresh`: nothing could be kept. `dropped`: the network has no such layer any more.
 */
export interface Carried {
  readonly layer: string;
  readonly what: 'kept' | 'resized' | 'fresh' | 'dropped';
}
/** What would become of every layer's weights: in the order of the new model's layers; those that are dropped come last. */
export function carryReport(model: Compiled, given: Weights, origins: Origins | null): readonly Carried[] {
  const { plan, dropped } = planned(model, given, origins);
  const trained = new Set(model.weights.filter(w => w.trainable).map(w => w.name));
  const layers = byLayer(model.weights.map(w => w.name));
  const fates = new Map(plan.map(({ name, fate }) => [name, fate]));
  return [
    ...Object.entries(layers).map(([layer, names]) => ({ layer, what: summed(names, fates, trained) })),
    ...dropped.map(layer => ({ layer, what: 'dropped' as const })),
  ];
}

/**
 * Brings weights into a network that was edited since. A layer takes its weights from the layer of the same node, also
 * when that was renamed, or else from the layer of the same name whose node is gone. A tensor of another size keeps the
 * block that both have, from index 0 on along every axis; the rest of it is drawn from the seed. A tensor of another
 * rank, and a layer of another operation, start afresh.
 * @param origins where `given` came from; by name alone when it is not known
 * @returns one tensor for every weight of the model
 */
export function carryOver(model: Compiled, given: Weights, origins: Origins | null, seed: number): Weights {
  const { plan } = planned(model, given, origins);
  const drawn = new Set(plan.flatMap(({ name, fate }) => (fate === 'kept' ? [] : [name])));
  const fresh = initialise(
    model.weights.filter(w => drawn.has(w.name)),
    seed,
  );
  const weights = new Map<string, WeightTensor>();
  for (const { name, fate, old } of plan) {
    const start = fresh.get(name);
    if (fate === 'kept' && old) weights.set(name, old);
    else if (start) weights.set(name, fate === 'resized' && old ? overlaid(start, old) : start);
  }
  return weights;
}

interface Planned {
  readonly name: string;
  readonly fate: Exclude<Carried['what'], 'dropped'>;
  /** What it takes its values from. */
  readonly old: WeightTensor | undefined;
}

function planned(model: Compiled, given: Weights, origins: Origins | null) {
  const sources = matchLayers(model, given, origins);
  const plan = model.weights.map(({ name, shape }): Planned => {
    const layer = name.slice(0, name.lastIndexOf('/'));
    const source = sources.get(layer);
    const old = source === undefined ? undefined : given.get(`${source}${name.slice(layer.length)}`);
    if (old?.shape.length !== shape.length) return { name, fate: 'fresh', old };
    return { name, fate: old.shape.join() === shape.join() ? 'kept' : 'resized', old };
  });
  const used = new Set(sources.values());
  return { plan, dropped: Object.keys(byLayer([...given.keys()])).filter(layer => !used.has(layer)) };
}

/** A layer counts by what is trained in it; running statistics follow. */
function summed(
  names: readonly string[],
  fates: ReadonlyMap<string, Planned['fate']>,
  trained: ReadonlySet<string>,
): Planned['fate'] {
  const counted = names.filter(name => trained.has(name)).map(name => fates.get(name));
  if (counted.every(fate => fate === 'kept')) return 'kept';
  return counted.some(fate => fate !== 'fresh') ? 'resized' : 'fresh';
}

/** `start` with the values of `old` at the places that both have. Shapes of the same rank, row-major. */
function overlaid(start: WeightTensor, old: WeightTensor): WeightTensor {
  const values = start.values.slice();
  const shared = start.shape.map((size, axis) => Math.min(size, old.shape[axis] ?? 0));
  const run = shared.at(-1) ?? 1;
  const rows = shared.slice(0, -1).reduce((a, b) => a * b, 1);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [old.shape, start.shape].map(shape => offsetOf(row, shared, shape));
    values.set(old.values.subarray(from, (from ?? 0) + run), to);
  }
  return { shape: start.shape, values };
}

/** Where the `row`-th row of the shared block lies in a tensor of this shape. */
function offsetOf(row: number, shared: readonly number[], shape: readonly number[]): number {
  let rest = row;
  let offset = 0;
  let stride = shape.at(-1) ?? 1;
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    const size = shared[axis] ?? 1;
    offset += (rest % size) * stride;
    rest = Math.floor(rest / size);
    stride *= shape[axis] ?? 1;
  }
  return offset;
}

/** `Kept 4 layers, resized F6, new C7`; `null` when there is nothing to say because nothing could be kept. */
export function carrySentence(report: readonly Carried[]): string | null {
  const of = (what: Carried['what']) => report.filter(c => c.what === what).map(c => c.layer);
  const kept = of('kept');
  const resized = of('resized');
  if (kept.length + resized.length === 0) return null;
  const parts = [
    kept.length > 0 && `kept ${kept.length === 1 ? kept[0] : `${kept.length} layers`}`,
    resized.length > 0 && `resized ${listed(resized)}`,
    of('fresh').length > 0 && `new ${listed(of('fresh'))}`,
    of('dropped').length > 0 && `dropped ${listed(of('dropped'))}`,
  ].filter(part => part !== false);
  const sentence = parts.join(', ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const LISTED = 3;
const listed = (names: readonly string[]): string =>
  names.length <= LISTED ? names.join(', ') : `${names.length} layers`;
