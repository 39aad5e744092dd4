import { summarise } from '../../core/analysis/summarise';
import { trainingMemory } from '../../core/analysis/trainingMemory';
import type { Architecture } from '../../core/document/architecture';
import { planOf } from '../../state/diagnosis';
import { documentOf, useEditor } from '../../state/editor';

import { plural, showBytes, showCount, showLargeCount } from '../parts/quantities';
import { FactList } from '../parts/Section';
import { Hands } from './Hands';
import { ParameterBars } from './ParameterBars';
import styles from './summary.module.css';
import { useReceptiveField } from './use-receptive-field';
import { useSmallestInput } from './use-smallest-input';

/** The whole model, when nothing is selected; on an empty document, how to begin. */
export function ModelSummary() {
  const doc = useEditor(documentOf);
  const facts = useEditor(s => s.facts);
  const field = useReceptiveField();
  const smallest = useSmallestInput();
  const { batchSize, optimizer } = planOf(doc);
  if (doc.graph.nodes.length === 0) {
    return (
      <>
        <header className={styles.head}>
          <h2 className={styles.title}>New architecture</h2>
          <p className={styles.sub}>What you select is explained and edited here.</p>
        </header>
        <Hands />
      </>
    );
  }
  const summary = summarise(facts);
  const known = (shown: string): string => (summary.complete ? shown : `≥ ${shown}`);
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>Whole model</h2>
        <p className={styles.sub}>{sizeInWords(doc, summary.operations)}</p>
      </header>
      <div className={styles.facts}>
        <FactList
          facts={[
            ['Parameters', known(showCount(summary.parameters))],
            ['of these trainable', known(showCount(summary.trainable))],
            ['Multiply-accumulates', known(showLargeCount(summary.macs))],
            [
              `Training memory, batch ${showCount(batchSize)}`,
              showBytes(trainingMemory(facts, batchSize, optimizer)?.total ?? null),
            ],
            ...(field === null ? [] : [['Receptive field', field] as const]),
            ...(smallest === null ? [] : [['Smallest input', smallest] as const]),
          ]}
        />
      </div>
      <ParameterBars />
    </>
  );
}

/** `LeNet-5, 12 nodes`, and how many operations they are when some of them are modules. */
function sizeInWords(doc: Architecture, operations: number): string {
  const nodes = `${doc.title}, ${plural(doc.graph.nodes.length, 'node')}`;
  return Object.keys(doc.modules).length === 0 ? nodes : `${nodes}, ${plural(operations, 'operation')} in all`;
}
