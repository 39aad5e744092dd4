import { useEffect, useState } from 'react';
import type { Preset } from '../../../presets';
import { infer } from '../../core/inference/infer';
import { catalogue } from '../../ops/catalogue';
import { openPreset } from '../files/open-preset';
import { PresetPicture } from './PresetPicture';
import { type Stage, stagesOf } from './preset-picture';
import styles from './Start.module.css';

/** A preset to start from, with its picture. */
export function PresetCard({ preset }: { readonly preset: Preset }) {
  const [stages, setStages] = useState<readonly Stage[] | null>(null);
  useEffect(() => {
    let shown = true;
    preset.load().then(
      doc => shown && setStages(stagesOf(infer(doc, catalogue))),
      // Without its file there is no picture; choosing the preset says why.
      () => undefined,
    );
    return () => {
      shown = false;
    };
  }, [preset]);
  return (
    <button type="button" className={styles.card} onClick={() => void openPreset(preset)}>
      <span className={styles.frame}>{stages && <PresetPicture stages={stages} />}</span>
      <span className={styles.text}>
        <b>{preset.title}</b>
        <span>{preset.summary}</span>
      </span>
    </button>
  );
}
