import type { Architecture } from '../src/core/document/architecture';

/** A network to start from. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** What is special about it, in one line. */
  readonly summary: string;
  /** The document; its file is fetched when it is first asked for. */
  load(): Promise<Architecture>;
}

/** The presets, in the order in which the first visit shows them. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'lenet-5',
    title: 'LeNet-5',
    summary: 'The digit reader of 1998: tanh and average pooling, 61,706 parameters.',
    load: () => read(import('./lenet-5.netloom.json')),
  },
  {
    id: 'lenet-5-relu',
    title: 'LeNet-5 with ReLU',
    summary: 'The same network as it is taught today: ReLU and max pooling.',
    load: () => read(import('./lenet-5-relu.netloom.json')),
  },
  {
    id: 'multilayer-perceptron',
    title: 'Multilayer perceptron',
    summary: 'Two hidden layers on the pixels of a digit, every unit joined to all of the layer before.',
    load: () => read(import('./multilayer-perceptron.netloom.json')),
  },
];

async function read(file: Promise<{ readonly default: unknown }>): Promise<Architecture> {
  const [{ default: content }, { readDocument }] = await Promise.all([file, import('../src/core/document/read')]);
  const document = readDocument(content);
  if (!document.ok) throw new Error(document.says);
  return document.document;
}
