import type { Compiled } from '../core/compiler/compiled';
import type { NodeId } from '../core/document/architecture';
import type { Trainer } from './trainer';

/** Where the numbers of a network come apart first. */
export interface Trouble {
  /** The node: ids of the module instances entered, then its own. */
  readonly path: readonly NodeId[];
  /** A clause: `C3 is the first layer whose values are no numbers`. */
  readonly says: string;
}

/** Healthy networks stay orders of magnitude below; squares of larger values soon overflow 32-bit numbers. */
const EXPLODED = 1e6;

/**
 * The first weight that is not finite, else the first layer, from the inputs on, whose values are not finite or have
 * exploded for one image of the data set's own shape, values 0 to 1; `null` when all is well.
 */
export async function firstTrouble(trainer: Trainer, model: Compiled, image: Float32Array): Promise<Trouble | null> {
  const weights = await trainer.weights();
  const broken = model.weights.find(({ name }) => weights.get(name)?.values.some(v => !Number.isFinite(v)));
  if (broken) {
    const layer = broken.name.slice(0, broken.name.lastIndexOf('/'));
    return { path: pathOf(model, layer), says: `${broken.name} is the first weight that is not finite` };
  }
  const known = model.engine?.layers;
  const layers = model.topology.config.layers
    .map(l => l.name)
    .filter(name => trainer.backend !== 'wasm' || known?.[name] !== undefined);
  const activations = await trainer.activations(image, layers);
  for (const [i, { values }] of activations.entries()) {
    const layer = layers[i] ?? '';
    const largest = values.reduce((most, v) => (Math.abs(v) > most || Number.isNaN(v) ? Math.abs(v) : most), 0);
    if (largest < EXPLODED) continue;
    const says = Number.isFinite(largest)
      ? `${layer} is the first layer whose values explode, to ${largest.toExponential(0).replace('e+', 'e')}`
      : `${layer} is the first layer whose values are not finite`;
    return { path: pathOf(model, layer), says };
  }
  return null;
}

/** A node that lowers to several layers may have none of its own name. */
function pathOf({ layers }: Compiled, name: string): readonly NodeId[] {
  const whole = layers[name] ?? Object.entries(layers).find(([layer]) => layer.startsWith(`${name}/`))?.[1];
  return whole?.path ?? [];
}
