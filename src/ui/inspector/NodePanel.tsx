import { moduleOf } from '../../core/document/architecture';
import { currentFacts, currentGraph, documentOf, useEditor } from '../../state/editor';
import { Glyph } from '../parts/Glyph';
import { CostSection } from './CostSection';
import { HelpSection } from './HelpSection';
import styles from './Inspector.module.css';
import { InstanceSection } from './InstanceSection';
import { NameField } from './NameField';
import { summaryOf, titleOf } from './operation-text';
import { ParamList } from './ParamList';
import { ShapeSection } from './ShapeSection';
import { WeightsSection } from './WeightsSection';
import { WholeModelSection } from './WholeModelSection';

/** One selected node: its name, its parameters, and what follows from them. */
export default function NodePanel({ id }: { readonly id: string }) {
  const doc = useEditor(documentOf);
  const node = useEditor(s => currentGraph(s).nodes.find(n => n.id === id));
  const facts = useEditor(s => currentFacts(s).nodes.get(id));
  if (!node) return null;
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>
          <Glyph op={node.op} />
          <NameField node={node} />
          <span className={styles.operation}>{titleOf(doc, node.op)}</span>
        </h2>
        <p className={styles.summary}>
          {node.muted && <span className={styles.muted}>bypassed</span>} {summaryOf(doc, node.op)}
        </p>
      </header>
      <ParamList nodes={[node]} />
      {moduleOf(node.op) !== null && <InstanceSection op={node.op} />}
      {facts && <ShapeSection facts={facts} />}
      {facts && <CostSection facts={facts} />}
      {facts && <WeightsSection weights={facts.weights} />}
      <WholeModelSection />
      <HelpSection op={node.op} params={node.params} />
    </>
  );
}
