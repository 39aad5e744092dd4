import type { Architecture } from '../src/core/document/architecture';

/** A network to start from. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** What is special about it, in one line. */
  readonly summary: string;
  /** Shown with its picture on the first visit. */
  readonly featured?: true;
  /** The document; its file is fetched when it is first asked for. */
  load(): Promise<Architecture>;
}

/** The presets: those to begin with, then the classics. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'lenet-5',
    title: 'LeNet-5',
    summary: 'The digit reader of 1998: tanh and average pooling, 61,706 parameters.',
    featured: true,
    load: () => read(import('./lenet-5.netloom.json')),
  },
  {
    id: 'inception-v3',
    title: 'Inception v3',
    summary: 'Szegedy and others 2015: 23,834,568 parameters, every block a module to open.',
    featured: true,
    load: () => read(import('./inception-v3.netloom.json')),
  },
  {
    id: 'multilayer-perceptron',
    title: 'Multilayer perceptron',
    summary: 'Two hidden layers on the pixels of a digit, every unit joined to all of the layer before.',
    featured: true,
    load: () => read(import('./multilayer-perceptron.netloom.json')),
  },
  {
    id: 'lenet-5-relu',
    title: 'LeNet-5 with ReLU',
    summary: 'As it is taught today, ReLU and max pooling; with digits shifted at random it reads 98 % of new ones.',
    load: () => read(import('./lenet-5-relu.netloom.json')),
  },
  {
    id: 'alexnet',
    title: 'AlexNet',
    summary: 'Krizhevsky 2014: five convolutions and three linear layers, in one tower.',
    load: () => read(import('./alexnet.netloom.json')),
  },
  {
    id: 'vgg-16',
    title: 'VGG-16',
    summary: 'Simonyan and Zisserman 2014: thirteen 3×3 convolutions in five stages.',
    load: () => read(import('./vgg-16.netloom.json')),
  },
  {
    id: 'squeezenet-1.1',
    title: 'SqueezeNet 1.1',
    summary: 'Iandola and others 2016: Fire modules, AlexNet’s accuracy with a fiftieth of its parameters.',
    load: () => read(import('./squeezenet-1.1.netloom.json')),
  },
  {
    id: 'resnet-18',
    title: 'ResNet-18',
    summary: 'He and others 2015: shortcuts past pairs of convolutions.',
    load: () => read(import('./resnet-18.netloom.json')),
  },
  {
    id: 'resnet-50',
    title: 'ResNet-50',
    summary: 'He and others 2015: shortcuts past bottlenecks of three convolutions.',
    load: () => read(import('./resnet-50.netloom.json')),
  },
  {
    id: 'googlenet',
    title: 'GoogLeNet',
    summary: 'Szegedy and others 2014: the first Inception modules.',
    load: () => read(import('./googlenet.netloom.json')),
  },
  {
    id: 'googlenet-auxiliary',
    title: 'GoogLeNet, with auxiliary classifiers',
    summary: 'The same with the two side outputs that train its middle.',
    load: () => read(import('./googlenet-auxiliary.netloom.json')),
  },
  {
    id: 'inception-v3-auxiliary',
    title: 'Inception v3, with auxiliary classifier',
    summary: 'The same with the side output that trains its middle.',
    load: () => read(import('./inception-v3-auxiliary.netloom.json')),
  },
  {
    id: 'inception-v3-small',
    title: 'Inception v3, small',
    summary: 'An eighth of the channels and 75×75 images: it trains in the page.',
    load: () => read(import('./inception-v3-small.netloom.json')),
  },
  {
    id: 'mobilenet-v2',
    title: 'MobileNet v2',
    summary: 'Sandler and others 2018: inverted residuals with depthwise convolutions.',
    load: () => read(import('./mobilenet-v2.netloom.json')),
  },
  {
    id: 'densenet-121',
    title: 'DenseNet-121',
    summary: 'Huang and others 2016: every layer sees the feature maps of all before it.',
    load: () => read(import('./densenet-121.netloom.json')),
  },
  {
    id: 'u-net',
    title: 'U-Net',
    summary: 'Ronneberger and others 2015: a contracting and an expanding path, joined across.',
    load: () => read(import('./u-net.netloom.json')),
  },
];

async function read(file: Promise<{ readonly default: unknown }>): Promise<Architecture> {
  const [{ default: content }, { readDocument }] = await Promise.all([file, import('../src/core/document/read')]);
  const document = readDocument(content);
  if (!document.ok) throw new Error(document.says);
  return document.document;
}
