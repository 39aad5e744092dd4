import type { NodeProps } from '@xyflow/react';
import { type CSSProperties, memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { moduleOf } from '../../../core/document/architecture';
import { isError } from '../../../core/inference/problem';
import { catalogue } from '../../../ops/catalogue';
import { miniatureOf } from '../../../readings/layout/miniature';
import { faceOf, kindOf } from '../../../readings/layout/module-face';
import { MODULE_WIDTH } from '../../../readings/layout/node-size';
import { documentOf, problemsOf, useEditor } from '../../../state/editor';
import { useFolds, wayTo } from '../../../state/folds';
import { Glyph } from '../../parts/Glyph';
import { showCount } from '../../parts/quantities';
import { type FlowNode, isSameCard } from '../flow-nodes';
import card from '../NodeCard.module.css';
import { NodePorts } from '../NodePorts';
import { ProblemBadge } from '../ProblemBadge';
import { useVerdict } from '../use-verdict';
import { Mini } from './Mini';
import styles from './ModuleCard.module.css';

/** A folded instance: its name and module, its parameters, its parameter count, its inside in miniature. */
export const ModuleCard = memo(function ModuleCard({ id, data, selected }: NodeProps<FlowNode>) {
  const { node, facts, ports, notation } = data;
  const verdict = useVerdict(id);
  const problems = useEditor(useShallow(s => problemsOf(s, id)));
  const module = moduleOf(node.op) ?? '';
  const title = useEditor(s => documentOf(s).modules[module]?.title);
  const face = useEditor(s => faceOf(documentOf(s), catalogue, node.op));
  const kind = useEditor(s => kindOf(documentOf(s), catalogue, node.op));
  const mini = useEditor(s => miniatureOf(documentOf(s), catalogue, module));
  const count = facts?.costs.parameters ?? null;
  const bad = problems.some(p => isError(p) && p.code !== 'unconnected');
  return (
    <div
      className={`kind ${card.card} ${styles.module}`}
      style={{ '--h': `var(--h-${kind})` } as CSSProperties}
      data-tall={true}
      data-selected={selected}
      data-bad={bad}
      data-muted={node.muted ?? false}
      data-unknown={title === undefined}
      data-verdict={verdict?.kind}
    >
      <Glyph op={face} size={26} />
      <div className={card.words}>
        <div className={card.name}>
          <span>{node.name}</span>
          {notation !== '' && title !== node.name && <span className={styles.title}>{title}</span>}
        </div>
        <div className={card.notation}>{title === undefined ? `unknown: ${node.op}` : notation || title}</div>
      </div>
      <div className={card.count}>{count === null || count === 0 ? '' : showCount(count)}</div>
      <button
        type="button"
        className={`nodrag nopan ${styles.unfold}`}
        aria-label={`Unfold ${node.name}`}
        title="Unfold in place"
        onClick={event => {
          event.stopPropagation();
          useFolds.getState().toggle(wayTo(useEditor.getState().path, id));
        }}
        onDoubleClick={event => event.stopPropagation()}
      >
        <Mini of={mini} />
      </button>
      <NodePorts node={id} ports={ports} width={MODULE_WIDTH} facts={facts} problems={problems} verdict={verdict} />
      {problems.length > 0 && <ProblemBadge node={id} problems={problems} />}
    </div>
  );
}, isSameCard);
