import type { NodeProps } from '@xyflow/react';
import { type CSSProperties, memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { isError } from '../../core/inference/problem';
import { catalogue } from '../../ops/catalogue';
import { CARD_WIDTH } from '../../readings/layout/node-size';
import { problemsOf, useEditor } from '../../state/editor';
import { Glyph, hueOf } from '../parts/Glyph';
import { showCount } from '../parts/quantities';
import { type FlowNode, isSameCard } from './flow-nodes';
import styles from './NodeCard.module.css';
import { NodePorts } from './NodePorts';
import { ProblemBadge } from './ProblemBadge';
import { useChangeCount } from './use-change-count';
import { useVerdict } from './use-verdict';

/** A node on the canvas: what it is, its telling parameters, its parameter count, its ports. */
export const NodeCard = memo(function NodeCard({ id, data, selected }: NodeProps<FlowNode>) {
  const { node, facts, ports, notation } = data;
  const verdict = useVerdict(id);
  const weights = facts?.costs.parameters ?? null;
  const count = weights === null || weights === 0 ? '' : showCount(weights);
  const tall = notation !== '';
  const known = catalogue.has(node.op);
  const problems = useEditor(useShallow(s => problemsOf(s, id)));
  const bad = problems.some(p => isError(p) && p.code !== 'unconnected');
  return (
    <div
      className={`kind ${styles.card}`}
      style={{ '--h': hueOf(node.op) } as CSSProperties}
      data-tall={tall}
      data-selected={selected}
      data-bad={bad}
      data-muted={node.muted ?? false}
      data-unknown={!known}
      data-verdict={verdict?.kind}
    >
      <Glyph op={node.op} size={tall ? 26 : 22} />
      <div className={styles.words}>
        <div className={styles.name}>{node.name}</div>
        {tall && <div className={styles.notation}>{notation}</div>}
        {!known && <div className={styles.notation}>unknown: {node.op}</div>}
      </div>
      <Count text={count} />
      <NodePorts node={id} ports={ports} width={CARD_WIDTH} facts={facts} problems={problems} verdict={verdict} />
      {problems.length > 0 && <ProblemBadge node={id} problems={problems} />}
    </div>
  );
}, isSameCard);

/** A parameter count; it pulses when it changes. */
function Count({ text }: { readonly text: string }) {
  const changes = useChangeCount(text);
  return (
    <div key={changes} className={styles.count} data-changed={changes > 0}>
      {text}
    </div>
  );
}
