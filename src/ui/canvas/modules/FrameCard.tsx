import type { NodeProps } from '@xyflow/react';
import { type CSSProperties, memo, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { moduleOf } from '../../../core/document/architecture';
import { instancesOf } from '../../../core/edits/modules/instances';
import { isError } from '../../../core/inference/problem';
import { catalogue } from '../../../ops/catalogue';
import { faceOf, kindOf } from '../../../readings/layout/module-face';
import { documentOf, problemsOf, useEditor } from '../../../state/editor';
import { useFolds, wayTo } from '../../../state/folds';
import { Glyph } from '../../parts/Glyph';
import { plural } from '../../parts/quantities';
import { useDrawn } from '../drawn/drawn-state';
import { type FlowNode, isSameCard } from '../flow-nodes';
import { NodePorts } from '../NodePorts';
import { ProblemBadge } from '../ProblemBadge';
import { useVerdict } from '../use-verdict';
import styles from './FrameCard.module.css';
import { goIn } from './go-in';
import { InsideView } from './InsideView';

/** An instance open in place: its inside, to look at, in a frame that says whose it is. */
export const FrameCard = memo(function FrameCard({ id, data, selected }: NodeProps<FlowNode>) {
  const { node, facts, ports, notation, inside } = data;
  const verdict = useVerdict(id);
  const problems = useEditor(useShallow(s => problemsOf(s, id)));
  const module = moduleOf(node.op) ?? '';
  const title = useEditor(s => documentOf(s).modules[module]?.title ?? module);
  const face = useEditor(s => faceOf(documentOf(s), catalogue, node.op));
  const kind = useEditor(s => kindOf(documentOf(s), catalogue, node.op));
  const instances = useEditor(s => instancesOf(documentOf(s), module).length);
  const drawn = useDrawn(s => s.drawn && !s.awaited);
  const way = useMemo(() => [id], [id]);
  if (!inside) return null;
  const bad = problems.some(p => isError(p) && p.code !== 'unconnected');
  return (
    <div
      className={`kind ${styles.frame}`}
      style={{ '--h': `var(--h-${kind})` } as CSSProperties}
      data-selected={selected}
      data-drawn={drawn}
      data-bad={bad}
      data-muted={node.muted ?? false}
      data-verdict={verdict?.kind}
    >
      <header className={styles.head}>
        <Glyph op={face} size={20} />
        <b>{node.name}</b>
        {title !== node.name && <span className={styles.title}>{title}</span>}
        <span className={styles.notation}>{notation}</span>
        <span className={`nodrag nopan ${styles.actions}`}>
          {plural(instances, 'instance')}
          {' · '}
          <button type="button" onClick={() => useFolds.getState().toggle(wayTo(useEditor.getState().path, id))}>
            fold
          </button>
          {' · '}
          <button type="button" onClick={() => goIn([id])}>
            edit
          </button>
        </span>
      </header>
      {!drawn && <InsideView inside={inside} facts={facts?.inner} way={way} />}
      <NodePorts node={id} ports={ports} width={inside.width} facts={facts} problems={problems} verdict={verdict} />
      {problems.length > 0 && <ProblemBadge node={id} problems={problems} />}
    </div>
  );
}, isSameCard);
