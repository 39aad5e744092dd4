import { useStore } from '@xyflow/react';
import { actualSize, fit } from '../commands/canvas';
import type { Command } from '../commands/command';
import { layOutGraph } from '../commands/edit';
import { Kbd } from '../parts/Kbd';
import styles from './Hud.module.css';

/** How large the graph is shown, and what brings it into view and order. */
export function Hud() {
  const percent = useStore(s => Math.round(s.transform[2] * 100));
  return (
    <div className={styles.hud}>
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
      <CommandButton command={fit} word="Fit" />
      <CommandButton command={layOutGraph} word="Lay out" />
    </div>
  );
}

function CommandButton({ command, word }: { readonly command: Command; readonly word: string }) {
  return (
    <button type="button" className={styles.button} title={command.title} onClick={() => void command.run()}>
      {word}
      {command.keys?.[0] !== undefined && <Kbd keys={command.keys[0]} />}
    </button>
  );
}
