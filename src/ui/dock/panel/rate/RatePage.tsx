import { lazy } from 'react';
import type { TrainingPlan } from '../../../../core/document/training-plan';
import { useEditor } from '../../../../state/editor';
import { isOutdated, useRehearsal } from '../../../../state/rehearsal';
import { useRun } from '../../../../state/run';
import { SWEEP_STEPS } from '../../../../training/check/sweep-rates';
import { BACKEND_TITLES } from '../../../../training/failure';
import { Button } from '../../../parts/Button';
import { Later } from '../../../parts/Later';
import { formatRate } from '../../Rate';
import styles from '../panel.module.css';
import { setPlan, usePlan } from '../use-plan';
import { WorkLine } from '../WorkLine';
import look from './rate.module.css';

const SweepChart = lazy(() => import('./SweepChart'));

/** A sweep of learning rates: the loss at each, and the rate at which it falls fastest. */
export function RatePage() {
  const { finding, on, points, sweep, swept, findRate, cancel } = useRehearsal();
  const ready = useEditor(s => s.obstacles.length === 0);
  const active = useRun(s => ['preparing', 'running', 'paused'].includes(s.run.phase));
  const plan = usePlan();
  const { learningRate } = plan;
  const working = finding.phase === 'working';
  // A change of either is what may outdate the answer.
  const facts = useEditor(s => s.facts);
  const outdated = facts && plan && sweep !== null && swept !== null && !working && isOutdated(swept, stepOnly);
  return (
    <div className={styles.intro}>
      <p className={styles.note}>
        Takes up to {SWEEP_STEPS} steps from fresh weights while the learning rate grows from 1e-6 to 10, and suggests
        the rate at which the loss falls fastest (Smith, 2015). Weights that you have stay as they are.
      </p>
      <WorkLine
        work={finding}
        idle={
          <Button
            look={sweep && !outdated ? 'plain' : 'go'}
            disabled={!ready || active}
            onClick={() => void findRate()}
          >
            {sweep ? 'Find again' : 'Find a learning rate'}
          </Button>
        }
        cancel={cancel}
      />
      {outdated && <p className={styles.stale}>The network or the plan has changed since.</p>}
      {points.length > 1 && (
        <Later fallback={<div className={look.room} />}>
          <SweepChart points={points} sweep={sweep} />
        </Later>
      )}
      {working && points.length > 0 && (
        <p className={styles.note}>
          step {points.length} of {SWEEP_STEPS}
          {on && `, on ${BACKEND_TITLES[on]}`}
        </p>
      )}
      {sweep && !working && (
        <div className={look.result}>
          {sweep.suggestion === null ? (
            <p className={styles.note}>The loss fell at no rate. The Check page may say why.</p>
          ) : (
            <>
              <p className={styles.note}>
                Steepest at <b className={look.figure}>{formatRate(sweep.suggestion)}</b>; the plan has{' '}
                <span className={look.figure}>{formatRate(learningRate)}</span>.
              </p>
              <Use rate={sweep.suggestion} now={learningRate} />
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** What a step depends on besides its learning rate: the sweep has rates of its own, and ends by itself. */
const stepOnly = (plan: TrainingPlan): unknown => [
  ...[plan.dataset, plan.batchSize, plan.seed, plan.augmentation],
  ...[plan.optimizer, plan.momentum, plan.weightDecay, plan.clipNorm],
  ...[plan.labelSmoothing, plan.classWeights],
];

function Use({ rate, now }: { readonly rate: number; readonly now: number }) {
  return (
    <Button
      look={rate === now ? 'plain' : 'go'}
      disabled={rate === now}
      onClick={() => setPlan({ learningRate: rate })}
    >
      {rate === now ? `Uses ${formatRate(rate)}` : `Use ${formatRate(rate)}`}
    </Button>
  );
}
