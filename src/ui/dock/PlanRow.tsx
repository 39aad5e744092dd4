import type { TrainingPlan } from '../../core/document/architecture';
import { setTraining } from '../../core/edits/setDetails';
import { useEditor } from '../../state/editor';
import { compileOpen, fittingWeights, planOf, useRun } from '../../state/run';
import { useViewport } from '../../state/view';
import { datasets } from '../../training/datasets/catalogue';
import type { BackendName } from '../../training/protocol';
import { Choice, type Option } from './Choice';
import styles from './dock.module.css';
import { OptimizerSetting } from './OptimizerSetting';
import { Whole } from './Whole';

export const BACKENDS: Readonly<Record<BackendName, string>> = { webgpu: 'WebGPU', webgl: 'WebGL', cpu: 'CPU' };
const ENGINES: readonly Option<BackendName | 'auto'>[] = [
  { value: 'auto', label: 'Auto', remark: 'Times real steps on each engine that works here, takes the fastest' },
  { value: 'webgpu', label: 'WebGPU', remark: 'The graphics card, through the newest interface' },
  { value: 'webgl', label: 'WebGL', remark: 'The graphics card, in every browser' },
  { value: 'cpu', label: 'CPU', remark: 'Plain JavaScript: works everywhere, slowly' },
];
const DATASETS: readonly Option<string>[] = datasets.map(d => ({
  value: d.id,
  label: `${d.title}, ${d.trainCount.toLocaleString('en-US')}`,
  remark: d.summary,
}));

/** What a run will do, in one row, and what stands in its way. */
export function PlanRow() {
  const plan = useEditor(s => planOf(s.history.present));
  const blocker = useEditor(s => s.facts.problems.find(p => p.severity === 'error'));
  const blockers = useEditor(s => s.facts.problems.filter(p => p.severity === 'error').length);
  const empty = useEditor(s => s.history.present.graph.nodes.length === 0);
  const { run, backend, setBackend, start } = useRun();
  const weights = useRun(s => s.weights);
  const edit = (part: Partial<TrainingPlan>) =>
    useEditor
      .getState()
      .apply(doc => setTraining(doc, { ...plan, ...part }), { burst: `plan.${Object.keys(part).join()}` });

  const ready = !empty && !blocker;
  const again = run.phase === 'finished' || run.phase === 'failed';
  return (
    <div className={styles.row}>
      <button
        type="button"
        className={`${styles.button} ${ready ? styles.go : ''}`}
        disabled={!ready}
        onClick={() => void start()}
      >
        {again ? 'Train again' : 'Train'}
        {ready && <span className={styles.keys}>⌃⏎</span>}
      </button>
      {ready && weights && <ContinueButton />}
      {empty ? (
        <span className={styles.quiet}>nothing to train yet</span>
      ) : blocker ? (
        <button type="button" className={styles.blocked} onClick={() => showProblem(blocker.path)}>
          {blockers === 1 ? '1 problem stands' : `${blockers} problems stand`} in the way: {blocker.says}
        </button>
      ) : (
        <>
          <Choice label="data" value={plan.dataset} options={DATASETS} onChange={dataset => edit({ dataset })} />
          <Whole label="epochs" value={plan.epochs} min={1} max={10_000} onChange={epochs => edit({ epochs })} />
          <Whole label="batch" value={plan.batchSize} min={1} max={8000} onChange={batchSize => edit({ batchSize })} />
          <OptimizerSetting plan={plan} change={edit} />
          <Choice label="on" value={backend} options={ENGINES} onChange={setBackend} />
        </>
      )}
      <Outcome />
    </div>
  );
}

/** Goes on from the weights that are there, when they fit the graph as it is now. */
function ContinueButton() {
  const facts = useEditor(s => s.facts);
  const { weights, start } = useRun();
  const compiled = facts && compileOpen();
  if (!compiled?.ok || !fittingWeights(compiled.model, weights)) return null;
  return (
    <button type="button" className={styles.button} onClick={() => void start('kept')}>
      Go on training
    </button>
  );
}

function Outcome() {
  const run = useRun(s => s.run);
  if (run.phase === 'failed')
    return (
      <span className={`${styles.end} ${styles.blocked}`} role="alert">
        {run.says} <span className={styles.quiet}>{run.wayOut}</span>
      </span>
    );
  if (run.phase !== 'finished') return null;
  const { result, progress, stopped } = run;
  return (
    <span className={styles.end} role="status">
      {stopped ? 'Stopped' : 'Trained'} on {BACKENDS[progress.backend]},{' '}
      <span className={styles.fact}>{result.seconds.toFixed(1)} s</span>
      {result.accuracy !== null && (
        <>
          , test accuracy <b className={`${styles.fact} ${styles.strong}`}>{(100 * result.accuracy).toFixed(1)} %</b>
        </>
      )}
    </span>
  );
}

function showProblem(path: readonly string[]): void {
  const node = path.at(-1);
  if (node === undefined) return;
  const { path: entered, leave, enter, select } = useEditor.getState();
  if (entered.join() !== path.slice(0, -1).join()) {
    leave(0);
    for (const step of path.slice(0, -1)) enter(step);
  }
  select([node]);
  useViewport.getState().viewport?.reveal(node);
}
