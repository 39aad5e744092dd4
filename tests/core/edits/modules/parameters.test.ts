import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Architecture, MAIN } from '../../../../src/core/document/architecture';
import { readDocument } from '../../../../src/core/document/read';
import { writeDocument } from '../../../../src/core/document/write';
import { bindableParams, bindParam, unbindParam } from '../../../../src/core/edits/modules/bindParam';
import { groupIntoModule } from '../../../../src/core/edits/modules/groupIntoModule';
import { removeModuleParam, setModuleParam } from '../../../../src/core/edits/modules/moduleParams';
import { schemaOf } from '../../../../src/core/edits/params';
import { setParams } from '../../../../src/core/edits/setParams';
import { infer } from '../../../../src/core/inference/infer';
import { isBound, type ParamValue } from '../../../../src/core/op/params';
import { catalogue } from '../../../../src/ops/catalogue';
import { documentOf, moduleWith } from '../../inference/sketch';
import { randomGraph } from '../../randomGraph';
import { graph, nodeOf } from '../sketch';
import { meaningOf } from './equivalence';

const two: Architecture = documentOf(
  {
    image: ['input', { shape: [8, 8, 1] }],
    a: ['module:block', {}, { x: 'image' }],
    b: ['module:block', {}, { x: 'a:y' }],
    out: ['output', {}, 'b:y'],
  },
  {
    block: moduleWith('Block', {
      x: ['input'],
      conv: ['conv2d', { filters: 6, padding: 'same' }, 'x'],
      pool: ['max_pool', { stride: [1, 1], padding: 'same' }, 'conv'],
      y: ['output', {}, 'pool'],
    }),
  },
);
const inside = (doc: Architecture, id: string) => graph(doc, 'block').nodes.find(n => n.id === id)?.params ?? {};
const bind = (doc: Architecture, node: string, param: string, to: Parameters<typeof bindParam>[5]): Architecture =>
  bindParam(doc, catalogue, 'block', node, param, to);
const shape = (doc: Architecture, id: string) => infer(doc, catalogue).nodes.get(id)?.outputs.y;

describe('binding a parameter to a new one of the module', () => {
  const bound = bind(two, 'conv', 'filters', { label: 'Output channels' });

  it('is of the same kind, with the present value as its default, so that no instance changes', () => {
    expect(bound.modules.block?.params).toEqual({
      output_channels: { ...catalogue.get('conv2d')?.params.filters, label: 'Output channels', default: 6 },
    });
    expect(inside(bound, 'conv').filters).toEqual({ $: 'output_channels' });
    expect(meaningOf(bound)).toBe(meaningOf(two));
  });

  it('lets each instance have its own value', () => {
    const own = setParams(bound, catalogue, MAIN, ['b'], { output_channels: 9 });
    expect([shape(own, 'a'), shape(own, 'b')]).toEqual([
      [8, 8, 6],
      [8, 8, 9],
    ]);
  });

  it('is numbered when its name is taken, and named legally whatever its label', () => {
    const again = bind(bound, 'pool', 'kernel', { label: 'Output channels' });
    const params = again.modules.block?.params ?? {};
    expect(Object.keys(params)).toEqual(['output_channels', 'output_channels_2']);
    expect(Object.values(params).map(p => p.label)).toEqual(['Output channels', 'Output channels 2']);
    const odd = bind(two, 'conv', 'filters', { label: '7×7 channels' });
    expect(Object.keys(odd.modules.block?.params ?? {})).toEqual(['p_7_7_channels']);
  });

  it('does nothing outside modules', () => {
    expect(bindParam(two, catalogue, MAIN, 'image', 'shape', { label: 'Shape' })).toBe(two);
  });
});

describe('binding to an existing parameter', () => {
  const kernel = bind(two, 'conv', 'kernel', { label: 'Kernel' });

  it('takes that one’s value', () => {
    const both = bind(kernel, 'pool', 'kernel', { existing: 'kernel' });
    expect(inside(both, 'pool').kernel).toEqual({ $: 'kernel' });
  });

  it('is refused between different kinds', () => {
    expect(bind(kernel, 'conv', 'filters', { existing: 'kernel' })).toBe(kernel);
    const filters = catalogue.get('conv2d')?.params.filters;
    const block = kernel.modules.block;
    expect(block && filters && bindableParams(block, filters)).toEqual([]);
  });
});

describe('unbinding', () => {
  const bound = bind(two, 'conv', 'filters', { label: 'Width' });
  const set = setParams(bound, catalogue, MAIN, ['b'], { width: 9 });

  it('leaves the default of the module’s parameter, or the value asked for', () => {
    expect(inside(unbindParam(set, catalogue, 'block', 'conv', 'filters'), 'conv').filters).toBe(6);
    expect(inside(unbindParam(set, catalogue, 'block', 'conv', 'filters', 9), 'conv').filters).toBe(9);
  });

  it('takes a parameter that nothing is bound to any more with it, at the instances too', () => {
    const free = unbindParam(set, catalogue, 'block', 'conv', 'filters');
    expect(free.modules.block?.params).toEqual({});
    expect(nodeOf(free, 'b').params).toEqual({});
    expect(free.modules).toEqual(two.modules);
  });

  it('keeps one that something else is bound to', () => {
    const shared = bind(bind(two, 'conv', 'kernel', { label: 'Kernel' }), 'pool', 'kernel', { existing: 'kernel' });
    const half = unbindParam(shared, catalogue, 'block', 'pool', 'kernel');
    expect(Object.keys(half.modules.block?.params ?? {})).toEqual(['kernel']);
  });
});

describe('a module’s parameter', () => {
  const bound = bind(two, 'conv', 'filters', { label: 'Width' });

  it('has a default that instances follow unless they set it', () => {
    const set = setParams(bound, catalogue, MAIN, ['b'], { width: 9 });
    const wider = setModuleParam(set, 'block', 'width', { default: 8, label: ' Channels ' });
    expect([shape(wider, 'a'), shape(wider, 'b')]).toEqual([
      [8, 8, 8],
      [8, 8, 9],
    ]);
    expect(wider.modules.block?.params.width?.label).toBe('Channels');
    expect(nodeOf(setModuleParam(set, 'block', 'width', { default: 9 }), 'b').params).toEqual({});
  });

  it('keeps its default where the new one is not allowed', () => {
    expect(setModuleParam(bound, 'block', 'width', { default: 0 })).toBe(bound);
    expect(setModuleParam(bound, 'block', 'width', { default: 'wide' })).toBe(bound);
    expect(setModuleParam(bound, 'block', 'nothing', { label: 'x' })).toBe(bound);
  });

  it('can be removed: what was bound to it takes its default', () => {
    const gone = removeModuleParam(bound, 'block', 'width', n => schemaOf(bound, catalogue, n.op));
    expect(inside(gone, 'conv').filters).toBe(6);
    expect(gone.modules.block?.params).toEqual({});
  });
});

describe('binding random parameters in random modules', () => {
  it('changes nothing that is computed, and every value reads back; unbinding restores the document', () => {
    fc.assert(
      fc.property(randomGraph, fc.nat(1000), fc.nat(1000), (doc, a, b) => {
        const free = doc.graph.nodes.filter(n => n.op !== 'input' && n.op !== 'output');
        const grouped = groupIntoModule(
          doc,
          catalogue,
          MAIN,
          free.map(n => n.id),
          'All',
          infer(doc, catalogue),
        );
        const module = grouped.modules.m1;
        const node = module && free[a % Math.max(1, free.length)];
        const names = node ? Object.keys(schemaOf(grouped, catalogue, node.op)) : [];
        const name = names[b % Math.max(1, names.length)];
        if (!node || name === undefined) return;
        const bound = bindParam(grouped, catalogue, 'm1', node.id, name, { label: name });
        const value: ParamValue | undefined = bound.modules.m1?.graph.nodes.find(n => n.id === node.id)?.params[name];
        expect(isBound(value)).toBe(true);
        expect(meaningOf(bound)).toBe(meaningOf(doc));
        expect(readDocument(writeDocument(bound)).ok).toBe(true);
        const before = schemaOf(grouped, catalogue, node.op)[name]?.default;
        const back = unbindParam(bound, catalogue, 'm1', node.id, name, node.params[name] ?? before);
        expect(meaningOf(back)).toBe(meaningOf(doc));
        expect(back.modules.m1?.params).toEqual({});
      }),
      { numRuns: 200 },
    );
  });
});
