import { summarise } from '../../core/analysis/summarise';
import { trainingMemory } from '../../core/analysis/trainingMemory';
import { planOf } from '../../state/diagnosis';
import { documentOf, useEditor } from '../../state/editor';

import { showBytes, showCount, showLargeCount } from '../parts/quantities';
import { FactList, Section } from '../parts/Section';

/** The model's totals, in short, below what is selected. */
export function WholeModelSection() {
  const facts = useEditor(s => s.facts);
  const { batchSize, optimizer } = useEditor(s => planOf(documentOf(s)));
  const { parameters, macs, complete } = summarise(facts);
  const known = (shown: string): string => (complete ? shown : `≥ ${shown}`);
  return (
    <Section title="Whole model">
      <FactList
        facts={[
          ['Parameters', known(showCount(parameters))],
          ['MACs', known(showLargeCount(macs))],
          ['Training memory', showBytes(trainingMemory(facts, batchSize, optimizer)?.total ?? null)],
        ]}
      />
    </Section>
  );
}
