import type { CompiledWeight, Weights, WeightTensor } from '../../core/compiler/compiled';
import { type Refused, refused } from '../codec';

/**
 * Takes the tensors that a network needs from those of a file, by name and shape.
 *
 * `namesFor` lists what the file may call a tensor of a layer. Of two layers with one name, in models nested in one
 * another, TensorFlow.js numbers the later one's tensors (`kernel_1`); they are taken in that order.
 */
export function matchWeights(
  needed: readonly CompiledWeight[],
  given: ReadonlyMap<string, WeightTensor>,
  namesFor: (layer: string) => readonly string[],
  file: string,
): { readonly ok: true; readonly weights: Weights; readonly unused: readonly string[] } | Refused {
  const weights = new Map<string, WeightTensor>();
  const used = new Set<string>();
  for (const { name, shape } of needed) {
    const slash = name.lastIndexOf('/');
    const layer = name.slice(0, slash);
    const tensor = name.slice(slash + 1);
    const found = namesFor(layer)
      .flatMap(n => numbered(`${n}/${tensor}`, given))
      .find(n => !used.has(n));
    const values = found === undefined ? undefined : given.get(found);
    if (found === undefined || !values)
      return refused(`${file} has no weights for ${layer}: its ${tensor} (${shape.join('×')}) is missing.`);
    if (values.shape.length !== shape.length || values.shape.some((d, i) => d !== shape[i]))
      return refused(
        `${file}: the weights ${found} are ${values.shape.join('×') || '1'}, but the network needs ${shape.join('×')}.`,
      );
    const bad = values.values.findIndex(v => !Number.isFinite(v));
    if (bad >= 0)
      return refused(`${file}: the weights ${found} hold a value that is not a number, at place ${bad + 1}.`);
    used.add(found);
    weights.set(name, { shape, values: values.values });
  }
  return { ok: true, weights, unused: [...given.keys()].filter(n => !used.has(n)) };
}

function numbered(name: string, given: ReadonlyMap<string, WeightTensor>): readonly string[] {
  const names = given.has(name) ? [name] : [];
  for (let i = 1; given.has(`${name}_${i}`); i++) names.push(`${name}_${i}`);
  return names;
}
