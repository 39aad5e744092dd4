import { findCommand } from '../commands/table';
import { Kbd } from '../parts/Kbd';
import { Section } from '../parts/Section';
import styles from './summary.module.css';

/** The few gestures that a newcomer needs. */
export function Hands() {
  return (
    <Section title="Hands">
      <dl className={styles.hands}>
        <Key of="add.search" does="add by name" />
        <div>
          <dt className={styles.gesture}>drag</dt>
          <dd>from the left, onto a wire to insert</dd>
        </div>
        <Key of="help.commands" does="every command" />
        <Key of="help.shortcuts" does="all shortcuts" />
      </dl>
    </Section>
  );
}

function Key({ of, does }: { readonly of: string; readonly does: string }) {
  const [keys] = findCommand(of)?.keys ?? [];
  if (keys === undefined) return null;
  return (
    <div>
      <dt>
        <Kbd keys={keys} />
      </dt>
      <dd>{does}</dd>
    </div>
  );
}
