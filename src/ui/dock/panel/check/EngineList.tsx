import { trainingMemory } from '../../../../core/analysis/trainingMemory';
import type { TrainingPlan } from '../../../../core/document/training-plan';
import { useEditor } from '../../../../state/editor';
import { useRun } from '../../../../state/run';
import { deviceGib, largestBatch, memoryBudget } from '../../../../training/check/budget';
import type { BackendCheck, TimedBackend, UnfitBackend } from '../../../../training/check/check';
import { datasetById } from '../../../../training/datasets/catalogue';
import { BACKEND_TITLES } from '../../../../training/failure';
import type { BackendName } from '../../../../training/protocol';
import { showBytes, showCount } from '../../../parts/quantities';
import { Section } from '../../../parts/Section';
import { formatDuration, stepText } from '../../duration';
import { setPlan } from '../use-plan';
import styles from './check.module.css';

interface Props {
  readonly backends: readonly BackendCheck[];
  /** The plan that was timed. */
  readonly plan: TrainingPlan;
}

/** Every engine with its speed, what the run would take on it, and what fits into its memory; the fastest first. */
export function EngineList({ backends, plan }: Props) {
  const timed = backends.filter((b): b is TimedBackend => 'stepMs' in b).sort((a, b) => a.stepMs - b.stepMs);
  const unfit = backends.filter((b): b is UnfitBackend => 'says' in b);
  return (
    <Section title="Engines">
      <ul className={styles.engines}>
        {timed.map((check, i) => (
          <Engine key={check.backend} check={check} plan={plan} fastest={i === 0 && timed.length > 1} />
        ))}
        {unfit.map(check => (
          <Unfit key={check.backend} check={check} plan={plan} />
        ))}
      </ul>
    </Section>
  );
}

function Engine({
  check,
  plan,
  fastest,
}: {
  readonly check: TimedBackend;
  readonly plan: TrainingPlan;
  readonly fastest: boolean;
}) {
  const { backend, stepMs, validationMs } = check;
  const chosen = useRun(s => s.backend);
  const estimate = useEstimate(backend, plan);
  const memory = check.memory ?? estimate;
  const steps = Math.ceil((datasetById(plan.dataset)?.trainCount ?? 0) / plan.batchSize);
  const epoch = (steps * stepMs + validationMs) / 1000;
  return (
    <li className={styles.engine}>
      <div className={styles.speed}>
        <b>{BACKEND_TITLES[backend]}</b>
        {fastest && <span className={styles.fastest}>fastest</span>}
        <span className={styles.step}>{stepText(stepMs)} a step</span>
      </div>
      <p>
        {short(epoch)} an epoch, {short(epoch * plan.epochs)} in all
      </p>
      {memory && <Memory {...memory} batch={plan.batchSize} about={backend !== 'wasm'} />}
      {chosen !== backend && (
        <button type="button" className={styles.act} onClick={() => useRun.getState().setBackend(backend)}>
          Use {BACKEND_TITLES[backend]}
        </button>
      )}
    </li>
  );
}

function Unfit({ check, plan }: { readonly check: UnfitBackend; readonly plan: TrainingPlan }) {
  const estimate = useEstimate(check.backend, plan);
  const largest = check.backend === 'wasm' ? check.largestBatch : (estimate?.largestBatch ?? null);
  return (
    <li className={styles.engine}>
      <b>{BACKEND_TITLES[check.backend]}</b>
      <p>
        {check.says}
        {largest !== null && largest < plan.batchSize && (
          <>
            ; safe up to <TakeBatch batch={largest} />
          </>
        )}
      </p>
    </li>
  );
}

interface MemoryProps {
  readonly bytes: number;
  readonly largestBatch: number | null;
  readonly batch: number;
  readonly about: boolean;
}

/** Memory at this batch size, and the largest batch that is safe, which a click takes. */
function Memory({ bytes, largestBatch, batch, about }: MemoryProps) {
  const at = `${about ? 'about ' : ''}${showBytes(bytes)} at batch ${showCount(batch)}`;
  if (largestBatch === null) return <p>{at}, more than there is</p>;
  if (largestBatch === batch) return <p>{at}</p>;
  return (
    <p>
      {at}
      {largestBatch < batch ? ', too much; safe up to ' : '; safe up to '}
      <TakeBatch batch={largestBatch} />
    </p>
  );
}

function TakeBatch({ batch }: { readonly batch: number }) {
  return (
    <button
      type="button"
      className={styles.link}
      data-tip={`Set the batch size to ${showCount(batch)}`}
      onClick={() => setPlan({ batchSize: batch })}
    >
      {showCount(batch)}
    </button>
  );
}

/** An estimate from the network, for engines that do not say what they take. */
function useEstimate(backend: BackendName, plan: TrainingPlan) {
  const facts = useEditor(s => s.facts);
  const needs = (batch: number) => trainingMemory(facts, batch, plan.optimizer)?.total ?? null;
  const bytes = needs(plan.batchSize);
  const most = datasetById(plan.dataset)?.trainCount ?? plan.batchSize;
  return bytes === null ? null : { bytes, largestBatch: largestBatch(needs, memoryBudget(backend, deviceGib()), most) };
}

/** Tenths of a second below ten. */
const short = (seconds: number): string => (seconds < 9.95 ? `${seconds.toFixed(1)} s` : formatDuration(seconds));
