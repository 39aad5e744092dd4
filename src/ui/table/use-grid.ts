import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ParamValue } from '../../core/op/params';
import type { ColumnId } from '../../readings/table/columns';
import type { Table } from '../../readings/table/row';
import { keysTo, type VisibleRow } from '../../readings/table/visible-rows';
import { useEditor } from '../../state/editor';
import { applyCell } from './apply-cell';
import type { Leaving } from './CellEditor';
import { type Place, placesIn } from './editable-cells';
import type { GridAction } from './grid-keys';
import { FOOT, HEAD } from './row-places';
import { isSelected, selectRow } from './select-row';
import { useTable } from './table-state';

export interface Grid {
  /** Index of the row where the keyboard is; `-1` where it is nowhere yet. */
  readonly at: number;
  /** Its cell; `null` when the whole row has the focus. */
  readonly cell: number | null;
  readonly editing: Place | null;
  isChosen(it: VisibleRow): boolean;
  /** Goes to a row and selects what it stands for. */
  choose(index: number): void;
  toggle(index: number): void;
  edit(index: number, place: Place): void;
  act(action: GridAction): void;
  /** After editing: takes the value over, if there is one, and goes on. */
  finish(place: Place, value: ParamValue | null, leaving: Leaving): void;
}

interface GridParts {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly grid: RefObject<HTMLElement | null>;
  readonly table: Table;
  readonly rows: readonly VisibleRow[];
  readonly tops: readonly number[];
  readonly columns: readonly ColumnId[];
}

/** Where the keyboard is in the table, what is selected there, and what is being edited. */
export function useGrid({ scroller, grid, table, rows, tops, columns }: GridParts): Grid {
  const [active, setActive] = useState<{ readonly key: string; readonly cell: number | null } | null>(null);
  const [editing, setEditing] = useState<Place | null>(null);
  const path = useEditor(s => s.path);
  const selected = useEditor(s => s.selection.nodes);
  const cell = active?.cell ?? null;
  const at = active ? rows.findIndex(v => v.row.key === active.key) : -1;
  // An open layer has a row of its own for the node that selecting it selects.
  const isChosen = ({ row, open }: VisibleRow): boolean =>
    !(open && row.kind === 'layer') && isSelected(row, path, selected);

  const scrollTo = (index: number): void => {
    const element = scroller.current;
    if (!element || index < 0) return;
    const top = tops[index] ?? 0;
    const bottom = tops[index + 1] ?? top;
    const seen = element.clientHeight - HEAD - FOOT;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + seen) element.scrollTop = bottom - seen;
  };
  const go = (index: number, to: number | null): void => {
    const it = rows[index];
    if (!it) return;
    setActive({ key: it.row.key, cell: to });
    setEditing(null);
    scrollTo(index);
    selectRow(it.row);
  };

  // What was selected elsewhere is shown here: the way to it is unfolded, and it is brought into sight. Once: a person
  // may fold over it, or filter it away.
  const revealed = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (revealed.current === selected) return;
    revealed.current = selected;
    const [node] = selected;
    if (node === undefined || rows.some(v => isSelected(v.row, path, selected))) return;
    useTable.getState().setOpen(keysTo(table.rows, path, node) ?? [], true);
  }, [selected, path, table, rows]);
  const chosen = rows.findIndex(isChosen);
  const chosenKey = rows[chosen]?.row.key;
  const shown = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (chosenKey === shown.current) return;
    shown.current = chosenKey;
    if (chosenKey === undefined) return;
    setActive(now => (now?.key === chosenKey ? now : { key: chosenKey, cell: null }));
    scrollTo(chosen);
  });

  const toggle = (index: number): void => {
    const it = rows[index];
    if (it?.row.inside) useTable.getState().setOpen([it.row.key], !it.open);
  };
  const edit = (index: number, place: Place | undefined): void => {
    if (!place) return;
    go(index, cell);
    setEditing(place);
  };
  /** What Enter edits: the cell that has the focus, or the row's first parameter. */
  const placeAt = ({ row }: VisibleRow): Place | undefined => {
    const places = placesIn(row, columns);
    if (cell !== null) return places.find(p => p.column === columns[cell]);
    return places.find(p => p.target !== null) ?? places[0];
  };
  const act = (action: GridAction): void => {
    const now = rows[at];
    if (action.do === 'ends') go(action.last ? rows.length - 1 : 0, cell);
    else if (!now) go(Math.max(0, chosen), null);
    else if (action.do === 'move') go(Math.max(0, Math.min(rows.length - 1, at + action.by)), cell);
    else if (action.do === 'fold') toggle(at);
    else if (action.do === 'parent') go(now.parent, null);
    else if (action.do === 'cell') setActive({ key: now.row.key, cell: action.cell });
    else edit(at, placeAt(now));
  };
  const finish: Grid['finish'] = (place, value, leaving) => {
    const it = rows[at];
    setEditing(null);
    if (!it) return;
    const places = placesIn(it.row, columns);
    const here = places.findIndex(p => p.column === place.column && p.piece === place.piece);
    const next = leaving === 'stay' ? undefined : places[here + (leaving === 'next' ? 1 : -1)];
    if (value !== null) applyCell(it.row, place, value);
    if (next) setEditing(next);
    else if (leaving !== 'away') grid.current?.focus({ preventScroll: true });
  };
  return { at, cell, editing, isChosen, choose: index => go(index, null), toggle, edit, act, finish };
}
