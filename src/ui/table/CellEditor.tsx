import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { formatValue } from '../../core/inference/parameters';
import { isBound, type ParamSpec, type ParamValue } from '../../core/op/params';
import type { Target } from '../../readings/table/row';
import { complaintOf, readTyped } from '../search/typed-values';
import styles from './Table.module.css';

/** Where the keyboard goes after editing: back to the row, to the next or previous place in it, or where it already is. */
export type Leaving = 'stay' | 'next' | 'previous' | 'away';

export interface CellEditorProps {
  /** `null` for the node's name. */
  readonly target: Target | null;
  readonly text: string;
  /** `null` takes nothing over. */
  onDone(value: ParamValue | null, leaving: Leaving): void;
}

/** A field in the place of a cell's text. Enter or leaving it takes the value over, Escape does not. */
export function CellEditor(props: CellEditorProps) {
  const { target } = props;
  if (target && (target.spec.kind === 'choice' || target.spec.kind === 'flag')) {
    return <ChoiceEditor {...props} target={target} spec={target.spec} />;
  }
  return <TextEditor {...props} />;
}

function TextEditor({ target, text, onDone }: CellEditorProps) {
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const hint = useId();
  const start = target && !isBound(target.value) ? formatValue(target.value) : text;
  const [draft, setDraft] = useState(start);
  const [complaint, setComplaint] = useState<string | null>(null);
  useLayoutEffect(() => field.current?.select(), []);

  const read = (): ParamValue | null => (target ? readTyped(target.spec, draft.trim()) : draft.trim() || null);
  const finish = (value: ParamValue | null, leaving: Leaving): void => {
    if (done.current) return;
    done.current = true;
    onDone(draft === start ? null : value, leaving);
  };
  const press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      finish(null, 'stay');
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      const value = read();
      if (value === null && draft !== start) setComplaint(complain(target?.spec, draft));
      else finish(value, event.key === 'Enter' ? 'stay' : event.shiftKey ? 'previous' : 'next');
    }
  };
  return (
    <span className={styles.editing} data-editor="">
      <input
        ref={field}
        className={styles.field}
        style={{ width: `${Math.max(3, draft.length) + 2}ch` }}
        autoComplete="off"
        spellCheck={false}
        aria-label={target ? `${target.spec.label} of ${target.of}` : 'Name'}
        aria-invalid={complaint !== null}
        aria-describedby={hint}
        value={draft}
        onChange={event => {
          setDraft(event.target.value);
          setComplaint(null);
        }}
        onBlur={() => finish(read(), 'away')}
        onKeyDown={press}
      />
      <Hint id={hint} target={target} complaint={complaint} />
    </span>
  );
}

function ChoiceEditor({
  target,
  spec,
  onDone,
}: CellEditorProps & { readonly target: Target; readonly spec: Extract<ParamSpec, { kind: 'choice' | 'flag' }> }) {
  const field = useRef<HTMLSelectElement>(null);
  const hint = useId();
  const options =
    spec.kind === 'choice'
      ? spec.options
      : [
          { value: 'on', label: 'on' },
          { value: 'off', label: 'off' },
        ];
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <span className={styles.editing} data-editor="">
      <select
        ref={field}
        className={styles.field}
        aria-label={`${spec.label} of ${target.of}`}
        aria-describedby={hint}
        defaultValue={formatValue(target.value)}
        onChange={event => onDone(readTyped(spec, event.target.value), 'stay')}
        onBlur={() => onDone(null, 'away')}
        onKeyDown={event => {
          event.stopPropagation();
          if (event.key === 'Escape' || event.key === 'Enter') onDone(null, 'stay');
        }}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Hint id={hint} target={target} complaint={null} />
    </span>
  );
}

interface HintProps {
  readonly id: string;
  readonly target: Target | null;
  readonly complaint: string | null;
}

/** What is being edited and how far it reaches, or why it is refused. */
function Hint({ id, target, complaint }: HintProps) {
  return (
    <span
      id={id}
      className={styles.hint}
      data-bad={complaint !== null ? '' : undefined}
      role={complaint ? 'alert' : undefined}
    >
      {complaint ?? (target ? `${target.spec.label} of ${target.of}` : 'Name')}
      {complaint === null && target?.module && <em>changes every {target.module}</em>}
    </span>
  );
}

const complain = (spec: ParamSpec | undefined, draft: string): string =>
  spec ? `${spec.label} ${complaintOf(spec, draft)}` : 'A name has at least one letter';
