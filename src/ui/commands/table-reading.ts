import { Copy, Download, Search } from 'lucide-react';
import { documentOf, useEditor } from '../../state/editor';
import { useView } from '../../state/view';
import { TABLE_FORMATS } from '../table/formats';
import { TABLE_FILTER } from '../table/table-filter';
import type { Command } from './command';

const hasRows = (): boolean => documentOf(useEditor.getState()).graph.nodes.length > 0;
const onTable = (): boolean => useView.getState().reading === 'table';

/** Finding in the table and taking it away. */
export const tableReadingCommands: readonly Command[] = [
  {
    id: 'table.filter',
    title: 'Find rows of the table',
    group: 'View',
    keys: ['Mod+F'],
    icon: Search,
    words: 'search filter layer size parameter',
    when: onTable,
    run: () => document.getElementById(TABLE_FILTER)?.focus(),
  },
  ...TABLE_FORMATS.map(
    ({ id, title }): Command => ({
      id: `table.copy.${id}`,
      title: `Copy the table as ${title}`,
      group: 'File',
      icon: Copy,
      words: 'clipboard export paper booktabs tabular spreadsheet',
      when: hasRows,
      run: async () => (await import('../table/take-away')).copyTable(id),
    }),
  ),
  ...TABLE_FORMATS.map(
    ({ id, title }): Command => ({
      id: `table.save.${id}`,
      title: `Save the table as ${title}`,
      group: 'File',
      icon: Download,
      words: 'download export file paper booktabs tabular spreadsheet',
      when: hasRows,
      run: async () => (await import('../table/take-away')).saveTable(id),
    }),
  ),
];
