import { describe, expect, it } from 'vitest';
import { foldableKeys, type VisibleRow, visibleRows } from '../../../src/readings/table/visible-rows';
import { columnsThatFit } from '../../../src/ui/table/columns-that-fit';
import { placesIn } from '../../../src/ui/table/editable-cells';
import { actionOf, type GridPlace } from '../../../src/ui/table/grid-keys';
import { topsOf } from '../../../src/ui/table/row-places';
import { FOLDED, preset, tabled } from '../../readings/table/opened';

const rows = async (open: 'all' | readonly string[]): Promise<readonly VisibleRow[]> => {
  const table = tabled(await preset('inception-v3'));
  return visibleRows(table.rows, { ...FOLDED, open: open === 'all' ? foldableKeys(table.rows) : new Set(open) });
};
const press = (key: string, place: Partial<GridPlace>, mod = false) =>
  actionOf(
    { key, ctrlKey: mod, metaKey: false, altKey: false, shiftKey: false },
    { now: undefined, cell: null, cells: 8, page: 20, ...place },
  );

describe('the keys of the table', () => {
  it('unfold with right, then go into the cells and through them', async () => {
    const folded = (await rows([])).find(v => v.row.kind === 'repeat');
    const open = (await rows(['n9~'])).find(v => v.row.kind === 'repeat');
    expect(press('ArrowRight', { now: folded })).toEqual({ do: 'fold' });
    expect(press('ArrowRight', { now: open })).toEqual({ do: 'cell', cell: 0 });
    expect(press('ArrowRight', { now: open, cell: 7 })).toEqual({ do: 'cell', cell: 7 });
  });

  it('leave the cells with left, fold, and go to what the row stands in', async () => {
    const [first, ...rest] = (await rows(['n9~'])).filter(v => v.row.name.startsWith('Mixed_5'));
    expect(press('ArrowLeft', { now: first, cell: 2 })).toEqual({ do: 'cell', cell: 1 });
    expect(press('ArrowLeft', { now: first, cell: 0 })).toEqual({ do: 'cell', cell: null });
    expect(press('ArrowLeft', { now: first })).toEqual({ do: 'fold' });
    expect(press('ArrowLeft', { now: rest[0] })).toEqual({ do: 'parent' });
    expect(press('ArrowLeft', { now: (await rows([]))[0] })).toBeNull();
  });

  it('move by rows and screenfuls, and to either end', () => {
    expect(press('ArrowDown', {})).toEqual({ do: 'move', by: 1 });
    expect(press('PageUp', {})).toEqual({ do: 'move', by: -20 });
    expect(press('End', {})).toEqual({ do: 'ends', last: true });
    expect(press('End', { cell: 3 })).toEqual({ do: 'cell', cell: 7 });
    expect(press('End', { cell: 3 }, true)).toEqual({ do: 'ends', last: true });
  });

  it('leave shortcuts and letters to the page', () => {
    expect(press('z', {}, true)).toBeNull();
    expect(press('ArrowDown', {}, true)).toBeNull();
    expect(press('m', {})).toBeNull();
  });
});

it('what can be edited in a row goes from left to right, through the columns that are shown', async () => {
  const conv = (await rows([]))[0]?.row;
  if (!conv) throw new Error('no rows');
  const all = placesIn(conv, ['operation', 'name', 'remarks', 'output']);
  expect(all.map(p => [p.column, p.target?.param])).toEqual([
    ['name', undefined],
    ['remarks', 'kernel'],
    ['remarks', 'stride'],
    ['output', 'filters'],
  ]);
  expect(placesIn(conv, ['operation', 'output'])).toHaveLength(1);
});

it('columns give way where there is no room, and fill it where there is', () => {
  const chosen = ['operation', 'name', 'remarks', 'input', 'output', 'parameters', 'macs', 'memory'] as const;
  const ids = (width: number) => columnsThatFit(chosen, width, 0).map(c => c.id);
  expect(ids(860)).toEqual(chosen);
  expect(ids(700)).not.toContain('memory');
  expect(ids(352)).toEqual(['operation', 'remarks', 'output']);
  const widths = columnsThatFit(chosen, 1000, 30).map(c => c.width);
  const sum = widths.reduce((a, b) => a + b);
  expect(sum).toBeGreaterThan(1000 - chosen.length);
  expect(sum).toBeLessThanOrEqual(1000);
});

it('rows stand below each other without gaps, sentences and labels included', async () => {
  const seen = await rows('all');
  const tops = topsOf(seen);
  expect(tops).toHaveLength(seen.length + 1);
  expect(tops.at(-1)).toBe(29 * seen.length);
});
