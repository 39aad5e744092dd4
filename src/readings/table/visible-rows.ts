import { matcherOf } from './filter';
import type { TableRow } from './row';
import { type Sorting, sorted } from './sort';

/** How a person looks at the table. */
export interface TableView {
  /** Keys of the rows that are unfolded. */
  readonly open: ReadonlySet<string>;
  readonly sorting: Sorting | null;
  readonly search: string;
}

/** A row where it stands now. */
export interface VisibleRow {
  readonly row: TableRow;
  /** 1 for the top. */
  readonly level: number;
  /** Its place among its siblings, from 1, and their number. */
  readonly position: number;
  readonly siblings: number;
  readonly open: boolean;
  /** Index of the row that it stands in; `-1` at the top. */
  readonly parent: number;
  /** The search found it, not only something inside it; `true` for all rows while nothing is sought. */
  readonly found: boolean;
  /** The sentence of the problem that is told here: in the innermost row that can be seen. */
  readonly says: string | null;
}

/** The rows that can be seen, from top to bottom. A search shows what it finds at any depth, with what that stands in. */
export function visibleRows(rows: readonly TableRow[], view: TableView): readonly VisibleRow[] {
  const matches = matcherOf(view.search);
  const seen: VisibleRow[] = [];
  const holds = new Map<TableRow, boolean>();
  /** Whether the search finds something inside a row. */
  const holdsFound = (row: TableRow): boolean => {
    const known = holds.get(row);
    if (known !== undefined) return known;
    const held = matches !== null && (row.inside?.() ?? []).some(r => matches(r) || holdsFound(r));
    holds.set(row, held);
    return held;
  };
  const show = (level: number, siblings: readonly TableRow[], parent: number, whole: boolean): void => {
    const kept = sorted(siblings, view.sorting).filter(
      row => matches === null || whole || matches(row) || holdsFound(row),
    );
    kept.forEach((row, i) => {
      const found = matches === null || whole || matches(row);
      const open = row.inside !== null && (view.open.has(row.key) || !found);
      const at = seen.length;
      seen.push({
        row,
        level,
        position: i + 1,
        siblings: kept.length,
        open,
        parent,
        found,
        says: open && row.problem && isDeeper(row) ? null : (row.problem?.says ?? null),
      });
      // Inside a row that was found, all is shown; inside one that only holds something, the rest is left out.
      if (open && row.inside) show(level + 1, row.inside(), at, matches !== null && found);
    });
  };
  show(1, rows, -1, false);
  return seen;
}

/** Whether the problem of a row is told better inside it. */
function isDeeper({ kind, problem, path, nodes }: TableRow): boolean {
  if (kind === 'repeat' || kind === 'layer') return true;
  return problem?.path.join('/') !== [...path, ...nodes].join('/');
}

/** Keys of all rows that can be unfolded, at any depth. */
export function foldableKeys(rows: readonly TableRow[], into: Set<string> = new Set()): ReadonlySet<string> {
  for (const row of rows) {
    if (!row.inside) continue;
    into.add(row.key);
    foldableKeys(row.inside(), into);
  }
  return into;
}

/** Keys to unfold so that the row of a node can be seen; `null` when the table has no row for it. */
export function keysTo(rows: readonly TableRow[], path: readonly string[], node: string): readonly string[] | null {
  const at = path.join('/');
  for (const row of rows) {
    if (row.kind !== 'repeat' && row.path.join('/') === at && row.nodes.includes(node)) return [];
    if (!row.inside || !mayHold(row, [...path, node])) continue;
    const deeper = keysTo(row.inside(), path, node);
    if (deeper) return [row.key, ...deeper];
  }
  return null;
}

/** Whether a row stands on the way to a node; a layer holds nodes that are not its own. */
function mayHold(row: TableRow, way: readonly string[]): boolean {
  if (row.path.some((step, i) => way[i] !== step)) return false;
  const step = way[row.path.length];
  return row.kind === 'layer' || (step !== undefined && row.nodes.includes(step));
}
