import { useRun } from '../../state/run';
import { Confusion } from './Confusion';
import { CurveChart } from './CurveChart';
import styles from './dock.module.css';
import { Samples } from './Samples';

/** Curves while a run goes on; with its end, what it confuses and what it says of held-out images. */
export default function DockBody() {
  const run = useRun(s => s.run);
  const result = run.phase === 'finished' ? run.result : null;
  return (
    <div className={styles.body}>
      <CurveChart />
      {result && result.confusion.length > 0 && <Confusion rows={result.confusion} />}
      {result && result.samples.length > 0 && <Samples samples={result.samples} />}
    </div>
  );
}
