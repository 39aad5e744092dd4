import { findCommand } from '../commands/table';
import { Kbd } from '../parts/Kbd';
import { Section } from '../parts/Section';
import styles from './summary.module.css';

const SHOWN = [
  ['add.search', 'add by name'],
  ['help.commands', 'every command'],
  ['help.shortcuts', 'all shortcuts'],
] as const;

/** The few gestures that a newcomer needs. */
export function Hands() {
  return (
    <Section title="Hands">
      <dl className={styles.hands}>
        {SHOWN.map(([id, does]) => {
          const [keys] = findCommand(id)?.keys ?? [];
          return (
            keys !== undefined && (
              <div key={id}>
                <dt>
                  <Kbd keys={keys} />
                </dt>
                <dd>{does}</dd>
              </div>
            )
          );
        })}
        <div>
          <dt>
            <span className={styles.gesture}>drag</span>
          </dt>
          <dd>from the left, onto a wire to insert</dd>
        </div>
      </dl>
    </Section>
  );
}
