import { X } from 'lucide-react';
import type { Table } from '../../readings/table/row';
import type { VisibleRow } from '../../readings/table/visible-rows';
import { Button } from '../parts/Button';
import { plural } from '../parts/quantities';
import { Tip } from '../parts/Tip';
import styles from './Table.module.css';
import { TABLE_FILTER } from './table-filter';
import { useTable } from './table-state';

interface TableToolsProps {
  readonly table: Table;
  readonly rows: readonly VisibleRow[];
}

/** What stands above the table: filter, folding, choices, and how much there is. */
export function TableTools({ table, rows }: TableToolsProps) {
  const { search, open, everything, names } = useTable();
  const state = useTable.getState();
  const folds = table.rows.some(row => row.inside !== null);
  const count = rows.filter(v => v.row.kind !== 'branch').length;
  return (
    <div className={styles.tools}>
      <search className={styles.search}>
        <input
          id={TABLE_FILTER}
          type="text"
          className={styles.filter}
          placeholder="Filter rows"
          aria-label="Filter rows by name, operation, parameter or size"
          autoComplete="off"
          spellCheck={false}
          value={search}
          onChange={event => state.setSearch(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Escape' && search !== '') {
              event.stopPropagation();
              state.setSearch('');
            } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
              event.preventDefault();
              document.querySelector<HTMLElement>('[role=treegrid]')?.focus();
            }
          }}
        />
        {search !== '' && (
          <button type="button" className={styles.clear} aria-label="Show all rows" onClick={() => state.setSearch('')}>
            <X size={13} aria-hidden="true" />
          </button>
        )}
      </search>
      {folds && (
        <Button onClick={() => (open.size > 0 ? state.foldAll() : state.unfoldAll())}>
          {open.size > 0 ? 'Fold all' : 'Unfold all'}
        </Button>
      )}
      <Tip text="Rows of their own for inputs, outputs, activations and normalisations">
        <Button aria-pressed={everything} className={styles.choice} onClick={() => state.setEverything(!everything)}>
          All operations
        </Button>
      </Tip>
      <Tip text="A column with what the nodes are called">
        <Button aria-pressed={names} className={styles.choice} onClick={() => state.setNames(!names)}>
          Names
        </Button>
      </Tip>
      <span className={styles.count} role="status">
        {plural(count, 'row')}, {plural(table.operations, 'operation')}
      </span>
    </div>
  );
}
