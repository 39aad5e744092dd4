import { wrap } from 'comlink';
import type { Assignment } from '../../src/training/trainer';
import type { Steps } from './steps.worker';

const worker = new Worker(new URL('./steps.worker.ts', import.meta.url), { type: 'module' });
const steps = wrap<Steps>(worker);

/** What Node may ask of the worker. Bytes travel as lists, weights as a list of pairs. */
export type Question =
  | { readonly do: 'prepare'; readonly name: string; readonly assignment: Written; readonly threads: number }
  | { readonly do: 'time'; readonly name: string; readonly count: number }
  | { readonly do: 'weights' | 'forget'; readonly name: string }
  | { readonly do: 'isolated' };
/** An assignment as JSON: the data set is noise, made here. */
export interface Written {
  readonly model: Assignment['model'];
  readonly plan: Assignment['plan'];
  readonly facts: Assignment['dataset']['facts'];
  readonly seed: number;
}

/** Asks the worker; the page itself must not wait for threads. */
export default async function ask(question: Question): Promise<unknown> {
  switch (question.do) {
    case 'prepare':
      return steps.prepare(question.name, await read(question.assignment), question.threads);
    case 'time':
      return steps.time(question.name, question.count);
    case 'weights':
      return [...(await steps.weights(question.name))];
    case 'forget':
      return steps.forget(question.name);
    case 'isolated':
      return steps.isolated();
  }
}

async function read({ model, plan, facts, seed }: Written): Promise<Assignment> {
  const { initialise } = await import('../../src/core/compiler/initialise');
  const { seededRandom } = await import('../../src/core/random');
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
