import { useMemo } from 'react';
import type { Graph, Node, NodeId, Wire } from '../../core/document/architecture';
import { useEditor } from '../../state/editor';
import { useCanvas } from './canvas-state';
import { IN_PARTS_FROM, useDrawn } from './drawn/drawn-state';

/** The part of a graph that is made of elements of the page. */
export interface Present {
  readonly nodes: readonly Node[];
  readonly wires: readonly Wire[];
  /** The place of each wire in the graph's list; absent when all are here. */
  readonly places?: readonly number[];
}

/** Of the selection, so many cards are elements; the rest are drawn as selected. */
const MOST_TOUCHED = 60;
const NO_WIRES: readonly Wire[] = [];
const NOTHING_YET: Present = { nodes: [], wires: NO_WIRES };

/** The nodes and wires that are elements: all of a graph, what is near the view, or what is touched. */
export function usePresent(graph: Graph): Present {
  const drawn = useDrawn(s => s.drawn);
  const near = useDrawn(s => s.near);
  const hovered = useDrawn(s => s.hovered);
  const selected = useEditor(s => s.selection.nodes);
  const held = useCanvas(s => s.connecting?.fixed.end[0] ?? null);
  return useMemo(() => {
    if (drawn) {
      const touched = new Set<NodeId>([...selected].slice(0, MOST_TOUCHED));
      for (const id of [hovered, held]) if (id !== null) touched.add(id);
      return { nodes: touched.size === 0 ? [] : graph.nodes.filter(n => touched.has(n.id)), wires: NO_WIRES };
    }
    if (near) return part(graph, near);
    // Until it is known what is in view, a large graph is not handed over at all.
    return graph.nodes.length < IN_PARTS_FROM ? graph : NOTHING_YET;
  }, [graph, drawn, near, hovered, selected, held]);
}

function part(graph: Graph, near: ReadonlySet<NodeId>): Present {
  const wires: Wire[] = [];
  const places: number[] = [];
  for (const [i, wire] of graph.wires.entries()) {
    if (!near.has(wire.from[0]) || !near.has(wire.to[0])) continue;
    wires.push(wire);
    places.push(i);
  }
  return { nodes: graph.nodes.filter(n => near.has(n.id)), wires, places };
}
