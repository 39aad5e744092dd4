import lenet from '../presets/lenet-5-relu.netloom.json';
import perceptron from '../presets/multilayer-perceptron.netloom.json';
import { type Chromium, startChromium } from '../tests/chromium-page';
import type { Round } from './training/subject';

interface Subject {
  readonly doc: { readonly title: string };
  readonly steps: number;
  readonly rounds: number;
}
const SUBJECTS: readonly Subject[] = [
  { doc: perceptron, steps: 24, rounds: 5 },
  { doc: lenet, steps: 8, rounds: 4 },
];

/**
 * Our training loop against TensorFlow.js's `model.fit`: the same network, first weights, batches of 128 digits and
 * optimizer (Adam), on WebGL, in one run of Chromium, in turns. Milliseconds per step, the best of the rounds.
 */
export default async function training(): Promise<void> {
  const chromium = await startChromium();
  console.log('network                     fit, ms  ours, ms  fit / ours  losses differ by at most');
  for (const subject of SUBJECTS) console.log(await compare(chromium, subject));
  await chromium.close();
}

async function compare(chromium: Chromium, { doc, steps, rounds }: Subject): Promise<string> {
  const [theirs, ours] = [await chromium.open(), await chromium.open()];
  const fit = (read: boolean) => theirs.call<Round>('/bench/training/fit.page.ts', { doc, steps, read });
  const loop = () => ours.call<Round>('/bench/training/ours.page.ts', { doc, steps });
  // The first round compiles the shaders; it is where the losses are compared.
  const [a, b] = [await fit(true), await loop()];
  const difference = Math.max(...a.losses.map((loss, i) => Math.abs(loss - (b.losses[i] ?? Number.NaN))));
  const best = { fit: Number.POSITIVE_INFINITY, ours: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round++) {
    best.fit = Math.min(best.fit, (await fit(false)).msPerStep);
    best.ours = Math.min(best.ours, (await loop()).msPerStep);
  }
  return [
    doc.title.padEnd(26),
    best.fit.toFixed(1).padStart(8),
    best.ours.toFixed(1).padStart(9),
    (best.fit / best.ours).toFixed(2).padStart(11),
    difference.toExponential(1).padStart(25),
  ].join(' ');
}
