import { describe, expect, it } from 'vitest';
import type { FigureSettings } from '../../../src/core/document/architecture';
import { inkOf } from '../../../src/readings/figure/ink';
import { POINTS_PER_MM } from '../../../src/readings/figure/scene';
import { sceneSvg } from '../../../src/readings/figure/svg';
import { captionsOf, drawnPreset, inside, overlaps, pointsOnWays, presetDocument, unfolded } from './drawn';

const NETWORKS = [
  'lenet-5',
  'multilayer-perceptron',
  'alexnet',
  'vgg-16',
  'resnet-18',
  'resnet-50',
  'googlenet-auxiliary',
  'inception-v3',
  'inception-v3-auxiliary',
  'mobilenet-v2',
  'densenet-121',
  'squeezenet-1.1',
  'u-net',
];
const STYLES: readonly FigureSettings[] = [
  { style: 'volumes' },
  { style: 'volumes', detail: 'layers' },
  { style: 'blocks' },
  { style: 'blocks', detail: 'modules' },
  { style: 'blocks', theme: 'print', width: 84 },
];
const cases = NETWORKS.flatMap(id => STYLES.map(figure => [id, JSON.stringify(figure), figure] as const));

describe.each(cases)('the figure of %s with %s', (id, _, figure) => {
  const scene = drawnPreset(id, figure);

  it('draws every layer once, none over another', () => {
    const steps = unfolded(presetDocument(id, figure)).steps.map(s => s.id);
    expect(scene.places.map(p => p.id).sort()).toEqual([...steps].sort());
    expect(overlaps(scene.places).map(([a, b]) => [a.says, b.says])).toEqual([]);
  });

  it('writes no caption over another, and none over the edge of the page', () => {
    expect(overlaps(scene.captions).map(([a, b]) => [a.text, b.text])).toEqual([]);
    for (const { box, text } of scene.captions) {
      expect(box.x, text).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, text).toBeLessThanOrEqual(scene.width);
      expect(box.y + box.height, text).toBeLessThanOrEqual(scene.height);
    }
  });

  it('leads no way through a caption', () => {
    const { wire, faint } = inkOf(figure.theme === 'print' ? 'print' : 'light');
    const ways = [...pointsOnWays(scene, wire), ...pointsOnWays(scene, faint)];
    const crossed = scene.captions.filter(c => ways.some(p => inside(p, c.box)));
    expect(crossed.map(c => c.text)).toEqual([]);
  });

  it('leaves a margin beside its legend', () => {
    for (const { box } of scene.captions.filter(c => c.key.startsWith('legend:'))) {
      expect(scene.width - box.x - box.width).toBeGreaterThan(7);
    }
  });

  it('is as wide as it should be on paper', () => {
    expect(scene.width * scene.unit).toBeCloseTo((figure.width ?? 174) * POINTS_PER_MM, 6);
  });
});

describe('the figure of LeNet-5 as volumes', () => {
  const scene = drawnPreset('lenet-5', { style: 'volumes' });

  it('has the captions of 1998', () => {
    expect(captionsOf(scene, 'caption')).toEqual([
      'INPUT 32×32',
      'C1: feature maps 6@28×28',
      'S2: f. maps 6@14×14',
      'C3: f. maps 16@10×10',
      'S4: f. maps 16@5×5',
      'C5: layer 120',
      'F6: layer 84',
      'OUTPUT 10',
    ]);
  });

  it('has its verbs below, the last of them as it is built today', () => {
    expect(captionsOf(scene, 'verb')).toEqual([
      'Convolutions',
      'Subsampling',
      'Convolutions',
      'Subsampling',
      'Full connection',
      'Full connection',
      'Full connection',
    ]);
  });

  it('draws every feature map: 1 + 6 + 6 + 16 + 16 planes', () => {
    const maps = scene.marks.filter(m => m.mark === 'rect' && m.fill === '#ffffff' && m.stroke !== undefined);
    expect(maps).toHaveLength(45);
  });

  it('says how many parameters there are and what the scale is', () => {
    expect(scene.captions.find(c => c.key === 'sentence')?.text).toBe(
      'LeNet-5, 61,706 parameters. Each plane is a feature map; sides follow the square root of the map.',
    );
  });

  it('folds activations and the flattening into their layers, to be selected with them', () => {
    const c1 = scene.places.find(p => p.id === 'n2');
    expect(c1?.nodes).toEqual([['n2'], ['n3']]);
    expect(scene.places.find(p => p.id === 'n7')?.nodes).toEqual([['n7'], ['n8']]);
  });
});

describe('the figure of Inception v3 as blocks', () => {
  const scene = drawnPreset('inception-v3-auxiliary', { style: 'blocks' });

  it('has the legend of the paper’s overview', () => {
    expect(captionsOf(scene, 'legend')).toEqual([
      'Convolution',
      'AvgPool',
      'MaxPool',
      'Concat',
      'Dropout',
      'Fully connected',
      'Softmax',
    ]);
  });

  it('names what goes in, and what leaves the last block', () => {
    expect(captionsOf(scene, 'caption')).toEqual(['Input: 299×299×3']);
    expect(captionsOf(scene, 'output')).toEqual(['Output: 8×8×2048']);
  });

  it('has the auxiliary classifier below everything else', () => {
    const [side] = scene.captions.filter(c => c.key.startsWith('side:'));
    expect(side?.text).toBe('Auxiliary classifier');
    const main = scene.places.filter(p => !p.id.startsWith('n25') && p.id !== 'n26');
    const aux = scene.places.filter(p => p.id.startsWith('n25') || p.id === 'n26');
    const lowest = Math.max(...main.map(p => p.box.y + p.box.height));
    for (const { box } of aux) expect(box.y).toBeGreaterThan(lowest);
  });

  it.each([
    ['inception-v3', 94],
    ['inception-v3-auxiliary', 96],
  ])('%s shows each of its %i convolutions as one block', (id, convolutions) => {
    const { steps } = unfolded(presetDocument(id, { style: 'blocks' }));
    expect(steps.filter(s => s.title === 'Convolution')).toHaveLength(convolutions);
  });

  it('puts the modules’ names below them, equal ones together', () => {
    expect(captionsOf(scene, 'group')).toEqual(['3 × Inception A', 'B', '4 × Inception C', 'D', '2 × Inception E']);
  });

  it('keeps the lanes of a block in the order in which Concat takes them', () => {
    const y = (id: string): number => scene.places.find(p => p.id.startsWith(`n9/${id}`))?.box.y ?? Number.NaN;
    const doc = presetDocument('inception-v3-auxiliary');
    const inside = doc.modules.inception_a?.graph;
    const concat = inside?.nodes.find(n => n.op === 'concat')?.id;
    const ends = (inside?.wires ?? []).filter(w => w.to[0] === concat).sort((a, b) => (a.to[1] < b.to[1] ? -1 : 1));
    const heights = ends.map(w => y(w.from[0]));
    expect(heights).toHaveLength(4);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
  });
});

describe('the figure of a perceptron as neurons', () => {
  const scene = drawnPreset('multilayer-perceptron', { style: 'neurons' });

  it('titles its columns as textbooks do, with their counts below', () => {
    expect(captionsOf(scene, 'title')).toEqual(['Input layer', 'Hidden layer', 'Hidden layer', 'Output layer']);
    expect(captionsOf(scene, 'caption')).toEqual(['784', '128', '64', '10']);
  });

  it('draws eight circles of a long column, all ten classes, and a line between each two of neighbours', () => {
    expect(scene.marks.filter(m => m.mark === 'circle' && m.stroke !== undefined)).toHaveLength(34);
    const lines = scene.marks.flatMap(m => (m.mark === 'path' ? m.segments.filter(([c]) => c === 'L') : []));
    expect(lines).toHaveLength(2 * 64 + 80);
  });

  it('breaks its titles where the page has no room for them', () => {
    const narrow = drawnPreset('multilayer-perceptron', { style: 'neurons', width: 60 });
    expect(narrow.captions.filter(c => c.key.startsWith('title:')).map(c => c.text)).toContain('Hidden\nlayer');
    expect(overlaps(narrow.captions).map(([a, b]) => [a.text, b.text])).toEqual([]);
  });

  it('says so in a sentence when there is nothing fully connected', () => {
    expect(drawnPreset('u-net', { style: 'neurons' }).empty).toMatch(/no fully connected layer/);
  });
});

describe('U-Net', () => {
  it('is drawn as a U: every level of lower resolution stands lower, and comes up again', () => {
    const scene = drawnPreset('u-net', { style: 'blocks', detail: 'modules' });
    const middle = (id: string): number => {
      const box = scene.places.find(p => p.id === id)?.box;
      return box ? box.y + box.height / 2 : Number.NaN;
    };
    const down = ['n2', 'n4', 'n6', 'n8', 'n10'].map(middle);
    expect(down).toEqual([...new Set(down)].sort((a, b) => a - b));
    expect(['n10', 'n14', 'n18', 'n22', 'n26'].map(middle)).toEqual([...down].reverse());
  });
});

describe('U-Net in a column of a journal', () => {
  const scene = drawnPreset('u-net', { style: 'blocks', width: 84 });

  it('fits without being made smaller, with what goes in and comes out written above', () => {
    expect(scene.unit).toBe(1);
    const top = Math.min(...scene.places.map(p => p.box.y));
    const ends = scene.captions.filter(c => /^(caption|output):/.test(c.key));
    expect(ends.map(c => c.text)).toEqual(['Input:\n572×572×1', 'Output:\n388×388×2']);
    for (const { box } of ends) expect(box.y + box.height).toBeLessThan(top);
  });

  it('says once what stands on every level', () => {
    expect(captionsOf(scene, 'group')).toEqual(['9 × Double convolution']);
  });
});

describe('a figure as SVG', () => {
  it.each(cases.filter(([id]) => ['lenet-5', 'inception-v3-auxiliary'].includes(id)))(
    'is well formed: %s %s',
    (id, _, f) => {
      const svg = sceneSvg(drawnPreset(id, f), 'R & D <"1">', 'AAAA');
      expect(unclosed(svg)).toEqual([]);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(svg).toContain('R &amp; D &lt;&quot;1&quot;&gt;');
      expect(svg).toContain('<text ');
    },
  );
});

/** Elements that are not closed in the order in which they were opened, and characters that should be escaped. */
function unclosed(xml: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = xml.replace(/^<\?xml[^>]*\?>/, '');
  for (const [whole, slash, name, rest] of body.matchAll(/<(\/?)([a-z]+)((?:\s[a-z-]+="[^"<]*")*)\s*\/?>/gi)) {
    if (slash) {
      if (open.pop() !== name) wrong.push(whole);
    } else if (!whole.endsWith('/>')) open.push(name ?? '');
    if (rest?.includes('<')) wrong.push(whole);
  }
  const text = body.replace(/<(\/?)([a-z]+)((?:\s[a-z-]+="[^"<]*")*)\s*\/?>/gi, '');
  return [
    ...open,
    ...wrong,
    ...(/[<]/.test(text) ? ['<'] : []),
    ...(/&(?!amp;|lt;|gt;|quot;)/.test(text) ? ['&'] : []),
  ];
}
