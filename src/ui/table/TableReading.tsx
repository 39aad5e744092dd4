import { documentOf, useEditor } from '../../state/editor';
import styles from './Table.module.css';
import { TableTools } from './TableTools';
import { TreeGrid } from './TreeGrid';
import { useShownTable } from './table-state';

/** The architecture as a table, after those of the papers: rows fold, sort, filter, and are edited in place. */
export default function TableReading() {
  const { table, rows } = useShownTable();
  const empty = useEditor(s => documentOf(s).graph.nodes.length === 0);
  if (empty) return null;
  return (
    <div className={styles.reading}>
      <TableTools table={table} rows={rows} />
      <TreeGrid table={table} rows={rows} />
    </div>
  );
}
