import type { DatasetFacts } from './datasets/catalogue';
import type { Dataset } from './datasets/dataset';
import { mapImages } from './datasets/image-mapping';
import { RunFailure } from './failure';
import { misfit } from './heads';
import type { RunRequest } from './protocol';
import { startingWeights } from './starting-weights';
import type { Assignment } from './trainer';

/** Where data sets come from. */
export interface Library {
  readonly datasets: readonly DatasetFacts[];
  readonly load: (facts: DatasetFacts) => Promise<Dataset>;
}

/**
 * What a trainer is made from, for a request of the page.
 * @param say tells the person what is going on: `Loading MNIST digits`
 * @throws RunFailure when the data set is not known, or does not fit the network
 */
export async function assign(
  request: RunRequest,
  { datasets, load }: Library,
  say: (doing: string) => void,
): Promise<Assignment> {
  const { model, plan } = request;
  const facts = datasets.find(d => d.id === plan.dataset);
  if (!facts) throw new RunFailure(`There is no data set called ${plan.dataset}`, 'Choose one of the list');
  refuseMisfit(request, facts);
  const { batchSize } = plan;
  if (batchSize > facts.trainCount)
    throw new RunFailure(
      `A batch of ${batchSize.toLocaleString('en')} is more than the ${facts.trainCount.toLocaleString('en')} training images`,
      `Set the batch size to ${facts.trainCount.toLocaleString('en')} or less`,
    );
  say(`Loading ${facts.title}`);
  const dataset = await load(facts);
  return { model, plan, dataset, weights: startingWeights(model, request.weights, plan.seed) };
}

function refuseMisfit({ model }: RunRequest, facts: DatasetFacts): void {
  const classes = misfit(model, facts.labels.length);
  if (classes) throw new RunFailure(classes, `Give every output ${facts.labels.length} values, one per class`);
  for (const input of model.inputs) {
    const mapping = mapImages(facts.shape, input.shape);
    if (typeof mapping === 'string')
      throw new RunFailure(mapping, `Give the input a shape that ${facts.noun} fit into`);
  }
}
