import { ChevronRight, CircleAlert } from 'lucide-react';
import { memo } from 'react';
import { COLUMNS, type ColumnId, nameText } from '../../readings/table/columns';
import type { VisibleRow } from '../../readings/table/visible-rows';
import { useEditor } from '../../state/editor';
import { Glyph } from '../parts/Glyph';
import { CellEditor, type CellEditorProps } from './CellEditor';
import { type Place, placesIn } from './editable-cells';
import { Numbers, Size } from './Numbers';
import { Remarks } from './Remarks';
import { INDENT, idOf, LABEL, ROW, SENTENCE } from './row-places';
import styles from './Table.module.css';

interface GridRowProps {
  readonly it: VisibleRow;
  readonly index: number;
  readonly columns: readonly ColumnId[];
  readonly selected: boolean;
  readonly active: boolean;
  /** The cell that has the keyboard's focus; `null`: the whole row. */
  readonly cell: number | null;
  readonly editing: Place | null;
  onDone(place: Place, ...how: Parameters<CellEditorProps['onDone']>): void;
}

/** One row of the table with the problem in it, or the label above a branch. The table answers to clicks. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { it, index, columns, selected, active, cell } = props;
  const { row, level, position, siblings, open, found, says } = it;
  const common = {
    id: idOf(index, null),
    'aria-rowindex': index + 2,
    'aria-level': level,
    'aria-posinset': position,
    'aria-setsize': siblings,
    'data-index': index,
    'data-active': active && cell === null ? '' : undefined,
  };
  if (row.kind === 'branch') {
    return (
      <tr {...common} className={styles.branch} style={{ height: LABEL }}>
        <td colSpan={columns.length} style={{ paddingLeft: 16 + (level - 1) * INDENT }}>
          {row.operation}
        </td>
      </tr>
    );
  }
  return (
    <>
      <tr
        {...common}
        aria-selected={selected}
        {...(row.inside && { 'aria-expanded': open })}
        className={styles.row}
        style={{ height: ROW }}
        data-found={found ? undefined : 'not'}
        data-muted={row.muted ? '' : undefined}
        data-problem={says === null ? undefined : ''}
      >
        {columns.map((column, i) => (
          <td
            key={column}
            id={idOf(index, i)}
            data-column={column}
            data-numeric={COLUMNS.find(c => c.id === column)?.numeric ? '' : undefined}
            data-focused={active && cell === i ? '' : undefined}
            data-editing={props.editing?.column === column ? '' : undefined}
          >
            <CellContent {...props} column={column} />
          </td>
        ))}
      </tr>
      {says !== null && <Sentence it={it} says={says} index={index} columns={columns.length} />}
    </>
  );
});

function CellContent({ it, column, columns, editing, onDone }: GridRowProps & { readonly column: ColumnId }) {
  const { row } = it;
  const places = placesIn(row, columns).filter(p => p.column === column);
  const editor = (place: Place, text: string) => (
    <CellEditor
      key={`${place.column}-${place.piece}`}
      target={place.target}
      text={text}
      onDone={(value, leaving) => onDone(place, value, leaving)}
    />
  );
  const [place] = places;
  const edited = editing?.column === column ? editing : null;
  switch (column) {
    case 'operation':
      return <Operation it={it} />;
    case 'name':
      return place && edited ? (
        editor(place, row.name)
      ) : (
        <span className={`${styles.text} ${styles.words}`} title={nameText(row) || undefined}>
          {nameText(row)}
        </span>
      );
    case 'remarks':
      return (
        <Remarks
          pieces={row.remarks}
          edited={edited && editor(edited, row.remarks[edited.piece]?.text ?? '')}
          at={edited?.piece ?? -1}
        />
      );
    case 'output':
      return place && edited ? editor(place, row.output.text) : <Size size={row.output} target={row.outputTarget} />;
    case 'input':
      return <Size size={row.input} target={null} />;
    default:
      return <Numbers text={COLUMNS.find(c => c.id === column)?.text(row) ?? ''} />;
  }
}

function Operation({ it: { row, level, open } }: { readonly it: VisibleRow }) {
  return (
    <span className={styles.operation} style={{ paddingLeft: (level - 1) * INDENT }}>
      {row.inside ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.fold}
          data-fold=""
          data-open={open ? '' : undefined}
          aria-label={open ? `Fold ${row.operation}` : `Unfold ${row.operation}`}
        >
          <ChevronRight size={12} aria-hidden="true" />
        </button>
      ) : (
        <span className={styles.fold} />
      )}
      <Glyph op={row.op} size={18} />
      <span className={`${styles.text} ${styles.words}`} title={row.operation}>
        {row.operation}
      </span>
    </span>
  );
}

interface SentenceProps {
  readonly it: VisibleRow;
  readonly says: string;
  readonly index: number;
  readonly columns: number;
}

/** The first cause, in words, with the way out that is to be tried first. */
function Sentence({ it, says, index, columns }: SentenceProps) {
  const fix = it.row.problem?.fixes[0];
  return (
    <tr className={styles.sentence} style={{ height: SENTENCE }} data-index={index}>
      <td colSpan={columns} style={{ paddingLeft: 16 + (it.level - 1) * INDENT }}>
        <span className={styles.cause}>
          <CircleAlert size={13} aria-hidden="true" />
          <span className={`${styles.text} ${styles.words}`} title={says}>
            {says}
          </span>
          {fix && (
            <button
              type="button"
              className={styles.fix}
              data-editor=""
              onClick={() => useEditor.getState().apply(fix.edit)}
            >
              {fix.label}
            </button>
          )}
        </span>
      </td>
    </tr>
  );
}
