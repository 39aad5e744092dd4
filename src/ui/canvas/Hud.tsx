import { useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { actualSize, fit } from '../commands/canvas';
import type { Command } from '../commands/command';
import { layOutGraph, stopLayout } from '../commands/edit';
import { findCommand } from '../commands/table';
import { Kbd } from '../parts/Kbd';
import { useCanvas } from './canvas-state';
import styles from './Hud.module.css';
import { couldHaveColumns, isInColumns, useScene } from './scene';

const BEFORE_UNIT = '\u00a0';

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

/** Changes with every frame of a zoom: its letters are set, and nothing is rendered. */
function Scale() {
  const store = useStoreApi();
  const number = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const letters = number.current?.firstChild;
    const show = (): void => {
      const percent = `${Math.round(store.getState().transform[2] * 100)}${BEFORE_UNIT}`;
      if (letters && letters.nodeValue !== percent) letters.nodeValue = percent;
    };
    show();
    return store.subscribe(show);
  }, [store]);
  return (
    <button
      type="button"
      className={`${styles.button} ${styles.zoom}`}
      title={actualSize.title}
      onClick={() => void actualSize.run()}
    >
      <span ref={number}>{BEFORE_UNIT}</span>%
    </button>
  );
}

/** For a tall graph: in columns it can be read at once, as it stands it can be arranged. */
function ColumnsButton() {
  const scene = useScene();
  const command = findCommand('view.columns');
  const inColumns = isInColumns(scene);
  const offered = useMemo(() => inColumns || couldHaveColumns(scene), [inColumns, scene]);
  if (!command || !offered) return null;
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
