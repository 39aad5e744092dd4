import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../src/core/document/architecture';
import { readDocument } from '../../src/core/document/read';
import type { GraphFacts } from '../../src/core/inference/facts';
import { infer } from '../../src/core/inference/infer';
import type { Shape } from '../../src/core/op/shape';
import { catalogue } from '../../src/ops/catalogue';
import gallery from './truth/gallery.torchvision.json';
import inception from './truth/inception_v3.torchvision.json';

/** A layer as torchvision's hooks saw it, or as Netloom infers it: sizes channels first. */
interface Layer {
  readonly name: string;
  readonly type: string;
  readonly in: readonly number[];
  readonly out: readonly number[];
  readonly params: number;
  readonly macs?: number;
}

const TORCH: Readonly<Record<string, string>> = {
  conv2d: 'Conv2d',
  depthwise_conv2d: 'Conv2d',
  transposed_conv2d: 'ConvTranspose2d',
  batch_norm: 'BatchNorm2d',
  linear: 'Linear',
  max_pool: 'MaxPool2d',
  average_pool: 'AvgPool2d',
  adaptive_average_pool: 'AdaptiveAvgPool2d',
  global_average_pool: 'AdaptiveAvgPool2d',
};

const channelsFirst = (shape: Shape, flat: boolean): number[] => {
  const known = shape.map(d => d ?? Number.NaN);
  return known.length === 1 ? (flat ? known : [...known, 1, 1]) : [known.at(-1) ?? Number.NaN, ...known.slice(0, -1)];
};

/** Every layer that torchvision names too, modules gone through. */
function layersOf(facts: GraphFacts, path: readonly string[] = []): Layer[] {
  return facts.order.flatMap(id => {
    const node = facts.nodes.get(id);
    if (!node) return [];
    const name = [...path, node.node.name];
    if (node.inner) return layersOf(node.inner, name);
    const type = TORCH[node.node.op];
    const [x] = Object.values(node.inputs);
    const [y] = Object.values(node.outputs);
    if (!type || !x || !y) return [];
    const { trainable, macs } = node.costs;
    return [
      {
        name: name.join('.'),
        type,
        in: channelsFirst(x, type === 'Linear'),
        out: channelsFirst(y, type === 'Linear'),
        params: trainable ?? Number.NaN,
        ...(macs && { macs }),
      },
    ];
  });
}

async function open(name: string): Promise<{ document: Architecture; facts: GraphFacts }> {
  const { default: content } = await import(`../../presets/${name}.netloom.json`);
  const read = readDocument(content);
  if (!read.ok) throw new Error(read.says);
  return { document: read.document, facts: infer(read.document, catalogue) };
}

const line = (l: Layer): string =>
  `${l.type} ${l.in.join('x')} -> ${l.out.join('x')}, ${l.params} parameters, ${l.macs ?? 0} MACs`;
const lines = (layers: readonly Layer[]): string[] => layers.map(line).sort();
/** Pooling written as a function leaves no hook, so torchvision's list may have fewer of them than the network. */
const isPool = (l: Layer): boolean => l.type.endsWith('Pool2d');

describe.each([
  ['inception-v3', inception.without_aux],
  ['inception-v3-auxiliary', inception.with_aux],
])('%s', (file, truth) => {
  it('has torchvision’s parameters and multiply-accumulates', async () => {
    const { facts } = await open(file);
    expect(facts.problems).toEqual([]);
    expect(facts.costs.trainable).toBe(truth.total_params);
    expect(facts.costs.macs).toBe(truth.macs_conv_linear);
    expect((facts.costs.parameters ?? 0) - (facts.costs.trainable ?? 0)).toBe(truth.buffers);
  });

  it('equals torchvision in every convolution, batch norm and linear layer, by name', async () => {
    const { facts } = await open(file);
    const ours = new Map(layersOf(facts).map(l => [l.name, line(l)]));
    expect(truth.leaves.length).toBeGreaterThan(180);
    for (const leaf of truth.leaves as Layer[])
      expect(`${leaf.name} ${ours.get(leaf.name)}`).toBe(`${leaf.name} ${line(leaf)}`);
    expect(layersOf(facts).filter(l => l.type === 'Conv2d')).toHaveLength(truth.conv_layers);
  });

  it('equals torchvision in every block of the top level', async () => {
    const { document, facts } = await open(file);
    for (const block of truth.top) {
      const node = document.graph.nodes.find(n => n.name === block.name);
      const known = node && facts.nodes.get(node.id);
      const [x] = Object.values(known?.inputs ?? {});
      const [y] = Object.values(known?.outputs ?? {});
      const flatTruth = (shape: readonly number[]): number[] => shape.filter((d, i) => i === 0 || d !== 1);
      expect([
        block.name,
        x && flatTruth(channelsFirst(x, true)),
        y && flatTruth(channelsFirst(y, true)),
        known?.costs.trainable,
      ]).toEqual([block.name, flatTruth(block.in), flatTruth(block.out), block.params]);
    }
  });
});

describe.each([
  ['alexnet', gallery.alexnet],
  ['vgg-16', gallery.vgg16],
  ['squeezenet-1.1', gallery.squeezenet1_1],
  ['resnet-18', gallery.resnet18],
  ['resnet-50', gallery.resnet50],
  ['googlenet-auxiliary', gallery.googlenet],
  ['googlenet', gallery.googlenet_without_aux],
  ['mobilenet-v2', gallery.mobilenet_v2],
  ['densenet-121', gallery.densenet121],
  ['u-net', gallery.unet_2015],
])('%s', (file, truth) => {
  it('equals torchvision layer by layer and in its totals', async () => {
    const { facts } = await open(file);
    expect(facts.problems).toEqual([]);
    const ours = layersOf(facts);
    const theirs = truth.layers as Layer[];
    expect(lines(ours.filter(l => !isPool(l)))).toEqual(lines(theirs.filter(l => !isPool(l))));
    const pools = lines(ours.filter(isPool));
    for (const pool of lines(theirs.filter(isPool))) expect(pools).toContain(pool);
    expect(facts.costs.trainable).toBe(truth.params);
    expect(facts.costs.macs).toBe(truth.macs_conv_linear);
  });
});
