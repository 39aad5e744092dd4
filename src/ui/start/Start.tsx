import { Fragment } from 'react';
import { PRESETS } from '../../../presets';
import { useDocuments } from '../../state/documents';
import { documentOf, useEditor } from '../../state/editor';
import { useView } from '../../state/view';
import { useCanvas } from '../canvas/canvas-state';
import { findCommand, runCommand } from '../commands/table';
import { openPreset } from '../files/open-preset';
import { Kbd } from '../parts/Kbd';
import { PresetCard } from './PresetCard';
import styles from './Start.module.css';

/** Variants of one network are in the menu. */
const CLASSICS = PRESETS.filter(p => !p.featured && !/,| with /.test(p.title));
const LINE = 'in 32x32x1 > conv 6 5x5 > tanh > avg 2';

/** What an empty canvas says: what this is, the first gesture, and networks to start from. */
export function Start() {
  const empty = useEditor(s => documentOf(s).graph.nodes.length === 0);
  const ready = useDocuments(s => s.ready);
  const dragging = useCanvas(s => s.dragging !== null);
  // Adding by name begins where the networks to start from stand.
  const adding = useView(s => s.overlay === 'search');
  if (!empty || !ready || adding) return null;
  const search = findCommand('add.search');
  const open = findCommand('file.open');
  return (
    <div className={styles.start} data-dragging={dragging ? '' : undefined}>
      <div className={styles.words}>
        <h1>Draw a network. See every shape. Train it here.</h1>
        <p>
          Drag an operation in, or press{' '}
          <button type="button" className={styles.key} onClick={() => search && runCommand(search)}>
            <Kbd keys={search?.keys?.[0] ?? '/'} />
          </button>{' '}
          and type <code className="mono">{LINE}</code>
        </p>
      </div>
      <div className={styles.cards}>
        {PRESETS.filter(p => p.featured).map(preset => (
          <PresetCard key={preset.id} preset={preset} />
        ))}
      </div>
      <p className={styles.more}>
        More classics:{' '}
        {CLASSICS.map((preset, i) => (
          <Fragment key={preset.id}>
            {i > 0 && ', '}
            <button type="button" title={preset.summary} onClick={() => void openPreset(preset)}>
              {preset.title}
            </button>
          </Fragment>
        ))}
      </p>
      <p className={styles.drop}>
        or drop a model file anywhere,{' '}
        <button type="button" onClick={() => open && runCommand(open)}>
          or choose one
        </button>
      </p>
    </div>
  );
}
