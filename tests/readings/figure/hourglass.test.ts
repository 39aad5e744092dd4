import { describe, expect, it } from 'vitest';
import { type Architecture, EMPTY, type FigureSettings, type Node } from '../../../src/core/document/architecture';
import type { Box, Scene } from '../../../src/readings/figure/scene';
import { captionsOf, drawn, drawnPreset, overlaps } from './drawn';

const smallest = (scene: Scene): number =>
  Math.min(...scene.marks.flatMap(m => (m.mark === 'text' ? [m.size * scene.unit] : [])));

const CASES: readonly FigureSettings[] = [
  { style: 'volumes' },
  { style: 'volumes', detail: 'layers' },
  { style: 'volumes', width: 84 },
  { style: 'volumes', scale: 'linear' },
  { style: 'volumes', detail: 'layers', scale: 'log' },
];

describe.each(CASES.map(figure => [JSON.stringify(figure), figure] as const))('U-Net as volumes, %s', (_, figure) => {
  const scene = drawnPreset('u-net', figure);

  it('can be read in print', () => {
    expect(smallest(scene)).toBeGreaterThanOrEqual(6);
  });

  it('writes nothing over a plate, nor one caption over another', () => {
    expect(overlaps(scene.captions).map(([a, b]) => [a.text, b.text])).toEqual([]);
    expect(overlaps(scene.places).map(([a, b]) => [a.says, b.says])).toEqual([]);
    const plates = scene.places.map(({ box }) => ({ box, plate: true }));
    const words = scene.captions.map(({ box }) => ({ box, plate: false }));
    expect(overlaps([...plates, ...words]).filter(([a, b]) => a.plate !== b.plate)).toEqual([]);
  });

  it('stays on its page', () => {
    for (const { box, text } of scene.captions) {
      expect(box.x, text).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, text).toBeLessThanOrEqual(scene.width);
      expect(box.y + box.height, text).toBeLessThanOrEqual(scene.height);
    }
  });
});

describe('the figure of U-Net', () => {
  const scene = drawnPreset('u-net', { style: 'volumes', detail: 'layers' });
  const box = (says: RegExp): Box =>
    scene.places.find(p => says.test(p.says))?.box ?? { x: Number.NaN, y: Number.NaN, width: 0, height: 0 };
  const middle = ({ x, width }: Box): number => x + width / 2;

  it('goes down and up in straight lines', () => {
    const pools = scene.places.filter(p => /MaxPool/.test(p.says));
    expect(pools).toHaveLength(4);
    for (const { box: pool } of pools) {
      const above = scene.places.filter(
        p => Math.abs(middle(p.box) - middle(pool)) < 0.01 && p.box.y + p.box.height < pool.y,
      );
      expect(above).toHaveLength(1);
    }
  });

  it('joins what was copied to what came up', () => {
    const copied = box(/^Concat 1:/);
    const raised = box(/^up1:/);
    expect(copied.x + copied.width).toBeCloseTo(raised.x, 9);
    expect([copied.y, copied.height]).toEqual([raised.y, raised.height]);
  });

  it('has the numbers of 2015 and says what its arrows do', () => {
    const counts = captionsOf(scene, 'caption');
    expect(counts.slice(0, 3)).toEqual(['1', '64', '64']);
    expect(counts.at(-1)).toBe('2');
    expect(captionsOf(scene, 'title')).toEqual(['INPUT', 'OUTPUT']);
    expect(counts.filter(c => c === '1024')).toHaveLength(3);
    const sizes = captionsOf(scene, 'size');
    for (const size of ['572×572', '568×568', '32×32', '28×28', '56×56', '388×388']) expect(sizes).toContain(size);
    expect(captionsOf(scene, 'legend')).toEqual([
      'Convolution 3×3, ReLU',
      'Convolution 1×1, Softmax',
      'Copy and crop',
      'MaxPool 2×2',
      'Up-convolution 2×2',
    ]);
  });
});

it('says a size once on each level where it stays the same', () => {
  const node = (id: string, op: string, params: Node['params'] = {}): Node => ({
    id,
    op,
    name: id,
    params,
    at: [0, 0],
  });
  const conv = (id: string, filters: number): Node => node(id, 'conv2d', { filters, kernel: [3, 3], padding: 'same' });
  const up = (id: string, filters: number): Node =>
    node(id, 'transposed_conv2d', { filters, kernel: [2, 2], stride: [2, 2] });
  const nodes = [
    node('in', 'input', { shape: [32, 32, 3] }),
    conv('a', 8),
    node('p', 'max_pool'),
    conv('b', 16),
    node('q', 'max_pool'),
    conv('c', 32),
    up('u', 16),
    node('j', 'concat'),
    conv('d', 16),
    up('v', 8),
    node('k', 'concat'),
    conv('e', 8),
    node('out', 'output'),
  ];
  const chain = [
    'in a',
    'a p',
    'p b',
    'b q',
    'q c',
    'c u',
    'b j x.0',
    'u j x.1',
    'j d',
    'd v',
    'a k x.0',
    'v k x.1',
    'k e',
    'e out',
  ];
  const doc: Architecture = {
    ...EMPTY,
    graph: {
      nodes,
      wires: chain.map(w => {
        const [from = '', to = '', port = 'x'] = w.split(' ');
        return { from: [from, 'y'], to: [to, port] };
      }),
    },
    figure: { style: 'volumes' },
  };
  const scene = drawn(doc);
  expect(captionsOf(scene, 'size')).toEqual(['32×32', '16×16', '8×8', '16×16', '32×32']);
  expect(captionsOf(scene, 'legend')).toContain('Copy');
});
