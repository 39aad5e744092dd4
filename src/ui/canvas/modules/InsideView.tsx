import { type CSSProperties, memo } from 'react';
import { moduleOf, type Node, type NodeId, parsePort, wireKey } from '../../../core/document/architecture';
import type { GraphFacts } from '../../../core/inference/facts';
import { paramsAround } from '../../../core/inference/infer';
import { formatValue } from '../../../core/inference/parameters';
import { isError } from '../../../core/inference/problem';
import { isBound } from '../../../core/op/params';
import { formatShape, type Shape, sizeOf } from '../../../core/op/shape';
import { catalogue } from '../../../ops/catalogue';
import { cardNotation, faceOf, kindOf } from '../../../readings/layout/module-face';
import type { Inside, InsideWire, Placed } from '../../../readings/layout/unfold';
import { documentOf, useEditor } from '../../../state/editor';
import { useFolds } from '../../../state/folds';
import { Glyph } from '../../parts/Glyph';
import { wirePath, wireWidth } from '../wire-path';
import { accented } from './accented';
import styles from './InsideView.module.css';

interface InsideViewProps {
  readonly inside: Inside;
  readonly facts: GraphFacts | undefined;
  /** The instances entered from the graph on the canvas. */
  readonly way: readonly NodeId[];
}

/** The inside of an open instance, to look at: small cards, their wires, further open instances in frames. */
export const InsideView = memo(function InsideView({ inside, facts, way }: InsideViewProps) {
  return (
    <>
      <svg className={styles.wires} width={inside.width} height={inside.height} aria-hidden="true">
        {inside.wires.map(w => (
          <InnerWire key={wireKey(w.wire)} wire={w} shape={facts?.nodes.get(w.wire.from[0])?.outputs[w.wire.from[1]]} />
        ))}
      </svg>
      {inside.cards.map(card =>
        card.inside ? (
          <InnerFrame key={card.id} card={card} facts={facts} way={way} />
        ) : (
          <SmallCard key={card.id} card={card} facts={facts} way={way} />
        ),
      )}
    </>
  );
});

function InnerWire({
  wire: { wire, from, to, lane },
  shape,
}: {
  readonly wire: InsideWire;
  readonly shape: Shape | null | undefined;
}) {
  const { d } = wirePath(from, to, lane, 'middle');
  // The branches of a merge say what they bring.
  const merges = parsePort(wire.to[1]).index !== null && to.y - from.y > 26;
  return (
    <>
      <path
        className={styles.wire}
        data-known={Boolean(shape)}
        d={d}
        strokeWidth={wireWidth(shape ? sizeOf(shape) : null) * 0.6}
      />
      {merges && shape && (
        <text className={styles.shape} x={from.x + 6} y={from.y + 14}>
          {formatShape(shape)}
        </text>
      )}
    </>
  );
}

interface CardProps {
  readonly card: Placed;
  readonly facts: GraphFacts | undefined;
  readonly way: readonly NodeId[];
}

const place = ({ x, y, width, height }: Placed): CSSProperties => ({ left: x, top: y, width, height });

/** A node of an open instance, in one line: what tells most of it. A double click goes to it. */
function SmallCard({ card, facts, way }: CardProps) {
  const { node } = card;
  const known = facts?.nodes.get(node.id);
  const around = facts ? paramsAround(facts) : null;
  const face = useEditor(s => faceOf(documentOf(s), catalogue, node.op));
  const kind = useEditor(s => kindOf(documentOf(s), catalogue, node.op));
  const full = useEditor(s => cardNotation(documentOf(s), catalogue, node, around));
  const notation = beginning(full);
  const bad = known?.problems.some(isError) ?? known?.inner?.problems.some(isError) ?? false;
  const path = useEditor(s => s.path);
  return (
    <div
      className={`kind ${styles.card}`}
      style={{ ...place(card), '--h': `var(--h-${kind})` } as CSSProperties}
      data-bad={bad}
      data-muted={node.muted ?? false}
      title={full === '' ? node.name : `${node.name}, ${full}`}
      data-way={[...way, node.id].join('/')}
    >
      <Glyph op={face} size={17} />
      {notation === '' ? (
        <span className={styles.name}>{node.name}</span>
      ) : (
        <span className={styles.notation}>
          {accented(notation, boundValues(node, around)).map(part => (
            <span key={part.at} data-bound={part.bound}>
              {part.text}
            </span>
          ))}
        </span>
      )}
      {moduleOf(node.op) !== null && (
        <button
          type="button"
          className={`nodrag nopan ${styles.unfold}`}
          aria-label={`Unfold ${node.name}`}
          title="Unfold in place"
          onClick={event => {
            event.stopPropagation();
            useFolds.getState().toggle([...path, ...way, node.id].join('/'));
          }}
          onDoubleClick={event => event.stopPropagation()}
        >
          +
        </button>
      )}
    </div>
  );
}

/** Letters that a small card has room for. */
const ROOM = 12;

/** As many of a notation's parts as there is room for; what tells most comes first. */
function beginning(notation: string): string {
  const [first = '', ...others] = notation.split(', ');
  return others.reduce((text, part) => (text.length + part.length + 2 <= ROOM ? `${text}, ${part}` : text), first);
}

/** The values of what is bound to the surrounding module, as a card writes them. */
function boundValues(node: Node, around: Readonly<Record<string, unknown>> | null): readonly string[] {
  return Object.values(node.params).flatMap(value => {
    const given = isBound(value) ? around?.[value.$] : undefined;
    return typeof given === 'number' || typeof given === 'string' || Array.isArray(given) ? [formatValue(given)] : [];
  });
}

function InnerFrame({ card, facts, way }: CardProps) {
  const { node, inside } = card;
  const path = useEditor(s => s.path);
  const kind = useEditor(s => kindOf(documentOf(s), catalogue, node.op));
  if (!inside) return null;
  return (
    <div className={`kind ${styles.frame}`} style={{ ...place(card), '--h': `var(--h-${kind})` } as CSSProperties}>
      <div className={styles.head}>
        <span>{node.name}</span>
        <button
          type="button"
          className="nodrag nopan"
          aria-label={`Fold ${node.name}`}
          onClick={() => useFolds.getState().toggle([...path, ...way, node.id].join('/'))}
        >
          fold
        </button>
      </div>
      <InsideView inside={inside} facts={facts?.nodes.get(node.id)?.inner} way={[...way, node.id]} />
    </div>
  );
}
