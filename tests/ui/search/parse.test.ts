import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../src/core/document/architecture';
import { catalogue } from '../../../src/ops/catalogue';
import { candidates } from '../../../src/ui/search/candidates';
import { matching, meant } from '../../../src/ui/search/match';
import { readFinished, readValues, splitLine } from '../../../src/ui/search/parse';

const all = candidates(EMPTY, catalogue);
const first = (query: string) => matching(all, query)[0]?.op;

/** What a line means, every link finished. */
const read = (line: string) =>
  readFinished(all, splitLine(`${line} >`)).map(link => link && { op: link.op.op, ...link.params });

describe('finding an operation by what people call it', () => {
  it.each([
    ['conv', 'conv2d'],
    ['Conv2d', 'conv2d'],
    ['conv 2d', 'conv2d'],
    ['nn.ReLU', 'relu'],
    ['relu', 'relu'],
    ['relu6', 'relu6'],
    ['fc', 'linear'],
    ['dense', 'linear'],
    ['batchnorm', 'batch_norm'],
    ['batch norm', 'batch_norm'],
    ['bn', 'batch_norm'],
    ['subsampling', 'average_pool'],
    ['subsampl', 'average_pool'],
    ['avg', 'average_pool'],
    ['max', 'max_pool'],
    ['in', 'input'],
    ['out', 'output'],
    ['swish', 'silu'],
    ['residual', 'add'],
    ['cat', 'concat'],
    ['flat', 'flatten'],
    ['drop', 'dropout'],
    ['softmax', 'softmax'],
    ['sftmx', 'softmax'],
  ])('%s means %s', (query, op) => expect(first(query)).toBe(op));

  it('finds by purpose what no name says', () => {
    expect(matching(all, 'learned kernels').map(c => c.op)).toContain('conv2d');
    expect(meant(all, 'learned kernels')).toBeUndefined();
  });
  it('offers everything for an empty query and nothing for nonsense', () => {
    expect(matching(all, ' ')).toHaveLength(all.length);
    expect(matching(all, 'qqqq')).toHaveLength(0);
  });
});

describe('parameters typed after a name', () => {
  it('reads a whole network from one line', () => {
    expect(read('in 32x32x1 > conv 6 5x5 > tanh > avg 2 > flatten > linear 120 > dropout .4')).toEqual([
      { op: 'input', shape: [32, 32, 1] },
      { op: 'conv2d', filters: 6, kernel: [5, 5] },
      { op: 'tanh' },
      { op: 'average_pool', kernel: [2, 2] },
      { op: 'flatten' },
      { op: 'linear', units: 120 },
      { op: 'dropout', rate: 0.4 },
    ]);
  });
  it('gives a size to the kernel even before the number of channels', () => {
    expect(read('conv 5×5 16')).toEqual([{ op: 'conv2d', filters: 16, kernel: [5, 5] }]);
  });
  it('takes /2 for the stride, with or without a space, and same for the padding', () => {
    expect(read('conv 64 3x3 / 2 same')).toEqual([
      { op: 'conv2d', filters: 64, kernel: [3, 3], stride: [2, 2], padding: 'same' },
    ]);
    expect(read('max 3 /2')).toEqual([{ op: 'max_pool', kernel: [3, 3], stride: [2, 2] }]);
  });
  it('takes a parameter by name', () => {
    expect(read('conv 8 groups=4 bias:off padding=1')).toEqual([
      { op: 'conv2d', filters: 8, groups: 4, bias: false, padding: [1, 1, 1, 1] },
    ]);
  });
  it('says which values it could not place', () => {
    const conv = meant(all, 'conv');
    expect(conv && readValues(conv, ['6', '5x5', '1', '99', '2.5']).left).toEqual(['99', '2.5']);
    const tanh = meant(all, 'tanh');
    expect(tanh && readValues(tanh, ['6']).left).toEqual(['6']);
  });
  it('shows each value under the name of its parameter', () => {
    const conv = meant(all, 'conv');
    expect(conv && readValues(conv, ['6', '5x5']).understood).toEqual([
      { name: 'filters', label: 'Output channels', text: '6' },
      { name: 'kernel', label: 'Kernel', text: '5×5' },
    ]);
  });
  it('does not take an illegal value', () => {
    expect(read('dropout 7')).toEqual([{ op: 'dropout' }]);
    expect(read('conv 0')).toEqual([{ op: 'conv2d' }]);
  });
  it('keeps the place of a link that means nothing', () => {
    expect(read('conv 6 > qqqq > tanh')).toEqual([{ op: 'conv2d', filters: 6 }, null, { op: 'tanh' }]);
  });
});

describe('the link that is being typed', () => {
  it('is the last one, with its values apart', () => {
    expect(splitLine('in 28x28x1 > global average').at(-1)).toEqual({ name: 'global average', values: [] });
    expect(splitLine('conv 2d 6').at(-1)).toEqual({ name: 'conv 2d', values: ['6'] });
    expect(splitLine('conv >').at(-1)).toEqual({ name: '', values: [] });
  });
});
