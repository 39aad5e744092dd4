import { useStore } from '@xyflow/react';
import { isTall } from '../../readings/layout/wrap';
import { useFolds } from '../../state/folds';
import { actualSize, fit } from '../commands/canvas';
import type { Command } from '../commands/command';
import { layOutGraph, stopLayout } from '../commands/edit';
import { findCommand } from '../commands/table';
import { Kbd } from '../parts/Kbd';
import { useCanvas } from './canvas-state';
import styles from './Hud.module.css';
import { useScene } from './scene';

/** How large the graph is shown, and what brings it into view and order. */
export function Hud() {
  const busy = useCanvas(s => s.stopLayout !== null);
  return (
    <div className={styles.hud}>
      <Scale />
      <CommandButton command={fit} word="Fit" />
      {busy ? (
        <CommandButton command={stopLayout} word="Laying out… stop" />
      ) : (
        <CommandButton command={layOutGraph} word="Lay out" />
      )}
      <ColumnsButton />
    </div>
  );
}

/** Apart from the rest, as it changes with every frame of a zoom. */
function Scale() {
  const percent = useStore(s => Math.round(s.transform[2] * 100));
  return (
    <button
      type="button"
      className={`${styles.button} ${styles.zoom}`}
      title={actualSize.title}
      aria-label={`${percent} %, ${actualSize.title}`}
      onClick={() => void actualSize.run()}
    >
      {percent}
      {'\u00a0'}%
    </button>
  );
}

/** For a tall graph: in columns it can be read at once, as it stands it can be arranged. */
function ColumnsButton() {
  const { cards, bridges } = useScene();
  const command = findCommand('view.columns');
  const wrapped = useFolds(s => s.wrapped);
  const inColumns = bridges.size > 0;
  if (!command || !(wrapped ? inColumns : isTall(cards))) return null;
  return <CommandButton command={command} word={inColumns ? 'One column' : 'Columns'} />;
}

function CommandButton({ command, word }: { readonly command: Command; readonly word: string }) {
  return (
    <button type="button" className={styles.button} title={command.title} onClick={() => void command.run()}>
      {word}
      {command.keys?.[0] !== undefined && <Kbd keys={command.keys[0]} />}
    </button>
  );
}
