import type { Dataset } from './datasets/dataset';
import { type Head, mainHead } from './heads';
import { classMetrics, macroF1, topAccuracies } from './metrics';
import type { ByteImage, Result, SamplePrediction } from './protocol';
import { largest, probabilities, type Score } from './scores';

/** How many held-out images the page shows, and at most how many of them are mistakes. */
const SAMPLES = 20;
const MISTAKES = 10;

/** What came of the held-out images: `said` is what was read at every head for all of them, in order. */
export function resultOf(
  dataset: Dataset,
  heads: readonly Head[],
  said: readonly Float32Array[],
  score: Score,
  seconds: number,
): Result {
  const { trainCount, testCount, labels: classes } = dataset.facts;
  const main = mainHead(heads);
  const head = heads[main];
  const values = said[main];
  if (!head || !values) throw new Error('A model without an output');
  const answers = probabilities(head, values, testCount);
  const width = answers.length / testCount;
  const rows = Array.from({ length: testCount }, (_, i) => answers.subarray(i * width, (i + 1) * width));
  const labels = dataset.labels.subarray(trainCount, trainCount + testCount);

  const confusion = classes.map(() => classes.map(() => 0));
  rows.forEach((row, i) => {
    const line = confusion[labels[i] ?? 0];
    const guess = largest(row);
    if (line) line[guess] = (line[guess] ?? 0) + 1;
  });
  const fared = classMetrics(confusion);
  return {
    accuracy: score.correct / testCount,
    loss: score.loss / testCount,
    seconds,
    confusion,
    classes: fared,
    macroF1: macroF1(fared),
    top: topAccuracies(rows, labels),
    answers,
    labels: Uint8Array.from(labels),
    samples: chooseSamples(rows, labels).map(index =>
      samplePrediction(dataset, index, rows[index] ?? new Float32Array()),
    ),
  };
}

/** The worst mistakes, the most certain first, then the first right answers of every class in turn. */
function chooseSamples(rows: readonly Float32Array[], labels: Uint8Array): number[] {
  const at = (i: number, c: number) => rows[i]?.[c] ?? 0;
  const guess = rows.map(largest);
  const all = rows.map((_, i) => i);
  const certainty = (i: number) => at(i, guess[i] ?? 0) - at(i, labels[i] ?? 0);
  const wrong = all.filter(i => guess[i] !== labels[i]).sort((a, b) => certainty(b) - certainty(a) || a - b);
  const mistakes = wrong.slice(0, MISTAKES);
  const seen = new Map<number, number>();
  const right = all
    .filter(i => guess[i] === labels[i])
    .map(i => {
      const label = labels[i] ?? 0;
      const turn = seen.get(label) ?? 0;
      seen.set(label, turn + 1);
      return { i, turn, label };
    })
    .sort((a, b) => a.turn - b.turn || a.label - b.label)
    .map(({ i }) => i);
  return [...mistakes, ...right].slice(0, SAMPLES);
}

function samplePrediction(dataset: Dataset, index: number, row: Float32Array): SamplePrediction {
  const at = dataset.facts.trainCount + index;
  return { index, label: dataset.labels[at] ?? 0, probabilities: [...row], image: byteImage(dataset, at) };
}

function byteImage({ facts, pixels }: Dataset, at: number): ByteImage {
  const [height, width, channels] = facts.shape;
  const size = height * width * channels;
  return { height, width, channels, pixels: pixels.slice(at * size, (at + 1) * size) };
}
