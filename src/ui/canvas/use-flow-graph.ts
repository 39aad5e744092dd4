import { useMemo, useRef } from 'react';
import { currentFacts, documentOf, useEditor } from '../../state/editor';
import { useCanvas } from './canvas-state';
import { type FlowNode, type FlowNodeCache, flowNodes } from './flow-nodes';
import { type FlowWire, type FlowWireCache, flowWires, routesOf } from './flow-wires';
import { useScene } from './scene';

/** The graph on the canvas as React Flow wants it: derived, and the same objects where nothing changed. */
export function useFlowGraph(): { readonly nodes: FlowNode[]; readonly wires: FlowWire[] } {
  const doc = useEditor(documentOf);
  const { graph, cards } = useScene();
  const facts = useEditor(currentFacts);
  const selection = useEditor(s => s.selection);
  const moving = useCanvas(s => s.moving);
  const nodeCache = useRef<FlowNodeCache>(new Map());
  const wireCache = useRef<FlowWireCache>(new Map());
  const nodes = useMemo(
    () => flowNodes(nodeCache.current, doc, graph.nodes, cards, facts, selection.nodes, moving),
    [doc, graph, cards, facts, selection.nodes, moving],
  );
  const routes = useMemo(() => routesOf(doc, graph, cards), [doc, graph, cards]);
  const wires = useMemo(
    () => flowWires(wireCache.current, graph, routes, facts, selection.wires),
    [graph, routes, facts, selection.wires],
  );
  return { nodes, wires };
}
