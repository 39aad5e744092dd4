import { describe, expect, it } from 'vitest';
import { type Architecture, EMPTY, type Node } from '../../../src/core/document/architecture';
import { captionsOf, drawn, overlaps, unfolded } from './drawn';

const node = (id: string, op: string, params: Node['params'] = {}): Node => ({ id, op, name: id, params, at: [0, 0] });
const network = (nodes: readonly Node[], wires: readonly string[]): Architecture => ({
  ...EMPTY,
  title: 'T',
  graph: {
    nodes,
    wires: wires.map(w => {
      const [from = '', to = '', port = 'x'] = w.split(' ');
      return { from: [from, 'y'], to: [to, port] };
    }),
  },
  figure: { style: 'volumes' },
});

const residual = network(
  [
    node('in', 'input', { shape: [20, 60, 3] }),
    node('a', 'conv2d', { filters: 8, padding: 'same' }),
    node('b', 'conv2d', { filters: 8, padding: 'same' }),
    node('r', 'relu'),
    node('sum', 'add'),
    node('out', 'output'),
  ],
  ['in a', 'a b', 'b r', 'r sum x.0', 'a sum x.1', 'sum out'],
);

describe('a figure of volumes', () => {
  it('draws maps that are not square as they are', () => {
    const scene = drawn(residual);
    const [input] = scene.marks.flatMap(m => (m.mark === 'rect' && m.stroke ? [m] : []));
    expect((input?.width ?? 0) / (input?.height ?? 1)).toBeCloseTo(Math.sqrt(3), 9);
    expect(captionsOf(scene, 'caption')[1]).toBe('a: feature maps 8@20×60');
  });

  it('draws a skip connection as an arc over what it goes past', () => {
    const scene = drawn(residual);
    const b = scene.places.find(p => p.id === 'b');
    const top = Math.min(...scene.captions.filter(c => c.key === 'caption:b').map(c => c.box.y));
    const over = scene.marks.some(
      m =>
        m.mark === 'path' &&
        m.segments.some(s => s[0] === 'L' && s[2] < top && s[1] > (b?.box.x ?? 0) + (b?.box.width ?? 0)),
    );
    expect(over).toBe(true);
  });

  it('draws several inputs and lanes without an overlap', () => {
    const scene = drawn(
      network(
        [
          node('left', 'input', { shape: [16, 16, 3] }),
          node('right', 'input', { shape: [16, 16, 1] }),
          node('l', 'conv2d', { filters: 8, padding: 'same' }),
          node('both', 'concat'),
          node('end', 'conv2d', { filters: 4 }),
          node('out', 'output'),
        ],
        ['left l', 'l both x.0', 'right both x.1', 'both end', 'end out'],
      ),
    );
    expect(captionsOf(scene, 'caption')).toEqual([
      'left 3@16×16',
      'right 16×16',
      'l: feature maps 8@16×16',
      'both: f. maps 9@16×16',
      'OUTPUT 4@14×14',
    ]);
    expect(overlaps([...scene.places])).toEqual([]);
    expect(overlaps([...scene.captions])).toEqual([]);
  });

  it('still draws a network that is broken, with ? for what is not known', () => {
    const scene = drawn(
      network(
        [
          node('in', 'input', { shape: [4, 4, 1] }),
          node('c', 'conv2d', { kernel: [9, 9] }),
          node('d', 'conv2d'),
          node('out', 'output'),
        ],
        ['in c', 'c d', 'd out'],
      ),
    );
    expect(captionsOf(scene, 'caption')).toEqual(['INPUT 4×4', 'c: f. maps ?', 'OUTPUT ?']);
  });

  it('draws graphs whose lanes cross, and cycles, without an end', () => {
    const cells = ['a', 'b', 'c', 'd', 'e'].map(id => node(id, 'conv2d', { filters: 4, padding: 'same' }));
    const sums = ['s1', 's2', 's3'].map(id => node(id, 'add'));
    const crossed = network(
      [node('in', 'input', { shape: [8, 8, 4] }), ...cells, ...sums, node('out', 'output')],
      [
        'in a',
        'in b',
        'a c',
        'b d',
        'a s1 x.0',
        'd s1 x.1',
        'c s2 x.0',
        'b s2 x.1',
        's1 e',
        'e s3 x.0',
        's2 s3 x.1',
        's3 out',
      ],
    );
    expect(overlaps([...drawn(crossed).places])).toEqual([]);
    const cycle = network([node('in', 'input'), node('s', 'add'), node('c', 'conv2d')], ['in s x.0', 's c', 'c s x.1']);
    expect(unfolded(cycle).steps).toHaveLength(3);
    expect(drawn(cycle).places).toHaveLength(3);
  });
});

describe('captions', () => {
  const written = {
    ...residual,
    figure: { style: 'volumes', captions: { 'caption:a': 'Edges\nof all kinds' } },
  } as const;

  it('are the person’s where there are any', () => {
    const caption = drawn(written).captions.find(c => c.key === 'caption:a');
    expect(caption?.text).toBe('Edges\nof all kinds');
    expect(caption?.own).toBe('a: feature maps\n8@20×60');
  });

  it('take the room that they need', () => {
    const long = { 'caption:a': 'A caption much longer than the picture of the layer that it belongs to' };
    const scene = drawn({ ...residual, figure: { style: 'volumes', captions: long } });
    expect(overlaps([...scene.captions])).toEqual([]);
  });

  it('can be left out altogether', () => {
    expect(drawn({ ...residual, figure: { style: 'volumes', captionKind: 'none' } }).captions).toEqual([]);
  });
});
