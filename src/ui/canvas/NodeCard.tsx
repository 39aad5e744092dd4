import type { NodeProps } from '@xyflow/react';
import { type CSSProperties, memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { moduleOf } from '../../core/document/architecture';
import { isError } from '../../core/inference/problem';
import { catalogue } from '../../ops/catalogue';
import { CARD_WIDTH, portX, slotSpan } from '../../readings/layout/node-size';
import { problemsOf, useEditor } from '../../state/editor';
import { Glyph, hueOf } from '../parts/Glyph';
import { showCount } from '../parts/quantities';
import type { FlowNode } from './flow-nodes';
import styles from './NodeCard.module.css';
import { Port } from './Port';
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
  const known = moduleOf(node.op) !== null || catalogue.has(node.op);
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
      {ports.inputs.map((port, i) => (
        <Port
          key={port.name}
          node={id}
          side="to"
          port={port}
          many={port.many}
          x={portX(CARD_WIDTH, i, ports.inputs.length)}
          span={port.many ? slotSpan(CARD_WIDTH, wiresInto(facts?.inputs, port.name)) : 0}
          missing={problems.some(p => p.code === 'unconnected' && (p.port ?? port.name) === port.name)}
          aimed={verdict?.port === port.name}
        />
      ))}
      {ports.outputs.map((port, i) => (
        <Port
          key={port.name}
          node={id}
          side="from"
          port={port}
          many={false}
          x={portX(CARD_WIDTH, i, ports.outputs.length)}
          span={0}
          missing={false}
          aimed={verdict?.port === port.name}
        />
      ))}
      {problems.length > 0 && <ProblemBadge node={id} problems={problems} />}
    </div>
  );
});

/** A parameter count; it pulses when it changes. */
function Count({ text }: { readonly text: string }) {
  const changes = useChangeCount(text);
  return (
    <div key={changes} className={styles.count} data-changed={changes > 0}>
      {text}
    </div>
  );
}

const wiresInto = (inputs: Readonly<Record<string, unknown>> | undefined, port: string): number =>
  Object.keys(inputs ?? {}).filter(key => key.startsWith(`${port}.`)).length;
