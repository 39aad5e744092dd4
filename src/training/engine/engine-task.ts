import type { EngineTask } from '../../engine/plan/network';
import type { ImageMapping } from '../datasets/image-mapping';
import { headsOf } from '../heads';
import { targetsOf, wantedOf } from '../targets';
import type { Assignment } from '../trainer';

/**
 * What the engine is asked to train.
 * @param mappings how the data set's images become each input's values
 * @throws when there are not as many class weights as classes, or the network has an operation that the engine does not know
 */
export function engineTask({ model, plan, dataset }: Assignment, mappings: readonly ImageMapping[]): EngineTask {
  const { engine: graph, weights } = model;
  if (!graph) throw new Error('This network has an operation that the engine does not know');
  const { smoothing, classWeights } = targetsOf(plan, dataset);
  const classes = dataset.facts.labels.length;
  return {
    graph,
    weights,
    plan,
    heads: headsOf(model).map(({ layer, loss, lossWeight, link }) => {
      const tensor = graph.layers[layer];
      if (tensor === undefined) throw new Error(`There is no layer ${layer}`);
      return { tensor, loss, weight: lossWeight, logits: link !== null, ...wantedOf(loss, smoothing, classes) };
    }),
    inputs: mappings.map(({ from, to, fit }) => ({ from, to, fit })),
    classWeights,
    images: dataset.labels.length,
  };
}
