import { create } from 'zustand';
import type { Architecture } from '../../core/document/architecture';
import type { GraphFacts } from '../../core/inference/facts';
import { catalogue } from '../../ops/catalogue';
import { COLUMN_IDS, type ColumnId } from '../../readings/table/columns';
import type { Table } from '../../readings/table/row';
import { nextSorting, type Sorting } from '../../readings/table/sort';
import { tableOf } from '../../readings/table/table-of';
import { foldableKeys, type VisibleRow, visibleRows } from '../../readings/table/visible-rows';
import { documentOf, useEditor } from '../../state/editor';

export interface TableState {
  readonly open: ReadonlySet<string>;
  readonly sorting: Sorting | null;
  readonly search: string;
  /** Inputs, outputs and activations have rows of their own. */
  readonly everything: boolean;
  readonly names: boolean;
  setOpen(keys: Iterable<string>, open: boolean): void;
  foldAll(): void;
  unfoldAll(): void;
  sortBy(column: ColumnId): void;
  setSearch(search: string): void;
  setEverything(everything: boolean): void;
  setNames(names: boolean): void;
}

/** How the person looks at the table, for as long as the page is open. */
export const useTable = create<TableState>()((set, get) => ({
  open: new Set(),
  sorting: null,
  search: '',
  everything: false,
  names: true,
  setOpen(keys, open) {
    const next = new Set(get().open);
    for (const key of keys) {
      if (open) next.add(key);
      else next.delete(key);
    }
    if (next.size !== get().open.size) set({ open: next });
  },
  foldAll: () => set({ open: new Set() }),
  unfoldAll: () => set({ open: foldableKeys(presentTable().rows) }),
  sortBy: column => set({ sorting: nextSorting(get().sorting, column) }),
  setSearch: search => set({ search }),
  setEverything: everything => set({ everything }),
  setNames: names => set({ names }),
}));

interface Made<T> {
  readonly from: readonly unknown[];
  readonly made: T;
}

/** The last result, while it is asked for with the same things. */
function keepLast<A extends readonly unknown[], T>(make: (...given: A) => T): (...given: A) => T {
  let last: Made<T> | null = null;
  return (...given) => {
    if (!last?.from.every((g, i) => g === given[i])) last = { from: given, made: make(...given) };
    return last.made;
  };
}

const tableFor = keepLast((doc: Architecture, facts: GraphFacts, everything: boolean) =>
  tableOf(doc, catalogue, facts, { everything }),
);
const seenIn = keepLast((table: Table, open: ReadonlySet<string>, sorting: Sorting | null, search: string) =>
  visibleRows(table.rows, { open, sorting, search }),
);

/** The table of the open document, outside of components. */
export function presentTable(): Table {
  const editor = useEditor.getState();
  return tableFor(documentOf(editor), editor.facts, useTable.getState().everything);
}

/** The rows that can be seen now, outside of components. */
export function presentRows(): readonly VisibleRow[] {
  const { open, sorting, search } = useTable.getState();
  return seenIn(presentTable(), open, sorting, search);
}

/** The table of the open document; follows it. */
export function useShownTable(): { readonly table: Table; readonly rows: readonly VisibleRow[] } {
  const doc = useEditor(documentOf);
  const facts = useEditor(s => s.facts);
  const { open, sorting, search, everything } = useTable();
  const table = tableFor(doc, facts, everything);
  return { table, rows: seenIn(table, open, sorting, search) };
}

/** The columns that the person chose, whether there is room for them or not. */
export const chosenColumns = (names: boolean): readonly ColumnId[] => COLUMN_IDS.filter(id => names || id !== 'name');
