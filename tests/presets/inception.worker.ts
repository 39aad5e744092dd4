import { expose } from 'comlink';
import { compile } from '../../src/core/compiler/compile';
import { initialise } from '../../src/core/compiler/initialise';
import { readDocument } from '../../src/core/document/read';
import { infer } from '../../src/core/inference/infer';
import { seededRandom } from '../../src/core/random';
import { catalogue } from '../../src/ops/catalogue';
import { createEngineTrainer } from '../../src/training/engine/engine-trainer';
import { employerHere } from '../../src/training/engine/hardware';
import { headsOf, mainHead } from '../../src/training/heads';
import { probabilities } from '../../src/training/scores';

const SIDE = 299;
const CLASSES = 1000;

const inception = {
  /** What Inception v3, with weights from the seed, says of one image of noise. */
  async answer(content: unknown, seed: number): Promise<Float32Array> {
    const read = readDocument(content);
    if (!read.ok) throw new Error(read.says);
    const result = compile(read.document, catalogue, infer(read.document, catalogue));
    if (!result.ok) throw new Error(result.problems.map(p => p.says).join('; '));
    const { model } = result;
    const hardware = employerHere(2);
    if (!hardware) throw new Error('No SIMD in this browser');
    const facts = {
      id: 'noise',
      title: 'Noise',
      summary: 'One image, made for the test.',
      noun: 'images',
      labels: Array.from({ length: CLASSES }, (_, i) => `${i}`),
      shape: [SIDE, SIDE, 3],
      trainCount: 1,
      testCount: 0,
      file: 'noise.bin',
    } as const;
    const trainer = await createEngineTrainer(
      {
        model,
        plan: { dataset: 'noise', optimizer: 'sgd', learningRate: 0.01, batchSize: 1, epochs: 1, seed },
        weights: initialise(model.weights, seed),
        dataset: { facts, labels: new Uint8Array(1), pixels: new Uint8Array(SIDE * SIDE * 3) },
      },
      hardware,
    );
    const random = seededRandom(`image ${seed}`);
    const image = Float32Array.from({ length: SIDE * SIDE * 3 }, () => random());
    const said = await trainer.predict(image, 1);
    const heads = headsOf(model);
    const main = mainHead(heads);
    const [head, values] = [heads[main], said[main]];
    if (!head || !values) throw new Error('A network without an output');
    return probabilities(head, values, 1);
  },
};
export type Inception = typeof inception;

expose(inception);
