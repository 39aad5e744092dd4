import { useRun } from '../../state/run';
import { datasets } from '../../training/datasets/catalogue';
import { Choice, type Option } from './Choice';
import styles from './dock.module.css';
import { stepText } from './duration';
import { ENGINES } from './engines';
import { OPTIMIZERS } from './optimizers';
import { largestBatch, setPlan, usePlan } from './panel/use-plan';
import { Rate } from './Rate';
import { Whole } from './Whole';

const DATASETS: readonly Option<string>[] = datasets.map(d => ({
  value: d.id,
  label: d.title,
  remark: d.summary,
}));

/** What people change most: data, epochs, batch, optimizer with its rate, and the engine. */
export default function PlanSettings() {
  const plan = usePlan();
  const { backend, setBackend, timed } = useRun();
  const engines = ENGINES.map(engine => {
    const own = timed.find(t => t.backend === engine.value);
    return own ? { ...engine, remark: `Took ${stepText(own.ms)} a step when the last run chose` } : engine;
  });
  return (
    <>
      <span className={styles.roomy}>
        <Choice label="data" value={plan.dataset} options={DATASETS} onChange={dataset => setPlan({ dataset })} />
      </span>
      <Whole
        label="epochs"
        name="Epochs"
        value={plan.epochs}
        min={1}
        max={10_000}
        onChange={epochs => setPlan({ epochs })}
      />
      <Whole
        label="batch"
        name="Batch size"
        value={plan.batchSize}
        min={1}
        max={largestBatch(plan)}
        onChange={batchSize => setPlan({ batchSize })}
      />
      <span className={styles.set}>
        <Choice
          label="optimizer"
          value={plan.optimizer}
          options={OPTIMIZERS}
          onChange={optimizer => setPlan({ optimizer })}
        />
        <Rate value={plan.learningRate} onChange={learningRate => setPlan({ learningRate })} />
      </span>
      <Choice label="on" value={backend} options={engines} onChange={setBackend} />
    </>
  );
}
