import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { Problem } from '../../core/inference/facts';
import { documentOf, useEditor } from '../../state/editor';
import { applyFix } from '../canvas/apply-fix';
import { plural } from '../parts/quantities';
import { nameAlong } from './name-along';
import styles from './ProblemList.module.css';
import { showProblem } from './show-problem';

const ofSeverity = (problems: readonly Problem[], severity: Problem['severity']): readonly Problem[] =>
  problems.filter(p => p.severity === severity);

/** What is wrong with the document: root causes only, the first cause first, warnings apart and quieter. */
export function ProblemList() {
  const problems = useEditor(s => s.problems);
  const empty = useEditor(s => documentOf(s).graph.nodes.length === 0);
  if (empty) return null;
  const errors = ofSeverity(problems, 'error');
  const warnings = ofSeverity(problems, 'warning');
  return (
    <section className={styles.list} aria-label="Problems">
      {problems.length === 0 ? (
        <p className={styles.none}>
          <CircleCheck size={14} aria-hidden="true" />
          No problems
        </p>
      ) : (
        <>
          {errors.length > 0 && (
            <h3 className={styles.count}>
              {plural(errors.length, 'problem')}
              {errors.length > 1 && <span>, first cause first</span>}
            </h3>
          )}
          <ul>
            {errors.map(p => (
              <ProblemItem key={keyOf(p)} problem={p} />
            ))}
          </ul>
          {warnings.length > 0 && <h3 className={styles.count}>{plural(warnings.length, 'remark')}</h3>}
          <ul>
            {warnings.map(p => (
              <ProblemItem key={keyOf(p)} problem={p} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const keyOf = (p: Problem): string => `${p.path.join('/')}:${p.port ?? ''}:${p.code}`;

function ProblemItem({ problem }: { readonly problem: Problem }) {
  const name = useEditor(s => nameAlong(documentOf(s), problem.path));
  const warning = problem.severity === 'warning';
  return (
    <li className={styles.item} data-warning={warning ? '' : undefined}>
      <button
        type="button"
        className={styles.says}
        disabled={problem.path.length === 0}
        title={problem.path.length === 0 ? undefined : 'Show it on the canvas'}
        onClick={() => showProblem(problem)}
      >
        {warning ? <TriangleAlert size={14} aria-hidden="true" /> : <CircleAlert size={14} aria-hidden="true" />}
        <span>
          {name !== null && <b>{name}</b>}
          {problem.says}
        </span>
      </button>
      {problem.fixes.length > 0 && (
        <div className={styles.fixes}>
          {problem.fixes.map(fix => (
            <button type="button" key={fix.label} className={styles.fix} onClick={() => applyFix(fix)}>
              {fix.label}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}
