import { type Architecture, graphOf, type Node } from '../../core/document/architecture';
import { connect } from '../../core/edits/connect';
import { portsOf } from '../../core/inference/ports';
import { catalogue } from '../../ops/catalogue';
import { currentGraph, currentGraphId, useEditor } from '../../state/editor';

/** Wires the selected nodes into a chain, each to the next one below; by one undo step. */
export function connectSelection(): void {
  const state = useEditor.getState();
  const graph = currentGraphId(state);
  const chain = currentGraph(state)
    .nodes.filter(n => state.selection.nodes.has(n.id))
    .sort((a, b) => a.at[1] - b.at[1]);
  state.apply(doc => chain.reduce((done, node, i) => join(done, graph, chain[i - 1], node), doc));
}

/** From the first output to the first input that is free, or to the first. */
function join(doc: Architecture, graph: string, from: Node | undefined, to: Node): Architecture {
  const [output] = from ? portsOf(doc, catalogue, from).outputs : [];
  const inputs = portsOf(doc, catalogue, to).inputs;
  const wires = graphOf(doc, graph)?.wires ?? [];
  const free = inputs.find(p => p.many || !wires.some(w => w.to[0] === to.id && w.to[1] === p.name)) ?? inputs[0];
  return from && output && free ? connect(doc, catalogue, graph, [from.id, output.name], [to.id, free.name]) : doc;
}
