import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Architecture, graphOf, MAIN, type NodeId } from '../../../../src/core/document/architecture';
import { readDocument } from '../../../../src/core/document/read';
import { writeDocument } from '../../../../src/core/document/write';
import { connect } from '../../../../src/core/edits/connect';
import { addFrame } from '../../../../src/core/edits/frames';
import { groupIntoModule } from '../../../../src/core/edits/modules/groupIntoModule';
import { unpackModule } from '../../../../src/core/edits/modules/unpackModule';
import { setParams } from '../../../../src/core/edits/setParams';
import { infer } from '../../../../src/core/inference/infer';
import { catalogue } from '../../../../src/ops/catalogue';
import { documentOf, moduleWith } from '../../inference/sketch';
import { randomGraph } from '../../randomGraph';
import { chain, graph, nodeOf, wires } from '../sketch';
import { meaningOf } from './equivalence';

const group = (doc: Architecture, ids: readonly NodeId[], title = 'Block', at = MAIN): Architecture =>
  groupIntoModule(doc, catalogue, at, ids, title, at === MAIN ? infer(doc, catalogue) : undefined);
const unpack = (doc: Architecture, id: NodeId, at = MAIN): Architecture => unpackModule(doc, catalogue, at, id);
const inside = (doc: Architecture, id = 'm1') => doc.modules[id]?.graph ?? { nodes: [], wires: [] };
const portsIn = (doc: Architecture, op: 'input' | 'output', id = 'm1') =>
  inside(doc, id).nodes.filter(n => n.op === op);
/** What the graph shows, whatever order its nodes and wires are listed in. */
const content = (doc: Architecture) => ({
  nodes: graph(doc).nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  wires: wires(doc),
});

const fork = documentOf({
  image: ['input', { shape: [8, 8, 3] }],
  stem: ['conv2d', { filters: 4 }, 'image'],
  left: ['conv2d', { filters: 2, padding: 'same' }, 'stem'],
  right: ['max_pool', { kernel: [3, 3], stride: [1, 1], padding: 'same' }, 'stem'],
  join: ['concat', {}, ['left', 'right']],
  out: ['output', {}, 'join'],
  side: ['output', {}, 'left'],
});

describe('making a module of the selection', () => {
  const doc = group(fork, ['left', 'right', 'join'], 'Fork');

  it('enters each outside tensor once and leaves with each that is used outside', () => {
    expect(portsIn(doc, 'input')).toHaveLength(1);
    expect(portsIn(doc, 'output').map(n => n.name)).toEqual(['left', 'join']);
    expect(wires(doc)).toEqual(['image.y > stem.x', 'n1.n2 > side.x', 'n1.n3 > out.x', 'stem.y > n1.n1']);
    expect(wires(doc, 'm1')).toEqual([
      'join.y > n3.x',
      'left.y > join.x.0',
      'left.y > n2.x',
      'n1.y > left.x',
      'n1.y > right.x',
      'right.y > join.x.1',
    ]);
  });

  it('takes frames in that are around nothing else, and gives them back when it is unpacked', () => {
    const [x, y] = nodeOf(fork, 'left').at;
    const around = [Math.min(x, nodeOf(fork, 'right').at[0]) - 10, y - 10] as const;
    const framed = addFrame(addFrame(fork, MAIN, { title: 'Branches', at: around, size: [900, 60] }), MAIN, {
      title: 'All',
      at: [around[0], -1000],
      size: [2000, 5000],
    });
    const grouped = group(framed, ['left', 'right', 'join'], 'Fork');
    expect(inside(grouped).frames?.map(f => f.title)).toEqual(['Branches']);
    expect(graph(grouped).frames?.map(f => f.title)).toEqual(['All']);
    const unpacked = unpack(grouped, 'n1');
    const frame = graph(unpacked).frames?.find(f => f.title === 'Branches');
    const [dx, dy] = [(frame?.at[0] ?? 0) - around[0], (frame?.at[1] ?? 0) - around[1]];
    expect(nodeOf(unpacked, 'left').at).toEqual([x + dx, y + dy]);
    expect(new Set(graph(unpacked).frames?.map(f => f.id)).size).toBe(2);
  });

  it('keeps positions and parameters, and shows inside the shape that arrives here', () => {
    expect(inside(doc).nodes.find(n => n.id === 'left')).toEqual(nodeOf(fork, 'left'));
    expect(portsIn(doc, 'input')[0]?.params).toEqual({ shape: [6, 6, 4] });
    expect(nodeOf(doc, 'n1')).toMatchObject({ op: 'module:m1', name: 'Fork', at: [0, 300] });
  });

  it('computes the same', () => {
    expect(infer(doc, catalogue).problems).toEqual([]);
    expect(meaningOf(doc)).toBe(meaningOf(fork));
  });

  it('takes in what lies between, as the instance would else feed itself', () => {
    const around = group(fork, ['stem', 'join']);
    expect(inside(around).nodes.map(n => n.id)).toEqual(expect.arrayContaining(['stem', 'left', 'right', 'join']));
    expect(meaningOf(around)).toBe(meaningOf(fork));
  });

  it('leaves the graph’s own inputs and outputs where they are', () => {
    const all = group(fork, ['image', 'stem', 'left', 'right', 'join', 'out', 'side']);
    expect(graph(all).nodes.map(n => n.id)).toEqual(['image', 'n1', 'out', 'side']);
    expect(group(fork, ['image', 'out'])).toBe(fork);
    expect(group(fork, [])).toBe(fork);
  });

  it('makes ports of loose ends, so that a block drawn on empty canvas can be wired', () => {
    const block = group(chain('conv2d', 'relu'), ['n1', 'n2']);
    expect([portsIn(block, 'input').length, portsIn(block, 'output').length]).toEqual([1, 1]);
  });

  it('passes on what is bound to a surrounding module', () => {
    const nested = documentOf(
      {
        image: ['input', { shape: [8, 8, 1] }],
        a: ['module:outer', { width: 7 }, { x: 'image' }],
        out: ['output', {}, 'a:y'],
      },
      {
        outer: moduleWith(
          'Outer',
          {
            x: ['input'],
            conv: ['conv2d', { filters: { $: 'width' } }, 'x'],
            act: ['relu', {}, 'conv'],
            y: ['output', {}, 'act'],
          },
          { width: { kind: 'int', label: 'Width', default: 4, min: 1 } },
        ),
      },
    );
    const deeper = group(nested, ['conv', 'act'], 'Inner', 'outer');
    expect(deeper.modules.m1?.params).toEqual(nested.modules.outer?.params);
    expect(graph(deeper, 'outer').nodes.find(n => n.op === 'module:m1')?.params).toEqual({ width: { $: 'width' } });
    expect(meaningOf(deeper)).toBe(meaningOf(nested));
  });

  it('numbers a title that is taken', () => {
    const twice = group(group(chain('conv2d', 'relu', 'tanh'), ['n1'], 'Block'), ['n2'], 'Block');
    expect(Object.values(twice.modules).map(m => m.title)).toEqual(['Block', 'Block 2']);
  });
});

describe('unpacking an instance', () => {
  it('gives back what it was made of, to the id, the place and the wire', () => {
    const doc = unpack(group(fork, ['left', 'right', 'join']), 'n1');
    expect(content(doc)).toEqual(content(fork));
  });

  it('turns bound parameters into this instance’s values, and prefixes only names that are taken', () => {
    const doc = documentOf(
      {
        image: ['input', { shape: [8, 8, 1] }],
        conv: ['module:block', { width: 6 }, { x: 'image' }],
        act: ['relu', {}, 'conv:y'],
        out: ['output', {}, 'act'],
      },
      {
        block: moduleWith(
          'Block',
          {
            x: ['input'],
            conv: ['conv2d', { filters: { $: 'width' } }, 'x'],
            act: ['tanh', {}, 'conv'],
            y: ['output', {}, 'act'],
          },
          { width: { kind: 'int', label: 'Width', default: 4, min: 1 } },
        ),
      },
    );
    const flat = unpack(doc, 'conv');
    expect(graph(flat).nodes.map(n => n.name)).toEqual(['image', 'conv', 'conv/act', 'act', 'out']);
    expect(nodeOf(flat, 'conv').params).toEqual({ filters: 6 });
    expect(meaningOf(flat)).toBe(meaningOf(doc));
    expect(flat.modules.block).toBe(doc.modules.block);
  });

  it('joins what went straight through', () => {
    const doc = documentOf(
      {
        image: ['input', { shape: [4, 4, 1] }],
        wire: ['module:wire', {}, { x: 'image' }],
        out: ['output', {}, 'wire:y'],
      },
      { wire: moduleWith('Wire', { x: ['input'], y: ['output', {}, 'x'] }) },
    );
    expect(wires(unpack(doc, 'wire'))).toEqual(['image.y > out.x']);
  });

  it('keeps a ring of wires a ring', () => {
    const ring = connect(chain('conv2d', 'relu'), catalogue, MAIN, ['n2', 'y'], ['n1', 'x']);
    expect(wires(unpack(group(ring, ['n1', 'n2']), 'n3'))).toEqual(wires(ring));
  });

  it('makes room where cards are in the way', () => {
    const doc = unpack(
      group(group(chain('conv2d', 'relu', 'tanh', 'sigmoid'), ['n1', 'n2'], 'A'), ['n3', 'n4'], 'B'),
      'n5',
    );
    const tops = graph(doc)
      .nodes.map(n => n.at[1])
      .toSorted((a, b) => a - b);
    expect(tops.every((y, i) => i === 0 || y - (tops[i - 1] ?? 0) >= 58)).toBe(true);
  });
});

/** Some nodes of a graph, by the bits of chance. */
const some = (doc: Architecture, at: string, bits: readonly boolean[]): readonly NodeId[] =>
  (graphOf(doc, at)?.nodes ?? []).filter((_, i) => bits[i % bits.length]).map(n => n.id);

describe('1,000 random selections in random graphs', () => {
  it('make a module that computes the same, and unpacked give back the graph', () => {
    fc.assert(
      fc.property(randomGraph, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (doc, bits) => {
        const meaning = meaningOf(doc);
        const grouped = group(doc, some(doc, MAIN, bits));
        expect(infer(grouped, catalogue).problems).toEqual([]);
        expect(meaningOf(grouped)).toBe(meaning);
        expect(readDocument(writeDocument(grouped)).ok).toBe(true);
        const instance = graph(grouped).nodes.find(n => n.op === 'module:m1');
        if (!instance) {
          expect(grouped).toBe(doc);
          return;
        }
        const flat = unpack(grouped, instance.id);
        expect(content(flat)).toEqual(content(doc));
        expect(meaningOf(flat)).toBe(meaning);
      }),
      { numRuns: 1000 },
    );
  });

  it('three deep, with every instance unpacked again, compute the same', () => {
    const choice = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(randomGraph, choice, choice, choice, (doc, first, second, third) => {
        let deep = group(doc, some(doc, MAIN, first), 'One');
        const at = (title: string) => Object.entries(deep.modules).find(([, m]) => m.title === title)?.[0] ?? MAIN;
        const meaning = meaningOf(doc);
        deep = group(deep, some(deep, at('One'), second), 'Two', at('One'));
        expect(meaningOf(deep)).toBe(meaning);
        deep = group(deep, some(deep, at('Two'), third), 'Three', at('Two'));
        expect(meaningOf(deep)).toBe(meaning);
        for (let i = 0; i < 60; i++) {
          const instance = graph(deep).nodes.find(n => n.op.startsWith('module:'));
          if (!instance) break;
          deep = unpack(deep, instance.id);
        }
        expect(graph(deep).nodes.some(n => n.op.startsWith('module:'))).toBe(false);
        expect(meaningOf(deep)).toBe(meaning);
      }),
      { numRuns: 150 },
    );
  });
});

describe('an instance among others', () => {
  it('is linked: what changes inside changes all', () => {
    const doc = group(fork, ['left', 'right', 'join'], 'Fork');
    const changed = setParams(doc, catalogue, 'm1', ['left'], { filters: 9 });
    expect(infer(changed, catalogue).nodes.get('n1')?.outputs.n3).toEqual([6, 6, 13]);
  });
});
