import type { Compiled, CompiledLayer, Weights, WeightTensor } from '../core/compiler/compiled';

/** By layer name: the node that each layer with weights came from. It tells a renamed node from another one. */
export type Origins = Readonly<Record<string, CompiledLayer>>;

/** By layer with weights: the node that it came from. */
export function originsOf({ layers, weights }: Compiled): Origins {
  const names = Object.keys(byLayer(weights.map(w => w.name)));
  const all = Object.entries(layers);
  return Object.fromEntries(
    names.flatMap(name => {
      // A node that lowers to several layers may have none of its own name.
      const origin = layers[name] ?? all.find(([layer]) => layer.startsWith(`${name}/`))?.[1];
      return origin ? [[name, origin]] : [];
    }),
  );
}

/**
 * Which layer of `given` each layer of `model` takes its weights from: that of the same node, also when it was renamed,
 * or else that of the same name whose node is gone; never one of another operation.
 */
export function matchLayers(model: Compiled, given: Weights, origins: Origins | null): ReadonlyMap<string, string> {
  const [after, before] = [model.weights.map(w => w.name), [...given.keys()]].map(names => Object.keys(byLayer(names)));
  return match(after ?? [], before ?? [], originsOf(model), origins ?? {});
}

/** The weights that `model` needs, under the names that its layers have now, when `given` has all of them in the right shapes. */
export function wholeWeights(model: Compiled, given: Weights, origins: Origins | null): Weights | null {
  const sources = matchLayers(model, given, origins);
  const found = new Map<string, WeightTensor>();
  for (const { name, shape } of model.weights) {
    const layer = name.slice(0, name.lastIndexOf('/'));
    const tensor = given.get(`${sources.get(layer)}${name.slice(layer.length)}`);
    if (tensor?.shape.join() !== shape.join()) return null;
    found.set(name, tensor);
  }
  return found;
}

function match(
  after: readonly string[],
  before: readonly string[],
  now: Origins,
  then: Origins,
): ReadonlyMap<string, string> {
  const key = (origin: CompiledLayer | undefined) => origin?.path.join(' ');
  const sameOp = (a: string, b: string) => now[a] === undefined || !then[b] || now[a].op === then[b].op;
  const byNode = new Map(before.flatMap(layer => (then[layer] ? [[key(then[layer]), layer] as const] : [])));
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const layer of after) {
    const old = byNode.get(key(now[layer]));
    if (old === undefined) continue;
    taken.add(old);
    if (sameOp(layer, old)) found.set(layer, old);
  }
  for (const layer of after)
    if (!byNode.has(key(now[layer])) && before.includes(layer) && !taken.has(layer) && sameOp(layer, layer))
      found.set(layer, layer);
  return found;
}

/** Names of weights by the layer that they belong to, in order. */
export function byLayer(names: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const grouped: Record<string, string[]> = {};
  for (const name of names) {
    const layer = name.slice(0, name.lastIndexOf('/'));
    grouped[layer] ??= [];
    grouped[layer].push(name);
  }
  return grouped;
}
