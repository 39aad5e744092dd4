import type { NodeFacts } from '../../core/inference/facts';
import { formatShape, type Shape } from '../../core/op/shape';
import { Section } from '../parts/Section';
import styles from './Inspector.module.css';

const show = (shape: Shape | null): string => (shape ? formatShape(shape) : '?');

/** What comes in, what goes out, and the arithmetic between. */
export function ShapeSection({ facts }: { readonly facts: NodeFacts }) {
  const inputs = Object.values(facts.inputs);
  const outputs = Object.values(facts.outputs);
  const source = inputs.map(show).join(', ');
  return (
    <Section title="Shape">
      <div className={styles.shape}>
        {source}
        {source !== '' && outputs.length > 0 && ' → '}
        <b>{outputs.map(show).join(', ')}</b>
        {source === '' && outputs.length === 0 && <span className={styles.unknown}>nothing arrives here yet</span>}
        {facts.arithmetic.map(line => (
          <div key={line}>{line}</div>
        ))}
      </div>
    </Section>
  );
}
