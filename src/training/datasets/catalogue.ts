/** What the page knows of a data set without loading it. */
export interface DatasetFacts {
  /** Written into documents. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what the images are and where they come from. */
  readonly summary: string;
  /** What one image is, in the plural: `28×28 digits` is `shape` and `noun`. */
  readonly noun: string;
  /** Class names in the order of their numbers. */
  readonly labels: readonly string[];
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly trainCount: number;
  /** Images held out: never trained on, used for validation and for the result. */
  readonly testCount: number;
  /** Relative to the folder that the page's data is served from. */
  readonly file: string;
}

export const mnist: DatasetFacts = {
  id: 'mnist',
  title: 'MNIST digits',
  summary: '10,000 handwritten digits, written by census clerks and students, centred on 28×28 pixels.',
  noun: 'digits',
  labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  shape: [28, 28, 1],
  trainCount: 8000,
  testCount: 2000,
  file: 'mnist.bin',
};

export const datasets: readonly DatasetFacts[] = [mnist];

export const datasetById = (id: string): DatasetFacts | undefined => datasets.find(d => d.id === id);
