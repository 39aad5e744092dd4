import { useStore, ViewportPortal } from '@xyflow/react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Node } from '../../core/document/architecture';
import type { Problem } from '../../core/inference/facts';
import { previewFixes } from '../../core/inference/previewFix';
import { formatShape } from '../../core/op/shape';
import { catalogue } from '../../ops/catalogue';
import { documentOf, useEditor } from '../../state/editor';
import { applyFix } from './apply-fix';
import { setCanvas, useCanvas } from './canvas-state';
import { focusNode } from './focus-node';
import styles from './ProblemCard.module.css';
import { useScene } from './scene';

/** Its width in pixels, and its distance from the card that it stands beside. */
const WIDTH = 286;
const GAP = 18;
/** Between it and the edge of the view. */
const MARGIN = 12;

interface ProblemCardProps {
  readonly node: Node;
  readonly problems: readonly Problem[];
}

/** What is wrong with a node, why, and the ways out with what each would lead to; beside the node until it is mended. */
export default function ProblemCard({ node, problems }: ProblemCardProps) {
  const card = useScene().cards.get(node.id);
  const shown = card ? ([card.x, card.y] as const) : node.at;
  const { width = 0, height: tall = 0 } = card ?? {};
  const at = useCanvas(s => s.moving?.get(node.id)) ?? shown;
  const zoom = useStore(s => s.transform[2]);
  // Kept readable when the graph is small; on the side that has room.
  const scale = Math.max(1, 1 / zoom);
  const left = useStore(s => {
    const x = at[0] * s.transform[2] + s.transform[0];
    const room = (WIDTH + GAP) * scale * s.transform[2];
    return x + width * s.transform[2] + room > s.width && x > room;
  });
  const x = left ? at[0] - GAP - WIDTH * scale : at[0] + width + GAP;
  const beside = at[1] + tall / 2 - 57 * scale;
  const section = useRef<HTMLElement>(null);
  const [height, setHeight] = useState(160);
  useLayoutEffect(() => setHeight(section.current?.offsetHeight ?? 160));
  // Kept inside the view as far as it still stands beside its node.
  const y = useStore(s => {
    const bottom = (s.height - MARGIN - s.transform[1]) / s.transform[2] - height * scale;
    const top = (MARGIN - s.transform[1]) / s.transform[2];
    const inside = Math.max(top, Math.min(beside, bottom));
    return Math.max(at[1] - height * scale + 40, Math.min(inside, at[1]));
  });
  return (
    <ViewportPortal>
      <section
        ref={section}
        className={`nodrag nopan nowheel ${styles.card}`}
        data-error={problems[0]?.severity === 'error'}
        aria-label={`Problem of ${node.name}`}
        style={{ width: WIDTH, transform: `translate(${x}px, ${y}px) scale(${scale})` }}
        onPointerDown={event => event.stopPropagation()}
        onKeyDown={event => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setCanvas({ asked: { node: node.id, open: false } });
          focusNode(node.id);
        }}
      >
        {problems.map(problem => (
          <div key={problem.says} className={styles.problem}>
            <b>{problem.says}</b>
            {problem.why !== undefined && <p>{problem.why}</p>}
            <Fixes problem={problem} />
          </div>
        ))}
      </section>
    </ViewportPortal>
  );
}

/** Asked when the problem is shown and its graph has changed, not at every edit elsewhere. */
function Fixes({ problem }: { readonly problem: Problem }) {
  const doc = useEditor(documentOf);
  const facts = useEditor(s => s.facts);
  const previews = useMemo(() => previewFixes(doc, catalogue, facts, problem), [doc, facts, problem]);
  return previews.map(({ fix, shape }, i) => (
    <button key={fix.label} type="button" className={styles.fix} data-first={i === 0} onClick={() => applyFix(fix)}>
      <span>{fix.label}</span>
      {shape && <span className={styles.shape}>→ {formatShape(shape)}</span>}
    </button>
  ));
}
