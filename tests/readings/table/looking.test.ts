import { describe, expect, it } from 'vitest';
import { MAIN } from '../../../src/core/document/architecture';
import { setParams } from '../../../src/core/edits/setParams';
import { catalogue } from '../../../src/ops/catalogue';
import { COLUMNS } from '../../../src/readings/table/columns';
import { nameRange } from '../../../src/readings/table/name-range';
import { showMacs, showMemory, showParameters } from '../../../src/readings/table/quantities';
import { nextSorting } from '../../../src/readings/table/sort';
import { foldableKeys, keysTo, visibleRows } from '../../../src/readings/table/visible-rows';
import { documentOf } from '../../core/inference/sketch';
import { FOLDED, lines, preset, tabled } from './opened';

describe('sorting', () => {
  it('goes from the largest to the smallest, back, and to the order of the network', () => {
    const once = nextSorting(null, 'parameters');
    const twice = nextSorting(once, 'parameters');
    expect([once?.direction, twice?.direction]).toEqual(['descending', 'ascending']);
    expect(nextSorting(twice, 'parameters')).toBeNull();
    expect(nextSorting(once, 'operation')).toEqual({ column: 'operation', direction: 'ascending' });
  });

  it('keeps rows below the module that they are in, and drops the labels of branches', async () => {
    const table = tabled(await preset('inception-v3-auxiliary'));
    const sorting = { column: 'parameters', direction: 'descending' } as const;
    const rows = lines(table, { sorting, open: new Set(['n18~']) }, ['operation', 'parameters']);
    expect(rows.slice(0, 5)).toEqual([
      '2 × Inception E | 11,121,408',
      '  Inception E | 6,076,800',
      '  Inception E | 5,044,608',
      '4 × Inception C | 6,821,376',
      'Auxiliary classifier | 3,326,696',
    ]);
    expect(rows.join()).not.toContain('from Mixed_6e');
  });

  it('sorts sizes by their number of values and leaves rows that are equal in their order', async () => {
    const table = tabled(await preset('lenet-5'));
    const sorting = { column: 'input', direction: 'ascending' } as const;
    expect(lines(table, { sorting }, ['input'])).toEqual([
      '10',
      '84',
      '120',
      '5×5×16',
      '400',
      '32×32×1',
      '14×14×6',
      '10×10×16',
      '28×28×6',
    ]);
  });
});

describe('searching', () => {
  const found = async (search: string) =>
    lines(tabled(await preset('inception-v3')), { search }, ['operation', 'name']);

  it('finds sizes with any sign for ×, not parts of other numbers', async () => {
    expect(await found('17x17')).toEqual([
      'Inception B | Mixed_6a',
      '4 × Inception C | Mixed_6b–e',
      'Inception D | Mixed_7a',
    ]);
    expect(await found('73*73')).toEqual(['pool | maxpool1', 'conv | Conv2d_3b_1x1', 'conv | Conv2d_4a_3x3']);
  });

  it('shows what it finds inside modules, with what that stands in', async () => {
    expect(await found('Mixed_5c')).toEqual(['3 × Inception A | Mixed_5b–d', '  Inception A | Mixed_5c']);
    expect(await found('branch7x7x3_3')).toEqual(['Inception D | Mixed_7a', '  conv padded | branch7x7x3_3']);
  });

  it('finds parameters by name, and wants every word', async () => {
    expect(await found('stride:2 conv')).toContain('conv | Conv2d_1a_3x3');
    expect(await found('rate:0.5')).toEqual(['dropout | ']);
    expect(await found('softmax 17x17')).toEqual([]);
  });

  it('finds operations by other names that they go by', async () => {
    expect(await found('fully connected')).toEqual(['linear | fc']);
  });
});

describe('folding', () => {
  it('tells level, place and parent of every row', async () => {
    const { rows } = tabled(await preset('inception-v3'));
    const seen = visibleRows(rows, { ...FOLDED, open: new Set(['n9~', 'n10']) });
    const inner = seen.find(v => v.row.name === 'branch5x5_2');
    expect(inner).toMatchObject({ level: 3, position: 3, siblings: 9, open: false });
    expect(seen[inner?.parent ?? -1]?.row.name).toBe('Mixed_5c');
  });

  it('can be undone everywhere: all operations of Inception v3', async () => {
    const { rows, operations } = tabled(await preset('inception-v3'), { everything: true });
    const seen = visibleRows(rows, { ...FOLDED, open: foldableKeys(rows) });
    // What only passes a tensor into or out of a module is no operation.
    const isEnd = (op: string, level: number) => op === 'output' || (op === 'input' && level > 1);
    const leaves = seen.filter(v => v.row.inside === null && !isEnd(v.row.op, v.level));
    expect(leaves).toHaveLength(operations);
  });

  it('opens the way to a node at any depth', async () => {
    const { rows } = tabled(await preset('inception-v3'));
    expect(keysTo(rows, ['n10', 'n4'], 'n3')).toEqual(['n9~', 'n10', 'n10/n4']);
    expect(keysTo(rows, [], 'n10')).toEqual(['n9~']);
    expect(keysTo(rows, [], 'n12')).toEqual([]);
    expect(keysTo(rows, [], 'nowhere')).toBeNull();
    const lenet = tabled(await preset('lenet-5'));
    expect(keysTo(lenet.rows, [], 'n3')).toEqual(['n2~']);
  });
});

describe('parameters in cells', () => {
  const piecesOf = async (name: string) => {
    const table = tabled(await preset('inception-v3'));
    const seen = visibleRows(table.rows, { ...FOLDED, open: foldableKeys(table.rows) });
    return seen.filter(v => v.row.name === name).map(v => v.row);
  };

  it('lead to the instance that a folded row stands for', async () => {
    const [repeat] = await piecesOf('Mixed_5b–d');
    const values = repeat?.remarks.flatMap(p => (p.target ? [[p.text, p.target.node, p.target.param]] : []));
    expect(values).toEqual([
      ['32', 'n9', 'pool_features'],
      ['64', 'n10', 'pool_features'],
      ['64', 'n11', 'pool_features'],
    ]);
  });

  it('lead through bindings to the instance that gives the value', async () => {
    const [row] = await piecesOf('branch_pool');
    expect(row?.outputTarget).toMatchObject({
      graph: MAIN,
      node: 'n9',
      param: 'pool_features',
      of: 'Mixed_5b',
      bound: true,
    });
    const [conv] = await piecesOf('Conv2d_1a_3x3');
    expect(conv?.remarks.map(p => [p.text, p.target?.node, p.target?.param])).toEqual([
      ['3×3', 'n2', 'kernel'],
      [' / ', undefined, undefined],
      ['2', 'n2', 'stride'],
    ]);
  });

  it('say whose instances all change', async () => {
    const [row] = await piecesOf('branch1x1');
    expect(row?.outputTarget).toMatchObject({
      graph: 'inception_a',
      node: 'n2',
      param: 'filters',
      module: 'Inception A',
    });
  });
});

describe('a broken graph', () => {
  const broken = async () => {
    const doc = await preset('inception-v3');
    return tabled(setParams(doc, catalogue, 'inception_a', ['n4'], { kernel: [5, 5], padding: 'valid' }));
  };

  it('keeps its rows, says what is wrong in the row with the first cause, and shows where shapes stop', async () => {
    const table = await broken();
    const seen = visibleRows(table.rows, FOLDED);
    const told = seen.filter(v => v.says !== null);
    expect(told.map(v => [v.row.operation, v.says])).toEqual([
      ['3 × Inception A', 'Concatenate needs equal height and width, got 35×35×64, 31×31×64, 35×35×96 and 35×35×32'],
    ]);
    expect(seen.slice(8).map(v => v.row.output.text)).toEqual(['?', '?', '?', '?', '?', '?', '?', '?']);
    expect(seen.slice(0, 7).every(v => v.row.output.known)).toBe(true);
    expect(table.total.parameters.complete).toBe(false);
  });

  it('moves the sentence to the innermost row that can be seen', async () => {
    const table = await broken();
    const seen = visibleRows(table.rows, { ...FOLDED, open: new Set(['n9~', 'n9']) });
    expect(seen.filter(v => v.says !== null).map(v => [v.row.name, v.level])).toEqual([['Concat', 3]]);
  });

  it('is read although nodes hang loose or in a circle', () => {
    const loose = documentOf({
      a: ['conv2d', {}, 'b'],
      b: ['relu', {}, 'a'],
      c: ['linear', {}],
    });
    const seen = visibleRows(tabled(loose).rows, FOLDED);
    expect(seen.map(v => v.row.operation)).toContain('linear');
    expect(seen.map(v => v.row.operation)).toContain('conv');
    expect(seen.every(v => v.row.kind === 'branch' || v.row.output.text === '?')).toBe(true);
  });

  it('has no rows when there is nothing', () => {
    const { rows, total } = tabled(documentOf({}));
    expect(rows).toEqual([]);
    expect(total.parameters).toEqual({ known: 0, complete: true });
  });
});

describe('text of cells', () => {
  it('gives counts a unit, and says what is not known', () => {
    const whole = (known: number) => ({ known, complete: true });
    expect([0, 928, 9999, 10_164, 19_181_664, 999_600, 1_967_382_528].map(n => showMacs(whole(n)))).toEqual(
      ['', '928', '9,999', '10.2 k', '19.2 M', '1.00 M', '1.97 G'].map(t => t.replace(' ', '\u00a0')),
    );
    expect(showMemory(whole(5120))).toBe('5,120\u00a0B');
    expect(showMemory(whole(1_091_223_552))).toBe('1.09\u00a0GB');
    expect(showParameters({ known: 0, complete: false })).toBe('?');
    expect(showParameters({ known: 1234, complete: false })).toBe('≥\u00a01,234');
  });

  it('says what two names share once', () => {
    expect(nameRange('Mixed_5b', 'Mixed_5d')).toBe('Mixed_5b–d');
    expect(nameRange('dense1.1', 'dense1.12')).toBe('dense1.1–12');
    expect(nameRange('block9', 'block10')).toBe('block9–10');
    expect(nameRange('first', 'last')).toBe('first – last');
    expect(nameRange('conv', 'conv2')).toBe('conv – conv2');
  });

  it('has a heading for every column', () => {
    expect(COLUMNS.map(c => c.title)).toEqual([
      'operation',
      'name',
      'kernel / stride or remarks',
      'input size',
      'output size',
      'parameters',
      'MACs',
      'memory',
    ]);
  });
});
