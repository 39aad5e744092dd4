import { type Head, headsOf } from './heads';
import { type Score, score } from './scores';
import { targetsOf } from './targets';
import type { Assignment, Outputs, Trainer } from './trainer';

/** All held-out images as the network sees them. */
export interface HeldOut {
  readonly heads: readonly Head[];
  /** What was read at every head for all of them, in order. */
  readonly said: readonly Float32Array[];
  readonly score: Score;
}

/** A batch of held-out images whose loss is no number, with what the network said of them. */
export interface BrokenBatch {
  /** By their index in the data set. */
  readonly images: Int32Array;
  readonly said: Outputs;
}

/**
 * Asks the network for all held-out images, batch by batch. Their loss is that of training, smoothing and class weights
 * included, so that the two curves can be compared. The first batch whose loss is no number ends it.
 * @param attend is awaited before every batch
 */
export async function askHeldOut(
  trainer: Trainer,
  { model, plan, dataset }: Assignment,
  attend: () => Promise<void>,
): Promise<HeldOut | BrokenBatch> {
  const heads = headsOf(model);
  const targets = targetsOf(plan, dataset);
  const { trainCount, testCount } = dataset.facts;
  const { batchSize } = plan;
  const parts: Float32Array[][] = heads.map(() => []);
  const total = { count: testCount, loss: 0, correct: 0 };
  for (let from = 0; from < testCount; from += batchSize) {
    await attend();
    const count = Math.min(batchSize, testCount - from);
    // The last batch is filled up, because another size would have every shader compiled again.
    const images = Int32Array.from({ length: batchSize }, (_, i) => trainCount + from + Math.min(i, count - 1));
    const said = (await trainer.infer(images)).map(v => v.subarray(0, (v.length / batchSize) * count));
    const labels = dataset.labels.subarray(trainCount + from, trainCount + from + count);
    const { loss, correct } = score(heads, said, labels, targets);
    if (!Number.isFinite(loss)) return { images: images.subarray(0, count), said };
    total.loss += loss;
    total.correct += correct;
    said.forEach((values, h) => {
      parts[h]?.push(values);
    });
  }
  return { heads, said: parts.map(join), score: total };
}

function join(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
