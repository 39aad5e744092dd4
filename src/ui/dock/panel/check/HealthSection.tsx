import { CircleCheck, TriangleAlert } from 'lucide-react';
import { catalogue } from '../../../../ops/catalogue';
import { documentOf, useEditor } from '../../../../state/editor';
import { findingText } from '../../../../training/check/finding-text';
import type { Finding, Health } from '../../../../training/check/health-report';
import { remediesFor } from '../../../../training/check/remedies';
import { plural } from '../../../parts/quantities';
import { FactList, Section } from '../../../parts/Section';
import { nameAlong } from '../../../problems/name-along';
import problems from '../../../problems/ProblemList.module.css';
import { showFromPanel } from '../show-from-panel';
import styles from './check.module.css';

interface Props {
  readonly health: Health | null;
  readonly noHealth: string | null;
}

/** How the first batch fared, and what is wrong. */
export function HealthSection({ health, noHealth }: Props) {
  if (!health)
    return (
      <Section title="Health of one batch">
        <p className={styles.none}>{noHealth}</p>
      </Section>
    );
  return (
    <Section title="Health of one batch" aside={plural(health.images, 'image')}>
      {health.findings.length === 0 ? (
        <p className={styles.well}>
          <CircleCheck size={14} aria-hidden="true" />
          Signal and gradients reach every layer
        </p>
      ) : (
        <ul>
          {health.findings.map(finding => (
            <FindingItem key={finding.illness} finding={finding} />
          ))}
        </ul>
      )}
      <FactList
        facts={[
          ['First loss', figure(health.loss)],
          ['Length of all gradients', figure(health.gradientNorm)],
        ]}
      />
    </Section>
  );
}

const figure = (value: number): string =>
  Number.isFinite(value) ? Number(value.toPrecision(3)).toLocaleString('en-US') : 'not a number';

function FindingItem({ finding }: { readonly finding: Finding }) {
  const doc = useEditor(documentOf);
  const name = nameAlong(doc, finding.path);
  const { says, why } = findingText(finding);
  const fixes = remediesFor(finding, doc, catalogue);
  return (
    <li className={problems.item} data-warning="">
      <button
        type="button"
        className={problems.says}
        title="Show it on the canvas"
        onClick={() => showFromPanel(finding.path)}
      >
        <TriangleAlert size={14} aria-hidden="true" />
        <span>
          {name !== null && <b>{name}</b>}
          {says}
        </span>
      </button>
      <p className={styles.why}>{why}.</p>
      {fixes.length > 0 && (
        <div className={problems.fixes}>
          {fixes.map(fix => (
            <button
              key={fix.label}
              type="button"
              className={problems.fix}
              onClick={() => useEditor.getState().apply(fix.edit)}
            >
              {fix.label}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}
