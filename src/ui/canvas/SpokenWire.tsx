import { type Graph, type Wire, wireKey } from '../../core/document/architecture';
import type { GraphFacts } from '../../core/inference/facts';
import { formatShape } from '../../core/op/shape';
import { currentFacts, currentGraph, useEditor } from '../../state/editor';

/** Reads out the wire that is selected, for those who do not see it. */
export function SpokenWire() {
  const says = useEditor(s => {
    const [key] = s.selection.wires;
    if (s.selection.nodes.size > 0 || s.selection.wires.size !== 1) return '';
    const graph = currentGraph(s);
    const wire = graph.wires.find(w => wireKey(w) === key);
    return wire ? describeWire(graph, currentFacts(s), wire) : '';
  });
  return (
    <p className="spoken" role="status">
      {says}
    </p>
  );
}

/** `Wire from C1 to S2, 28×28×6`. */
export function describeWire(graph: Graph, facts: GraphFacts, { from, to }: Wire): string {
  const nameOf = (id: string): string => graph.nodes.find(n => n.id === id)?.name ?? id;
  const shape = facts.nodes.get(from[0])?.outputs[from[1]];
  return `Wire from ${nameOf(from[0])} to ${nameOf(to[0])}, ${shape ? formatShape(shape) : 'shape not known'}`;
}
