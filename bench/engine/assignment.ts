import type { Written } from '../../tests/engine/written-assignment';
import type { Subject } from './subjects';

/** A subject with Adam on batches of noise, as a page reads it. */
export function assignmentOf({ model }: Subject, batch: number): Written {
  const classes = model.outputs[0]?.shape.at(-1) ?? 10;
  const [height, width, channels] = model.inputs[0]?.shape ?? [];
  return {
    model,
    seed: 1,
    plan: { dataset: 'noise', optimizer: 'adam', learningRate: 2e-3, batchSize: batch, epochs: 1, seed: 1 },
    facts: {
      id: 'noise',
      title: 'Noise',
      summary: 'Made for the measurement.',
      noun: 'images',
      labels: Array.from({ length: classes }, (_, i) => `${i}`),
      shape: [height ?? 1, width ?? 1, channels ?? 1],
      trainCount: batch,
      testCount: 1,
      file: '',
    },
  };
}
