import { initialise } from '../../src/core/compiler/initialise';
import { seededRandom } from '../../src/core/random';
import type { Assignment } from '../../src/training/trainer';

/** An assignment as JSON, from Node to a page: weights follow from the seed, and so does the data set, which is noise. */
export interface Written {
  readonly model: Assignment['model'];
  readonly plan: Assignment['plan'];
  readonly facts: Assignment['dataset']['facts'];
  readonly seed: number;
}

export function readAssignment({ model, plan, facts, seed }: Written): Assignment {
  const random = seededRandom(`images ${seed}`);
  const count = facts.trainCount + facts.testCount;
  const [height, width, channels] = facts.shape;
  return {
    model,
    plan,
    weights: initialise(model.weights, seed),
    dataset: {
      facts,
      labels: Uint8Array.from({ length: count }, (_, i) => i % facts.labels.length),
      pixels: Uint8Array.from({ length: count * height * width * channels }, () => Math.floor(random() * 256)),
    },
  };
}
