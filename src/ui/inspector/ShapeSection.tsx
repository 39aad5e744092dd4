import type { NodeFacts } from '../../core/inference/facts';
import { isError } from '../../core/inference/problem';
import { formatShape, type Shape } from '../../core/op/shape';
import { Section } from '../parts/Section';
import styles from './Inspector.module.css';

const show = (shape: Shape | null): string => (shape ? formatShape(shape) : '?');

/** What comes in, what goes out, and the arithmetic between; or why there is none. */
export function ShapeSection({ facts }: { readonly facts: NodeFacts }) {
  const inputs = Object.values(facts.inputs);
  const outputs = Object.values(facts.outputs);
  const source = inputs.map(show).join(', ');
  const idle = inputs.length === 0 && outputs.every(o => o === null);
  return (
    <Section title="Shape">
      <div className={styles.shape}>
        {source}
        {source !== '' && outputs.length > 0 && ' → '}
        {!idle && <b>{outputs.map(show).join(', ')}</b>}
        {facts.arithmetic.map(line => (
          <div key={line}>{line}</div>
        ))}
      </div>
      {facts.problems.filter(isError).map(p => (
        <p key={p.says} className={styles.wrong}>
          {p.says}
        </p>
      ))}
    </Section>
  );
}
