import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { wouldContainItself } from '../../core/edits/modules/instances';
import { catalogue } from '../../ops/catalogue';
import { currentGraphId, documentOf, useEditor } from '../../state/editor';
import { addAfterSelection } from '../canvas/add-nodes';
import { findCommand, runCommand } from '../commands/table';
import { Kbd } from '../parts/Kbd';
import { Tip } from '../parts/Tip';
import { candidates } from '../search/candidates';
import { matching } from '../search/match';
import { type PaletteEntry, type PaletteGroup, paletteGroups } from './groups';
import { isArrow, neighbour } from './neighbour';
import styles from './Palette.module.css';
import { PaletteItem } from './PaletteItem';

/** Every operation and every module of the document, to drag onto the canvas; a query narrows the list. */
export function Palette() {
  const doc = useEditor(documentOf);
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const graph = useEditor(currentGraphId);
  // A module is not offered where it would come to contain itself.
  const fits = useMemo(() => (op: string) => !wouldContainItself(doc, graph, op), [doc, graph]);
  const groups = useMemo(() => paletteGroups(doc.modules, catalogue, fits), [doc.modules, fits]);
  const found = useMemo(
    () => (query.trim() === '' ? null : matching(candidates(doc, catalogue, fits), query)),
    [doc, fits, query],
  );
  const shown: readonly PaletteGroup[] = found
    ? [{ title: '', items: found.map((c): PaletteEntry => ({ op: c.op, label: c.title })) }]
    : groups;

  const focusItem = (index: number): void => itemsOf(list.current)[index]?.focus();
  const searchKey = (event: KeyboardEvent): void => {
    const [best] = found ?? [];
    if (event.key === 'ArrowDown') focusItem(0);
    else if (event.key === 'Enter' && best) addAfterSelection([{ op: best.op }]);
    else if (event.key === 'Escape' && query !== '') setQuery('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const listKey = (event: KeyboardEvent): void => {
    if (!isArrow(event.key)) return;
    const items = itemsOf(list.current);
    const focused = document.activeElement;
    const from = focused instanceof HTMLElement ? items.indexOf(focused) : -1;
    const boxes = items.map(i => i.getBoundingClientRect());
    const next = neighbour(boxes, from, event.key);
    event.preventDefault();
    if (next !== null) focusItem(next);
  };
  return (
    <div className={styles.palette}>
      <div className={styles.search}>
        <Search size={14} aria-hidden="true" />
        <input
          type="text"
          aria-label="Find an operation"
          placeholder="Add an operation"
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={event => setQuery(event.target.value)}
          onKeyDown={searchKey}
        />
        {query === '' ? <AddByTyping /> : <ClearButton onClear={() => setQuery('')} />}
      </div>
      <div className={styles.list} ref={list} role="toolbar" aria-label="Operations" onKeyDown={listKey}>
        {shown.map((group, g) => (
          <section key={group.title} className={styles.group} aria-label={group.title || 'Found'}>
            {group.title !== '' && <h2 className={styles.heading}>{group.title}</h2>}
            <div className={found ? styles.single : styles.items}>
              {group.items.map((entry, i) => (
                <PaletteItem key={entry.op} entry={entry} tabStop={g === 0 && i === 0} />
              ))}
            </div>
          </section>
        ))}
        {found?.length === 0 && <p className={styles.none}>Nothing is called so.</p>}
      </div>
    </div>
  );
}

const itemsOf = (list: HTMLElement | null): readonly HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[data-op]') ?? []),
];

/** The key that adds by typing on the canvas, also for the mouse. */
function AddByTyping() {
  const command = findCommand('add.search');
  const [keys] = command?.keys ?? [];
  if (!command || keys === undefined) return null;
  return (
    <Tip text={command.title} keys={keys}>
      <button type="button" className={styles.hint} aria-label={command.title} onClick={() => runCommand(command)}>
        <Kbd keys={keys} />
      </button>
    </Tip>
  );
}

function ClearButton({ onClear }: { onClear(): void }) {
  return (
    <button type="button" className={styles.hint} aria-label="Show all operations" onClick={onClear}>
      <X size={14} aria-hidden="true" />
    </button>
  );
}
