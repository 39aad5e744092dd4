import { ArrowDown, ArrowUp } from 'lucide-react';
import { COLUMNS, type ColumnId } from '../../readings/table/columns';
import { Tip } from '../parts/Tip';
import styles from './Table.module.css';
import { useTable } from './table-state';

interface HeadCellProps {
  readonly id: ColumnId;
  readonly batchSize: number;
}

/** A heading, which sorts by its column. */
export function HeadCell({ id, batchSize }: HeadCellProps) {
  const sorting = useTable(s => s.sorting);
  const column = COLUMNS.find(c => c.id === id);
  if (!column) return null;
  const direction = sorting?.column === id ? sorting.direction : undefined;
  const Arrow = direction === 'ascending' ? ArrowUp : ArrowDown;
  const button = (
    <button type="button" onClick={() => useTable.getState().sortBy(id)}>
      <span className={`${styles.text} ${styles.words}`}>{column.title}</span>
      {direction && <Arrow size={11} aria-hidden="true" />}
    </button>
  );
  const explained = explain(id, batchSize);
  return (
    <th scope="col" data-numeric={column.numeric ? '' : undefined} {...(direction && { 'aria-sort': direction })}>
      {explained === null ? button : <Tip text={explained}>{button}</Tip>}
    </th>
  );
}

function explain(id: ColumnId, batchSize: number): string | null {
  if (id === 'parameters') return 'Learned numbers; running statistics of batch normalisation are not counted';
  if (id === 'macs') return 'Multiply-accumulates for one sample, in convolutions and linear layers';
  if (id === 'memory') return `Activations that a training step keeps for the way back, at batch size ${batchSize}`;
  return null;
}
