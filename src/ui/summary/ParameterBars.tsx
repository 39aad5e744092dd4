import type { CSSProperties } from 'react';
import { titleOf } from '../../core/edits/names';
import { catalogue } from '../../ops/catalogue';
import { currentFacts, documentOf, useEditor } from '../../state/editor';
import { useViewport } from '../../state/view';
import { hueOf } from '../parts/Glyph';
import { showPercent } from '../parts/quantities';
import { Section } from '../parts/Section';
import { parameterShares } from './parameter-shares';
import styles from './summary.module.css';

/** Where the parameters are, as bars; each selects its nodes. */
export function ParameterBars() {
  const doc = useEditor(documentOf);
  const shares = parameterShares(useEditor(currentFacts));
  if (shares.length === 0) return null;
  const most = shares[0]?.share ?? 1;
  const choose = (nodes: readonly string[]): void => {
    useEditor.getState().select(nodes);
    const [first] = nodes;
    if (first !== undefined) useViewport.getState().viewport?.reveal(first);
  };
  return (
    <Section title="Where the parameters are">
      <ul className={styles.bars}>
        {shares.map(({ name, op, nodes, share, parameters }) => {
          const called = name ?? titleOf(doc, catalogue, op);
          return (
            <li key={nodes.join()}>
              <button
                type="button"
                className={styles.bar}
                aria-label={`${called}: ${parameters.toLocaleString('en-US')} parameters, ${showPercent(share)}. Select.`}
                onClick={() => choose(nodes)}
              >
                <span className={styles.barName}>{called}</span>
                <span className={`kind ${styles.track}`} style={{ '--h': hueOf(op) } as CSSProperties}>
                  <i style={{ width: `${(100 * share) / most}%` }} />
                </span>
                <span className={styles.barShare}>{showPercent(share)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
