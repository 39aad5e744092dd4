import type { TrainingPlan } from '../../core/document/training-plan';
import { setTraining } from '../../core/edits/setDetails';
import { planOf } from '../../state/diagnosis';
import { useEditor } from '../../state/editor';
import { useRun } from '../../state/run';
import { datasets } from '../../training/datasets/catalogue';
import type { BackendName } from '../../training/protocol';
import { Choice, type Option } from './Choice';
import { OptimizerSetting } from './OptimizerSetting';
import { Whole } from './Whole';

const ENGINES: readonly Option<BackendName | 'auto'>[] = [
  { value: 'auto', label: 'Auto', remark: 'Times real steps on each engine that works here, takes the fastest' },
  {
    value: 'wasm',
    label: 'WebAssembly',
    remark: 'The processor, with kernels of our own: the fastest for small networks',
  },
  { value: 'webgpu', label: 'WebGPU', remark: 'The graphics card, through the newest interface' },
  { value: 'webgl', label: 'WebGL', remark: 'The graphics card, in every browser' },
  { value: 'cpu', label: 'CPU', remark: 'Plain JavaScript: works everywhere, slowly' },
];
const DATASETS: readonly Option<string>[] = datasets.map(d => ({
  value: d.id,
  label: `${d.title}, ${d.trainCount.toLocaleString('en-US')}`,
  remark: d.summary,
}));

/** Data, epochs, batch, optimizer and engine of the next run. */
export default function PlanSettings() {
  const plan = useEditor(s => planOf(s.history.present));
  const { backend, setBackend } = useRun();
  const edit = (part: Partial<TrainingPlan>) =>
    useEditor
      .getState()
      .apply(doc => setTraining(doc, { ...plan, ...part }), { burst: `plan.${Object.keys(part).join()}` });
  return (
    <>
      <Choice label="data" value={plan.dataset} options={DATASETS} onChange={dataset => edit({ dataset })} />
      <Whole label="epochs" value={plan.epochs} min={1} max={10_000} onChange={epochs => edit({ epochs })} />
      <Whole label="batch" value={plan.batchSize} min={1} max={8000} onChange={batchSize => edit({ batchSize })} />
      <OptimizerSetting plan={plan} change={edit} />
      <Choice label="on" value={backend} options={ENGINES} onChange={setBackend} />
    </>
  );
}
