import { useShallow } from 'zustand/react/shallow';
import { addCosts } from '../../core/inference/costs';
import { currentFacts, currentGraph, documentOf, useEditor } from '../../state/editor';
import { Glyph } from '../parts/Glyph';
import { plural, showCount, showLargeCount } from '../parts/quantities';
import { FactList, Section } from '../parts/Section';
import styles from './Inspector.module.css';
import { titleOf } from './operation-text';
import { ParamList } from './ParamList';
import { WholeModelSection } from './WholeModelSection';

/** Several selected nodes: what they are, the parameters that they share, what they cost together. */
export default function SelectionPanel({ ids }: { readonly ids: readonly string[] }) {
  const doc = useEditor(documentOf);
  const chosen = new Set(ids);
  const nodes = useEditor(useShallow(s => currentGraph(s).nodes.filter(n => chosen.has(n.id))));
  const facts = useEditor(useShallow(s => ids.flatMap(id => currentFacts(s).nodes.get(id) ?? [])));
  const costs = addCosts(facts.map(f => f.costs));
  const counts = new Map<string, number>();
  for (const { op } of nodes) counts.set(op, (counts.get(op) ?? 0) + 1);
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>{plural(nodes.length, 'node')}</h2>
        <div className={styles.kinds}>
          {[...counts].map(([op, count]) => (
            <span key={op}>
              <Glyph op={op} size={18} />
              {titleOf(doc, op)}
              {count > 1 && <span className="mono">×{count}</span>}
            </span>
          ))}
        </div>
      </header>
      <ParamList nodes={nodes} />
      <Section title="Together">
        <FactList
          facts={[
            ['Parameters', showCount(costs.parameters)],
            ['MACs', showLargeCount(costs.macs)],
          ]}
        />
      </Section>
      <WholeModelSection />
    </>
  );
}
