import { describe, expect, it } from 'vitest';
import inception from '../../../presets/inception-v3.netloom.json';
import { receptiveFields } from '../../../src/core/analysis/receptiveFields';
import type { Architecture } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';
import { documentOf, moduleWith, type Sketch } from '../inference/sketch';

const documentIn = (file: unknown): Architecture => {
  const read = readDocument(file);
  if (!read.ok) throw new Error(read.says);
  return read.document;
};
const fields = (doc: Architecture) => {
  const facts = infer(doc, catalogue);
  expect(facts.problems).toEqual([]);
  return receptiveFields(facts);
};
/** `size / stride / padding` of square fields, as the tables have them. */
const row = (doc: Architecture, path: string): string => {
  const field = fields(doc).get(path);
  if (!field) return 'none';
  expect([field.size[0], field.stride[0], field.padding[0]]).toEqual([
    field.size[1],
    field.stride[1],
    field.padding[1],
  ]);
  return `${field.size[0]} / ${field.stride[0]} / ${field.padding[0]}`;
};

/** Layers one after another, each wired to the one before. */
function chain(
  input: readonly number[],
  layers: readonly (readonly [id: string, op: string, params: Sketch[string][1]])[],
): Architecture {
  const sketch: Record<string, Sketch[string]> = { in: ['input', { shape: input }] };
  let last = 'in';
  for (const [id, op, params = {}] of layers) {
    sketch[id] = [op, params, last];
    last = id;
  }
  return documentOf(sketch);
}
const conv = (id: string, kernel: number, stride = 1, padding = 0) =>
  [
    id,
    'conv2d',
    { filters: 4, kernel: [kernel, kernel], stride: [stride, stride], padding: Array(4).fill(padding) },
  ] as const;
const pool = (id: string, kernel: number, stride: number) =>
  [id, 'max_pool', { kernel: [kernel, kernel], stride: [stride, stride] }] as const;

describe('receptive fields', () => {
  it('of VGG-16 are those of the published table', () => {
    const stage = (n: number, convolutions: number) => [
      ...Array.from({ length: convolutions }, (_, i) => conv(`conv${n}_${i + 1}`, 3, 1, 1)),
      pool(`pool${n}`, 2, 2),
    ];
    const doc = chain([224, 224, 3], [stage(1, 2), stage(2, 2), stage(3, 3), stage(4, 3), stage(5, 3)].flat());
    const found = fields(doc);
    expect([1, 2, 3, 4, 5].map(n => found.get(`pool${n}`)?.size[0])).toEqual([6, 16, 44, 100, 212]);
    expect(row(doc, 'pool5')).toBe('212 / 32 / 90');
  });

  it('of AlexNet are those of the published table', () => {
    const found = fields(
      chain(
        [224, 224, 3],
        [
          conv('conv1', 11, 4, 2),
          pool('pool1', 3, 2),
          conv('conv2', 5, 1, 2),
          pool('pool2', 3, 2),
          conv('conv3', 3, 1, 1),
          conv('conv4', 3, 1, 1),
          conv('conv5', 3, 1, 1),
          pool('pool5', 3, 2),
        ],
      ),
    );
    const names = ['conv1', 'pool1', 'conv2', 'conv3', 'conv4', 'conv5', 'pool5'];
    expect(names.map(n => found.get(n)?.size[0])).toEqual([11, 19, 51, 99, 131, 163, 195]);
  });

  it('of Inception v3 are those of the published table, in all 18 places', () => {
    const doc = documentIn(inception);
    const found = fields(doc);
    const told = doc.graph.nodes.slice(1, 19).map(n => {
      const field = found.get(n.id);
      return [n.name, field?.size[0], field?.stride[0], field?.padding[0]].join(' ');
    });
    expect(told).toEqual([
      'Conv2d_1a_3x3 3 2 0',
      'Conv2d_2a_3x3 7 2 0',
      'Conv2d_2b_3x3 11 2 2',
      'maxpool1 15 4 2',
      'Conv2d_3b_1x1 15 4 2',
      'Conv2d_4a_3x3 23 4 2',
      'maxpool2 31 8 2',
      'Mixed_5b 63 8 18',
      'Mixed_5c 95 8 34',
      'Mixed_5d 127 8 50',
      'Mixed_6a 159 16 58',
      'Mixed_6b 351 16 154',
      'Mixed_6c 543 16 250',
      'Mixed_6d 735 16 346',
      'Mixed_6e 927 16 442',
      'Mixed_7a 1055 32 490',
      'Mixed_7b 1183 32 554',
      'Mixed_7c 1311 32 618',
    ]);
  });

  it('where paths meet are what any of them sees, through modules', () => {
    const block = moduleWith('Block', {
      x: ['input'],
      narrow: ['conv2d', { filters: 4, kernel: [1, 1] }, 'x'],
      wide: ['conv2d', { filters: 4, kernel: [5, 5], padding: 'same' }, 'x'],
      act: ['relu', {}, 'wide'],
      join: ['concat', {}, ['narrow', 'act']],
      out: ['output', {}, 'join'],
    });
    const doc = documentOf(
      {
        in: ['input', { shape: [32, 32, 3] }],
        a: ['module:block', {}, { x: 'in' }],
        p: ['max_pool', {}, 'a:out'],
        b: ['module:block', {}, { x: 'p' }],
        out: ['output', {}, 'b:out'],
      },
      { block },
    );
    expect(['a/narrow', 'a/act', 'a', 'p', 'b/wide', 'out'].map(id => row(doc, id))).toEqual([
      '1 / 1 / 0',
      '5 / 1 / 2',
      '5 / 1 / 2',
      '6 / 2 / 2',
      '14 / 2 / 6',
      '14 / 2 / 6',
    ]);
  });

  it('stretch with dilation, shift with padding and cropping, and end where values lose their place', () => {
    const doc = chain(
      [20, 20, 1],
      [
        ['pad', 'zero_pad', { sides: [2, 2, 2, 2] }],
        ['wide', 'conv2d', { filters: 2, kernel: [3, 3], dilation: [2, 2] }],
        ['cut', 'crop', { sides: [1, 1, 1, 1] }],
        ['flat', 'flatten', {}],
        ['fc', 'linear', {}],
      ],
    );
    expect(['pad', 'wide', 'cut', 'flat', 'fc'].map(id => row(doc, id))).toEqual([
      '1 / 1 / 2',
      '5 / 1 / 2',
      '5 / 1 / 1',
      'none',
      'none',
    ]);
  });
});
