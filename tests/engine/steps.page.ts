import { wrap } from 'comlink';
import type { Steps } from './steps.worker';
import { readAssignment, type Written } from './written-assignment';

const worker = new Worker(new URL('./steps.worker.ts', import.meta.url), { type: 'module' });
const steps = wrap<Steps>(worker);

/** What Node may ask of the worker. Bytes travel as lists, weights as a list of pairs. */
export type Question =
  | { readonly do: 'prepare'; readonly name: string; readonly assignment: Written; readonly threads: number }
  | { readonly do: 'time'; readonly name: string; readonly count: number }
  | { readonly do: 'weights' | 'forget'; readonly name: string }
  | { readonly do: 'isolated' | 'product' };
/** Asks the worker; the page itself must not wait for threads. */
export default async function ask(question: Question): Promise<unknown> {
  switch (question.do) {
    case 'prepare':
      return steps.prepare(question.name, readAssignment(question.assignment), question.threads);
    case 'time':
      return steps.time(question.name, question.count);
    case 'weights':
      return [...(await steps.weights(question.name))];
    case 'forget':
      return steps.forget(question.name);
    case 'isolated':
      return steps.isolated();
    case 'product':
      return steps.product();
  }
}
