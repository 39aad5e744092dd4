import { fileName } from '../../exchange/codec';
import type { Result } from '../../training/protocol';
import { saveFiles } from '../files/save-files';

/** One line for each held-out image: its number, its class, what the network takes it for, and every probability. */
export function predictionsCsv({ answers, labels }: Result, classes: readonly string[]): string {
  const width = answers.length / labels.length;
  const name = (c: number): string => classes[c] ?? String(c);
  const head = ['image', 'class', 'prediction', ...Array.from({ length: width }, (_, c) => `p(${name(c)})`)];
  const lines = Array.from(labels, (label, i) => {
    const row = answers.subarray(i * width, (i + 1) * width);
    return [i, name(label), name(row.indexOf(Math.max(...row))), ...row];
  });
  return [head, ...lines].map(cells => cells.join(',')).join('\n');
}

/** Hands the predictions of all held-out images to the person as a file. */
export const savePredictions = (title: string, result: Result, classes: readonly string[]): void =>
  saveFiles([
    {
      name: `${fileName(title)}-predictions.csv`,
      bytes: new TextEncoder().encode(predictionsCsv(result, classes)),
      type: 'text/csv',
    },
  ]);
