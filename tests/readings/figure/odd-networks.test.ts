import { describe, expect, it } from 'vitest';
import type { FigureSettings } from '../../../src/core/document/architecture';
import { inkOf } from '../../../src/readings/figure/ink';
import type { Scene } from '../../../src/readings/figure/scene';
import { documentOf, type Sketch } from '../../core/inference/sketch';
import { drawn, inside, overlaps, pointsOnWays } from './drawn';

const figure = (sketch: Sketch, settings: FigureSettings): Scene => drawn({ ...documentOf(sketch), figure: settings });

/** Captions that a way or a line to a flat layer goes through. */
function crossed(scene: Scene): readonly string[] {
  const { wire, faint, soft } = inkOf('light');
  const ways = [wire, faint, soft].flatMap(stroke => pointsOnWays(scene, stroke));
  return scene.captions.filter(c => ways.some(p => inside(p, c.box))).map(c => c.text);
}

/** Flat layers one after the other, with so many units. */
const perceptron = (...units: readonly number[]): Sketch => ({
  image: ['input', { shape: [units[0] ?? 1] }],
  ...Object.fromEntries(
    units.slice(1).map((u, i) => [`layer${i}`, ['linear', { units: u }, i === 0 ? 'image' : `layer${i - 1}`]]),
  ),
  out: ['output', {}, `layer${units.length - 2}`],
});

describe('odd networks as volumes', () => {
  it.each([[[784, 4096, 100_000, 1, 1000]], [[784, 128, 32, 128, 784]], [[2, 500, 2, 500, 2]]])(
    '%s units: no line goes through a caption',
    units => {
      for (const scale of ['linear', 'square-root', 'log'] as const) {
        const scene = figure(perceptron(...units), { style: 'volumes', scale });
        expect(crossed(scene)).toEqual([]);
        expect(overlaps(scene.captions)).toEqual([]);
        for (const { box } of scene.captions) expect(box.y).toBeGreaterThanOrEqual(0);
      }
    },
  );

  it('says what the bars are where there are no maps', () => {
    const said = figure(perceptron(16, 8, 4), { style: 'volumes' }).captions.find(c => c.key === 'sentence');
    expect(said?.text.replaceAll('\n', ' ')).toContain(
      'Each bar is a layer; lengths follow the square root of its units.',
    );
  });

  it('leads the way to a second output past what is written below', () => {
    const scene = figure(
      {
        left: ['input', { shape: [32, 32, 3] }],
        right: ['input', { shape: [32, 32, 1] }],
        both: ['concat', {}, ['left', 'right']],
        trunk: ['conv2d', { filters: 16 }, 'both'],
        pool: ['global_average_pool', {}, 'trunk'],
        classes: ['linear', { units: 10 }, 'pool'],
        out: ['output', {}, 'classes'],
        box: ['linear', { units: 4 }, 'pool'],
        where: ['output', {}, 'box'],
      },
      { style: 'volumes' },
    );
    expect(crossed(scene)).toEqual([]);
  });
});

describe('a narrow figure of volumes', () => {
  it('has all that is written below on its page', () => {
    const scene = figure(
      {
        image: ['input', { shape: [4, 4, 1] }],
        conv: ['separable_conv2d', { filters: 1 }, 'image'],
        first: ['output', {}, 'conv'],
        square: ['multiply', {}, ['image', 'image']],
        second: ['output', {}, 'square'],
        scaled: ['rescale', {}, 'image'],
        third: ['output', {}, 'scaled'],
      },
      { style: 'volumes', detail: 'layers', width: 40 },
    );
    for (const { box, text } of scene.captions) expect(box.x + box.width, text).toBeLessThanOrEqual(scene.width);
  });
});

describe('odd networks as neurons', () => {
  const dense = (kernel: number): Sketch => ({
    image: ['input', { shape: [28, 28, 1] }],
    conv: ['conv2d', { kernel: [kernel, kernel] }, 'image'],
    flat: ['flatten', {}, 'conv'],
    layer: ['linear', { units: 10 }, 'flat'],
    out: ['output', {}, 'layer'],
  });

  it('says why there are none in a broken network', () => {
    expect(figure(dense(3), { style: 'neurons' }).empty).toBeUndefined();
    expect(figure(dense(50), { style: 'neurons' }).empty).toContain('not known: mend what is wrong before them');
  });

  it('draws no unit where the size of a layer is not known', () => {
    const scene = figure(
      {
        image: ['input', { shape: [8] }],
        first: ['linear', { units: 6 }, 'image'],
        wrong: ['linear', { units: -3 }, 'first'],
        last: ['linear', { units: 2 }, 'wrong'],
        out: ['output', {}, 'last'],
      },
      { style: 'neurons' },
    );
    expect(scene.places.map(p => p.says.replace(/, .*:/, ''))).toEqual(['Input layer 8 units', 'Hidden layer 6 units']);
  });
});

describe('an output alone', () => {
  it.each(['volumes', 'blocks', 'neurons'] as const)('has no figure of %s, and says so', style => {
    expect(figure({ out: ['output'] }, { style }).empty).toBe('There is no layer to draw yet.');
  });
});

describe('a module that the document lacks', () => {
  it('is called as in the table', () => {
    const scene = figure({ image: ['input'], block: ['module:gone', {}, 'image'] }, { style: 'blocks' });
    expect(scene.places.find(p => p.id === 'block')?.says).toBe('block: gone, ?');
  });
});
