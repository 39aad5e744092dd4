import { useState } from 'react';
import { planOf } from '../../state/diagnosis';
import { useEditor } from '../../state/editor';
import { useRun } from '../../state/run';
import { datasetById } from '../../training/datasets/catalogue';
import type { Result } from '../../training/protocol';
import { CurveChart } from './CurveChart';
import { DrawPad } from './DrawPad';
import styles from './dock.module.css';
import { Mistakes } from './Mistakes';
import { Samples } from './Samples';
import { savePredictions } from './save-predictions';

/** Curves while a run goes on; with its end, what it confuses, what it says of held-out images, and a pad to try it on. */
export default function DockBody() {
  const run = useRun(s => s.run);
  const result = run.phase === 'finished' ? run.result : null;
  const tested = run.phase === 'finished' && run.progress.steps === 0;
  return (
    <div className={styles.body}>
      {!tested && <CurveChart />}
      {result && result.confusion.length > 0 && <Mistakes result={result} />}
      {result && result.confusion.length > 0 && <TryIt result={result} />}
    </div>
  );
}

function TryIt({ result }: { readonly result: Result }) {
  const dataset = useEditor(s => datasetById(planOf(s.history.present).dataset));
  const title = useEditor(s => s.history.present.title);
  const [drawing, setDrawing] = useState(false);
  const labels = dataset?.labels ?? [];
  return (
    <div className={styles.panel}>
      <h3>
        <button type="button" className={styles.tab} aria-pressed={!drawing} onClick={() => setDrawing(false)}>
          Held-out images
        </button>
        <button type="button" className={styles.tab} aria-pressed={drawing} onClick={() => setDrawing(true)}>
          Draw a digit
        </button>
        <button type="button" className={styles.save} onClick={() => savePredictions(title, result, labels)}>
          Predictions as CSV
        </button>
      </h3>
      {drawing ? <DrawPad labels={labels} /> : <Samples samples={result.samples} />}
    </div>
  );
}
