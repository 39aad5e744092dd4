import { useMemo } from 'react';
import type { Graph, NodeId } from '../../core/document/architecture';
import { useEditor } from '../../state/editor';
import { useCanvas } from './canvas-state';
import { IN_PARTS_FROM, MOST_TOUCHED, useDrawn } from './drawn/drawn-state';
import { NOTHING_PRESENT, type Present, part, touched } from './present';

/** The nodes and wires that are elements: all of a graph, what is near the view, or what is touched. */
export function usePresent(graph: Graph): Present {
  const drawn = useDrawn(s => s.drawn && !s.awaited);
  const near = useDrawn(s => s.near);
  const hovered = useDrawn(s => s.hovered);
  const hoveredWire = useDrawn(s => s.hoveredWire);
  const selected = useEditor(s => s.selection);
  const aimed = useCanvas(s => s.overWire);
  const held = useCanvas(s => s.connecting?.fixed.end[0] ?? null);
  return useMemo(() => {
    if (drawn) {
      const nodes = new Set<NodeId>([...selected.nodes].slice(0, MOST_TOUCHED));
      for (const id of [hovered, held]) if (id !== null) nodes.add(id);
      const wires = new Set([...selected.wires].slice(0, MOST_TOUCHED));
      for (const key of [hoveredWire, aimed]) if (key !== null) wires.add(key);
      return touched(graph, nodes, wires);
    }
    if (near) return part(graph, near);
    // Until it is known what is in view, a large graph is not handed over at all.
    return graph.nodes.length < IN_PARTS_FROM ? graph : NOTHING_PRESENT;
  }, [graph, drawn, near, hovered, hoveredWire, aimed, selected, held]);
}
