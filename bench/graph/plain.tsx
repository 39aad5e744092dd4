import { type Edge, type Node, ReactFlow, useEdgesState, useNodesState } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { createRoot } from 'react-dom/client';
import { largeGraph } from './large-graph';

/** React Flow as its guide begins with it: default nodes, labelled edges, everything in view. */
function Plain({ count }: { readonly count: number }) {
  const { nodes, wires } = largeGraph(count).graph;
  const [shown, , onNodesChange] = useNodesState<Node>(
    nodes.map(n => ({ id: n.id, position: { x: n.at[0], y: n.at[1] }, data: { label: n.name } })),
  );
  const [edges] = useEdgesState<Edge>(
    wires.map(w => ({ id: w.to.join(':'), source: w.from[0], target: w.to[0], label: '32×32×8' })),
  );
  return <ReactFlow nodes={shown} edges={edges} onNodesChange={onNodesChange} fitView minZoom={0.01} />;
}

const root = document.getElementById('root');
const count = Number(new URLSearchParams(location.search).get('count'));
if (root) createRoot(root).render(<Plain count={count} />);
