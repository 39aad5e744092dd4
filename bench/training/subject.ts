import { compile } from '../../src/core/compiler/compile';
import type { Compiled, Weights } from '../../src/core/compiler/compiled';
import { initialise } from '../../src/core/compiler/initialise';
import type { Architecture } from '../../src/core/document/architecture';
import { DEFAULT_PLAN, type TrainingPlan } from '../../src/core/document/training-plan';
import { infer } from '../../src/core/inference/infer';
import { catalogue } from '../../src/ops/catalogue';
import { mnist } from '../../src/training/datasets/catalogue';
import { type Dataset, loadDataset } from '../../src/training/datasets/dataset';

/** What both sides train, handed to a page. */
export interface Task {
  readonly doc: Architecture;
  readonly steps: number;
}
/** One epoch of `steps` steps. */
export interface Round {
  readonly msPerStep: number;
  /** By step; empty where reading them would have held up the loop. */
  readonly losses: readonly number[];
}
export interface Subject {
  readonly model: Compiled;
  readonly weights: Weights;
  readonly plan: TrainingPlan;
  /** As many digits as the steps take, and one batch held out. */
  readonly dataset: Dataset;
}

export async function subject({ doc, steps }: Task): Promise<Subject> {
  const compiled = compile(doc, catalogue, infer(doc, catalogue));
  if (!compiled.ok) throw new Error('The document does not compile');
  const plan = DEFAULT_PLAN;
  const { model } = compiled;
  const dataset = await someDigits(steps * plan.batchSize, plan.batchSize);
  return { model, plan, dataset, weights: initialise(model.weights, plan.seed) };
}

async function someDigits(trainCount: number, testCount: number): Promise<Dataset> {
  const { pixels, labels } = await loadDataset(mnist, new URL('/data/', location.href).href);
  const join = (of: Uint8Array, each: number) => {
    const joined = new Uint8Array((trainCount + testCount) * each);
    joined.set(of.subarray(0, trainCount * each));
    joined.set(of.subarray(mnist.trainCount * each, (mnist.trainCount + testCount) * each), trainCount * each);
    return joined;
  };
  const facts = { ...mnist, trainCount, testCount };
  return { facts, pixels: join(pixels, pixels.length / labels.length), labels: join(labels, 1) };
}
