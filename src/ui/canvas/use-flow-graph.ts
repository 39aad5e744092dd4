import { useMemo, useRef } from 'react';
import { currentFacts, documentOf, useEditor } from '../../state/editor';
import { useCanvas } from './canvas-state';
import { useDrawn } from './drawn/drawn-state';
import { type FlowNode, type FlowNodeCache, flowNodes } from './flow-nodes';
import { type FlowWire, type FlowWireCache, flowWires, routesOf } from './flow-wires';
import { useScene } from './scene';
import { usePresent } from './use-present';

/** The graph on the canvas as React Flow wants it: derived, and the same objects where nothing changed. */
export function useFlowGraph(): { readonly nodes: FlowNode[]; readonly wires: FlowWire[] } {
  const doc = useEditor(documentOf);
  const scene = useScene();
  const { graph, cards } = scene;
  const present = usePresent(graph);
  const facts = useEditor(currentFacts);
  const selection = useEditor(s => s.selection);
  const carried = useDrawn(s => s.carried);
  const moving = useCanvas(s => (carried ? null : s.moving));
  const nodeCache = useRef<FlowNodeCache>(new Map());
  const wireCache = useRef<FlowWireCache>(new Map());
  const nodes = useMemo(
    () => flowNodes(nodeCache.current, doc, present, cards, facts, selection.nodes, moving),
    [doc, present, cards, facts, selection.nodes, moving],
  );
  const routes = useMemo(() => routesOf(doc, scene), [doc, scene]);
  const wires = useMemo(
    () => flowWires(wireCache.current, present, routes, facts, selection.wires),
    [present, routes, facts, selection.wires],
  );
  return { nodes, wires };
}
