import { useEditor } from '../../../../state/editor';
import { isOutdated, useRehearsal } from '../../../../state/rehearsal';
import { useRun } from '../../../../state/run';
import { Button } from '../../../parts/Button';
import styles from '../panel.module.css';
import { usePlan } from '../use-plan';
import { WorkLine } from '../WorkLine';
import { EngineList } from './EngineList';
import { HealthSection } from './HealthSection';
import { LayerBars } from './LayerBars';

/** What a run would be like: how the first batch fares, how long steps take, what fits into memory. */
export function CheckPage() {
  const { checking, backends, health, noHealth, checked, check, cancel } = useRehearsal();
  const ready = useEditor(s => s.obstacles.length === 0);
  const active = useRun(s => ['preparing', 'running', 'paused'].includes(s.run.phase));
  // A change of either is what may outdate the answers.
  const facts = useEditor(s => s.facts);
  const plan = usePlan();
  const outdated = facts && plan && checked !== null && checking.phase !== 'working' && isOutdated(checked);
  return (
    <>
      <div className={styles.intro}>
        <p className={styles.note}>
          Sends the first batch there and back, and times real steps on every engine that works here. Nothing is
          learned, and weights that you have stay as they are.
        </p>
        <WorkLine
          work={checking}
          idle={
            <Button
              look={checked && !outdated ? 'plain' : 'go'}
              disabled={!ready || active}
              onClick={() => void check()}
            >
              {checked ? 'Check again' : 'Check before training'}
            </Button>
          }
          cancel={cancel}
        />
        {active && <p className={styles.note}>A run is under way; its engine is needed for that.</p>}
        {outdated && <p className={styles.stale}>The network or the plan has changed since.</p>}
      </div>
      {checked && (
        <div className={outdated ? styles.past : undefined}>
          {(health || noHealth) && <HealthSection health={health} noHealth={noHealth} />}
          {backends.length > 0 && <EngineList backends={backends} plan={checked.plan} />}
          {health && (
            <LayerBars
              layers={health.layers}
              findings={health.findings}
              outputs={checked.model.outputs.map(o => o.layer)}
            />
          )}
        </div>
      )}
    </>
  );
}
