import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { type Sheet, useView } from '../state/view';
import styles from './App.module.css';

interface SidePanelProps {
  readonly side: 'left' | 'right';
  readonly sheet: Exclude<Sheet, null>;
  readonly label: string;
  readonly narrow: boolean;
  readonly children: ReactNode;
}

/** A side panel; in a narrow window a sheet over the canvas, which the top bar opens. */
export function SidePanel({ side, sheet, label, narrow, children }: SidePanelProps) {
  const open = useView(s => s.sheet === sheet);
  const panel = useRef<HTMLElement>(null);
  const isSheet = narrow && open;
  useEffect(() => {
    if (isSheet) panel.current?.focus();
  }, [isSheet]);
  if (narrow && !open) return null;
  const close = (): void => useView.getState().setSheet(null);
  return (
    <>
      {narrow && <div className={styles.veil} onPointerDown={close} />}
      <aside
        ref={panel}
        className={`${styles[side]} ${narrow ? styles.sheet : ''}`}
        aria-label={label}
        tabIndex={-1}
        onKeyDown={(event: KeyboardEvent) => narrow && event.key === 'Escape' && close()}
      >
        {children}
      </aside>
    </>
  );
}
