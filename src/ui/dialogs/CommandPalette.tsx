import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { catalogue } from '../../ops/catalogue';
import { useView } from '../../state/view';
import type { Command } from '../commands/command';
import { COMMANDS, isEnabled, runCommand } from '../commands/table';
import { Glyph } from '../parts/Glyph';
import { Kbd } from '../parts/Kbd';
import styles from './CommandPalette.module.css';
import { findCommands } from './find-commands';
import { Modal } from './Modal';

/** Every command, found by typing. */
export default function CommandPalette() {
  const [query, setQuery] = useState('');
  const [place, setPlace] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = findCommands(COMMANDS, query);
  const chosen = found[Math.min(place, found.length - 1)];

  useEffect(() => {
    if (chosen) list.current?.querySelector(`[data-id="${chosen.id}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const choose = (command: Command): void => {
    if (!isEnabled(command)) return;
    useView.getState().setOverlay(null);
    // After the dialog has given the focus back, so that the command acts on what had it.
    requestAnimationFrame(() => runCommand(command));
  };
  const press = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0 && found.length > 0) {
      event.preventDefault();
      setPlace((Math.min(place, found.length - 1) + by + found.length) % found.length);
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      choose(chosen);
    }
  };
  return (
    <Modal title="Commands" bare width={520}>
      <div className={styles.search}>
        <Search size={15} aria-hidden="true" />
        <input
          role="combobox"
          aria-label="Search commands"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen && `${listId}-${chosen.id}`}
          autoComplete="off"
          spellCheck={false}
          placeholder="What would you like to do?"
          value={query}
          onChange={event => {
            setQuery(event.target.value);
            setPlace(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div id={listId} ref={list} className={styles.list} role="listbox" tabIndex={-1} aria-label="Commands">
        {found.map(command => (
          <CommandRow
            key={command.id}
            id={`${listId}-${command.id}`}
            command={command}
            chosen={command === chosen}
            onPoint={() => setPlace(found.indexOf(command))}
            onChoose={() => choose(command)}
          />
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>No command is called so.</p>}
    </Modal>
  );
}

/** The operation that a command adds, to show its glyph. */
function addedBy({ id }: Command): string | undefined {
  const operation = id.startsWith('add.') ? id.slice('add.'.length) : '';
  return catalogue.has(operation) ? operation : undefined;
}

interface CommandRowProps {
  readonly id: string;
  readonly command: Command;
  readonly chosen: boolean;
  onPoint(): void;
  onChoose(): void;
}

function CommandRow({ id, command, chosen, onPoint, onChoose }: CommandRowProps) {
  const Icon = command.icon;
  const [keys] = command.keys ?? [];
  const operation = addedBy(command);
  return (
    // The keyboard is handled by the search field, which keeps the focus.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-disabled={!isEnabled(command)}
      data-id={command.id}
      className={styles.row}
      onPointerMove={onPoint}
      onClick={onChoose}
      onKeyDown={event => event.key === 'Enter' && onChoose()}
    >
      <span className={styles.icon}>
        {operation !== undefined ? <Glyph op={operation} size={18} /> : Icon && <Icon size={15} aria-hidden="true" />}
      </span>
      <span>{command.title}</span>
      <span className={styles.group}>{command.group}</span>
      {keys === undefined ? <span /> : <Kbd keys={keys} />}
    </div>
  );
}
