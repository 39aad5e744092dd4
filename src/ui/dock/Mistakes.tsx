import { useState } from 'react';
import type { Result } from '../../training/protocol';
import { ClassTable } from './ClassTable';
import { Confusion } from './Confusion';
import styles from './dock.module.css';

/** What is taken for what, as a matrix or class by class. */
export function Mistakes({ result }: { readonly result: Result }) {
  const [byClass, setByClass] = useState(false);
  return (
    <div className={styles.panel}>
      <h3>
        <button type="button" className={styles.tab} aria-pressed={!byClass} onClick={() => setByClass(false)}>
          Confusion
        </button>
        <button type="button" className={styles.tab} aria-pressed={byClass} onClick={() => setByClass(true)}>
          By class
        </button>
        <span>{result.labels.length.toLocaleString('en-US')} held out</span>
      </h3>
      {byClass ? <ClassTable result={result} /> : <Confusion rows={result.confusion} />}
    </div>
  );
}
