import { trainingMemory } from '../../core/analysis/trainingMemory';
import { type Architecture, moduleOf } from '../../core/document/architecture';
import type { GraphFacts } from '../../core/inference/facts';
import { documentOf, useEditor } from '../../state/editor';
import { planOf } from '../../state/run';
import { plural, showBytes, showCount, showLargeCount } from '../parts/quantities';
import { FactList } from '../parts/Section';
import { Hands } from './Hands';
import { ParameterBars } from './ParameterBars';
import styles from './summary.module.css';

/** The whole model, when nothing is selected; on an empty document, how to begin. */
export function ModelSummary() {
  const doc = useEditor(documentOf);
  const facts = useEditor(s => s.facts);
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
  const { parameters, trainable, macs } = facts.costs;
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>Whole model</h2>
        <p className={styles.sub}>{sizeInWords(doc, facts)}</p>
      </header>
      <div className={styles.facts}>
        <FactList
          facts={[
            ['Parameters', showCount(parameters)],
            ['of these trainable', showCount(trainable)],
            ['Multiply-accumulates', showLargeCount(macs)],
            [
              `Training memory, batch ${showCount(batchSize)}`,
              showBytes(trainingMemory(facts, batchSize, optimizer)?.total ?? null),
            ],
          ]}
        />
      </div>
      <ParameterBars />
    </>
  );
}

/** `LeNet-5, 12 nodes`, and how many operations are inside modules. */
function sizeInWords(doc: Architecture, facts: GraphFacts): string {
  const nodes = `${doc.title}, ${plural(doc.graph.nodes.length, 'node')}`;
  const inside = operationsInside(facts);
  return inside === 0 ? nodes : `${nodes}, ${plural(inside, 'operation')} inside modules`;
}

function operationsInside(facts: GraphFacts): number {
  let count = 0;
  for (const { inner } of facts.nodes.values()) {
    if (!inner) continue;
    for (const { node } of inner.nodes.values()) if (moduleOf(node.op) === null) count++;
    count += operationsInside(inner);
  }
  return count;
}
