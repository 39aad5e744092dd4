import { describe, expect, it } from 'vitest';
import inception from '../../../presets/inception-v3.netloom.json';
import { readDocument } from '../../../src/core/document/read';
import { catalogue } from '../../../src/ops/catalogue';
import { miniatureOf } from '../../../src/readings/layout/miniature';
import { cardNotation, faceOf, kindOf } from '../../../src/readings/layout/module-face';

const read = readDocument(inception);
if (!read.ok) throw new Error(read.says);
const doc = read.document;

describe('the face of a module', () => {
  it('is that of the one telling thing that it does, else its own', () => {
    expect(faceOf(doc, catalogue, 'module:conv_bn_relu')).toBe('conv2d');
    expect(faceOf(doc, catalogue, 'module:inception_a')).toBe('module:inception_a');
    expect(kindOf(doc, catalogue, 'module:conv_bn_relu')).toBe('conv');
    expect(kindOf(doc, catalogue, 'module:inception_a')).toBe('module');
    expect(kindOf(doc, catalogue, 'max_pool')).toBe('max');
  });
});

describe('what the card of an instance says', () => {
  const notation = (op: string, params = {}): string => cardNotation(doc, catalogue, { op, params });

  it('is the notation of the operation that all its parameters go to', () => {
    expect(notation('module:conv_bn_relu', { filters: 96, stride: [2, 2] })).toBe('3×3 / 2, 96, valid');
  });

  it('is else each parameter by its label, or nothing', () => {
    expect(notation('module:inception_a', { pool_features: 32 })).toBe('pool features 32');
    expect(notation('module:inception_c')).toBe('7×7 channels 128');
    expect(notation('module:inception_b')).toBe('');
    expect(notation('max_pool', { kernel: [3, 3] })).toMatch(/^max 3×3/);
  });
});

describe('a module in small', () => {
  it('has a row for each branch, its blocks as far along as they are deep, and a bar for the merge', () => {
    const mini = miniatureOf(doc, catalogue, 'inception_a');
    expect([mini.rows, mini.columns, mini.bar]).toEqual([4, 3, 'merge']);
    const rows = [0, 1, 2, 3].map(row => mini.blocks.filter(b => b.row === row).map(b => b.kind));
    expect(rows.map(r => r.length).toSorted()).toEqual([1, 2, 2, 3]);
    expect(rows).toContainEqual(['avg', 'conv']);
  });

  it('is one row for a chain', () => {
    const mini = miniatureOf(doc, catalogue, 'conv_bn_relu');
    expect([mini.rows, mini.columns, mini.bar]).toEqual([1, 3, null]);
    expect(mini.blocks.map(b => b.kind)).toEqual(['conv', 'norm', 'act']);
  });

  it('is the same nothing each time for a module that the document does not have', () => {
    const mini = miniatureOf(doc, catalogue, 'gone');
    expect([mini.rows, mini.columns, mini.blocks]).toEqual([1, 1, []]);
    expect(miniatureOf(doc, catalogue, 'gone')).toBe(mini);
  });
});
