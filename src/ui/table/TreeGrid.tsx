import { type KeyboardEvent, type MouseEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { COLUMNS, totalText } from '../../readings/table/columns';
import type { Table } from '../../readings/table/row';
import type { VisibleRow } from '../../readings/table/visible-rows';
import { columnsThatFit } from './columns-that-fit';
import { placesIn } from './editable-cells';
import { GridRow } from './GridRow';
import { actionOf } from './grid-keys';
import { HeadCell } from './HeadCell';
import { Numbers } from './Numbers';
import { INDENT, idOf, ROW, topsOf } from './row-places';
import styles from './Table.module.css';
import { chosenColumns, useTable } from './table-state';
import { useGrid } from './use-grid';
import { useVisiblePart } from './use-visible-part';

/** Space at the left and right of the table, in pixels. */
const MARGINS = 20;

interface TreeGridProps {
  readonly table: Table;
  readonly rows: readonly VisibleRow[];
}

/** The rows with their headings and totals. Arrows move, Enter edits, left and right fold and unfold. */
export function TreeGrid({ table, rows }: TreeGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [width, setWidth] = useState(860);
  const names = useTable(s => s.names);
  const deepest = useMemo(() => rows.reduce((most, v) => Math.max(most, v.level), 1), [rows]);
  const fitted = useMemo(
    () => columnsThatFit(chosenColumns(names), width, (deepest - 1) * INDENT),
    [names, width, deepest],
  );
  const columns = useMemo(() => fitted.map(c => c.id), [fitted]);
  const tops = useMemo(() => topsOf(rows), [rows]);
  const { first, end } = useVisiblePart(scroller, tops);
  const { at, cell, editing, isChosen, ...does } = useGrid({ scroller, grid, table, rows, tops, columns });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = (): void => setWidth(element.clientWidth - MARGINS);
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, []);

  // Stays the same, so that scrolling draws only the rows that come into sight.
  const finish = useRef(does.finish);
  finish.current = does.finish;
  const done = useCallback<typeof does.finish>((...how) => finish.current(...how), []);

  const press = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 3);
    const action = actionOf(event, { now: rows[at], cell, cells: columns.length, page });
    if (!action) return;
    event.preventDefault();
    does.act(action);
  };
  const click = ({ target }: MouseEvent): void => {
    const index = rowIndexOf(target);
    if (index === null || isIn(target, '[data-editor]')) return;
    does.choose(index);
    grid.current?.focus({ preventScroll: true });
    if (isIn(target, '[data-fold]')) does.toggle(index);
  };
  const doubleClick = ({ target }: MouseEvent): void => {
    const index = rowIndexOf(target);
    const it = index === null ? undefined : rows[index];
    if (index === null || !it || isIn(target, '[data-editor], [data-fold]')) return;
    const column = dataOf(target, 'column');
    const piece = dataOf(target, 'piece');
    const places = placesIn(it.row, columns).filter(p => p.column === column);
    const place = places.find(p => `${p.piece}` === piece) ?? places[0];
    if (place) does.edit(index, place);
    else does.toggle(index);
  };

  const aria = {
    role: 'treegrid',
    tabIndex: 0,
    'aria-label': 'Layers',
    'aria-rowcount': rows.length + 2,
    'aria-colcount': columns.length,
    ...(at >= first && at < end && { 'aria-activedescendant': idOf(at, cell) }),
  };
  return (
    <div ref={scroller} className={styles.scroller}>
      <table ref={grid} className={styles.grid} {...aria} onKeyDown={press} onClick={click} onDoubleClick={doubleClick}>
        <colgroup>
          {fitted.map(c => (
            <col key={c.id} style={{ width: c.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(id => (
              <HeadCell key={id} id={id} batchSize={table.batchSize} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={tops[first] ?? 0} columns={columns.length} />
          {rows.slice(first, end).map((it, i) => {
            const index = first + i;
            const here = index === at;
            return (
              <GridRow
                key={it.row.key}
                it={it}
                index={index}
                columns={columns}
                selected={isChosen(it)}
                active={here}
                cell={here ? cell : null}
                editing={here ? editing : null}
                onDone={done}
              />
            );
          })}
          <Gap height={(tops.at(-1) ?? 0) - (tops[end] ?? 0)} columns={columns.length} />
        </tbody>
        <tfoot>
          <tr aria-rowindex={rows.length + 2}>
            {columns.map(id => (
              <td key={id} data-column={id} data-numeric={COLUMNS.find(c => c.id === id)?.numeric ? '' : undefined}>
                <Numbers text={totalText(table, id)} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      {rows.length === 0 && <p className={styles.none}>No row has all of these words.</p>}
    </div>
  );
}

/** The place of rows that are out of sight. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr style={{ height }}>
      <td colSpan={columns} className={styles.gap} />
    </tr>
  );
}

const isIn = (target: EventTarget, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

const dataOf = (target: EventTarget, name: string): string | null =>
  target instanceof Element ? (target.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? null) : null;

function rowIndexOf(target: EventTarget): number | null {
  const index = dataOf(target, 'index');
  return index === null ? null : Number(index);
}
