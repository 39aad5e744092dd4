import { type ReactNode, useEffect, useState } from 'react';
import type { Preset } from '../../../presets';
import type { Architecture } from '../../core/document/architecture';
import { infer } from '../../core/inference/infer';
import { catalogue } from '../../ops/catalogue';
import { openPreset } from '../files/open-preset';
import { BlocksPicture } from './BlocksPicture';
import { PresetPicture } from './PresetPicture';
import { stagesOf } from './preset-picture';
import styles from './Start.module.css';

/** A preset to start from, with its picture. */
export function PresetCard({ preset }: { readonly preset: Preset }) {
  const [picture, setPicture] = useState<ReactNode>(null);
  useEffect(() => {
    let shown = true;
    preset.load().then(
      doc => shown && setPicture(pictureOf(doc)),
      // Without its file there is no picture; choosing the preset says why.
      () => undefined,
    );
    return () => {
      shown = false;
    };
  }, [preset]);
  return (
    <button type="button" className={styles.card} onClick={() => void openPreset(preset)}>
      <span className={styles.frame}>{picture}</span>
      <span className={styles.text}>
        <b>{preset.title}</b>
        <span>{preset.summary}</span>
      </span>
    </button>
  );
}

/** What is made of modules shows them as blocks, anything else its tensors. */
const pictureOf = (doc: Architecture): ReactNode =>
  Object.keys(doc.modules).length > 0 ? (
    <BlocksPicture doc={doc} />
  ) : (
    <PresetPicture stages={stagesOf(infer(doc, catalogue))} />
  );
