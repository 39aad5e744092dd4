import type { Compiled, Weights } from '../../core/compiler/compiled';
import type { LayerWeights } from '../../readings/figure/layer-weights';

/** Kernels of fully connected layers by the way to their node, joined by slashes, out of a run's weights. */
export function kernelWeights(model: Compiled, weights: Weights): ReadonlyMap<string, LayerWeights> {
  const kernels = new Map<string, LayerWeights>();
  for (const [layer, { path }] of Object.entries(model.layers)) {
    const kernel = weights.get(`${layer}/kernel`);
    const [inputs, units] = kernel?.shape ?? [];
    if (kernel?.shape.length !== 2 || inputs === undefined || units === undefined) continue;
    kernels.set(path.join('/'), { inputs, units, values: kernel.values });
  }
  return kernels;
}
