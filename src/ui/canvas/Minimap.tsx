import { MiniMap } from '@xyflow/react';
import { hueOf } from '../parts/Glyph';
import type { FlowNode } from './flow-nodes';
import styles from './Minimap.module.css';

const colour = (node: FlowNode): string => `oklch(var(--kind-l) var(--kind-c) ${hueOf(node.data.node.op)})`;

/** The whole graph in a corner; dragging it moves the view. */
export const Minimap = () => (
  <MiniMap<FlowNode>
    className={styles.map}
    nodeColor={colour}
    nodeStrokeWidth={0}
    nodeBorderRadius={14}
    pannable
    zoomable
    ariaLabel="Overview of the graph"
  />
);
