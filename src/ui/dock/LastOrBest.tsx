import { useState } from 'react';
import { useRun } from '../../state/run';
import type { EpochScore, WeightsChoice, Which } from '../../training/protocol';
import { showBytes } from '../parts/quantities';
import dock from './dock.module.css';
import styles from './LastOrBest.module.css';

/** Which weights a run that is over leaves in the network; a click takes the others, and back. */
export default function LastOrBest({ choice: { has, last, best, bytes } }: { readonly choice: WeightsChoice }) {
  const choose = useRun(s => s.choose);
  const [busy, setBusy] = useState(false);
  const take = (which: Which): void => {
    if (which === has || busy) return;
    setBusy(true);
    void choose(which).finally(() => setBusy(false));
  };
  const options: readonly { readonly which: Which; readonly score: EpochScore; readonly why: string }[] = [
    { which: 'last', score: last, why: `Loss ${last.loss.toFixed(3)} on held-out images` },
    { which: 'best', score: best, why: `Loss ${best.loss.toFixed(3)} on held-out images, the lowest of all epochs` },
  ];
  return (
    <div className={dock.offer}>
      <span id="weights-of">Weights of</span>
      <fieldset aria-labelledby="weights-of" aria-busy={busy} className={styles.group}>
        {options.map(({ which, score, why }) => (
          <button
            key={which}
            type="button"
            className={styles.option}
            aria-pressed={which === has}
            data-tip={why}
            onClick={() => take(which)}
          >
            {which}, epoch {Number(score.epoch.toFixed(1))}{' '}
            <span className={dock.fact}>{(100 * score.accuracy).toFixed(1)} %</span>
          </button>
        ))}
      </fieldset>
      <span className={dock.quiet}>both are kept, {showBytes(bytes)} each</span>
    </div>
  );
}
