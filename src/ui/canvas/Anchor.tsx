import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { Problem } from '../../core/inference/facts';
import type { FlowNode } from './flow-nodes';
import { NodePorts } from './NodePorts';

const NO_PROBLEMS: readonly Problem[] = [];
const UNSEEN = { width: '100%', height: '100%', visibility: 'hidden' } as const;

/** Holds the ends of wires whose card is drawn: its ports are there for React Flow to find, and are not seen. */
export const Anchor = memo(function Anchor({ id, data, width = 0 }: NodeProps<FlowNode>) {
  return (
    <div style={UNSEEN}>
      <NodePorts node={id} ports={data.ports} width={width} facts={data.facts} problems={NO_PROBLEMS} verdict={null} />
    </div>
  );
});
