import { memo } from 'react';
import { PORT } from './flow-nodes';
import styles from './Port.module.css';

interface PortProps {
  readonly node: string;
  /** `to` is an input at the top of the card, `from` an output at its bottom. */
  readonly side: 'from' | 'to';
  readonly port: { readonly name: string; readonly label: string };
  readonly many: boolean;
  /** Its middle, from the card's left. */
  readonly x: number;
  /** How far apart the outermost of its wires arrive: it is that much wider. */
  readonly span: number;
  /** It needs a wire and has none. */
  readonly missing: boolean;
  /** The wire under the hand would go here. */
  readonly aimed: boolean;
}

/** Where wires start and end. What a press on it does is the surface's matter, see `press-port.ts`. */
export const Port = memo(function Port({ node, side, port, many, x, span, missing, aimed }: PortProps) {
  return (
    // React Flow finds ports by these classes and attributes. Its own component would listen to every move of the view.
    <div
      className={`react-flow__handle nodrag nopan ${side === 'from' ? 'source' : 'target'} ${styles.port}`}
      data-handleid={port.name}
      data-nodeid={node}
      data-handlepos={side === 'from' ? 'bottom' : 'top'}
      data-port={port.name}
      data-side={side}
      data-missing={missing}
      data-many={many}
      data-aimed={aimed}
      title={port.label}
      // Placed from inside the card's border.
      style={{ left: x - 1, width: PORT + span }}
    />
  );
});
