import type { Problem } from '../../core/inference/facts';
import { isError } from '../../core/inference/problem';
import { setCanvas } from './canvas-state';
import styles from './ProblemBadge.module.css';
import { useShownProblem } from './use-shown-problem';

interface ProblemBadgeProps {
  readonly node: string;
  readonly problems: readonly Problem[];
}

/** Says that something is wrong with a node; opens and closes the card that says what. */
export function ProblemBadge({ node, problems }: ProblemBadgeProps) {
  const open = useShownProblem() === node;
  const error = problems.some(p => isError(p) && p.code !== 'unconnected');
  return (
    <button
      type="button"
      className={`nodrag nopan ${styles.badge}`}
      data-error={error}
      aria-expanded={open}
      aria-label={problems.map(p => p.says).join('; ')}
      title={problems[0]?.says}
      onFocus={event => {
        if (event.target.matches(':focus-visible')) setCanvas({ asked: { node, open: true } });
      }}
      onClick={event => {
        event.stopPropagation();
        setCanvas({ asked: { node, open: !open } });
      }}
    >
      !
    </button>
  );
}
