import type { Point } from '../../core/edits/spacing';
import { portsOf } from '../../core/inference/ports';
import { catalogue } from '../../ops/catalogue';
import { CARD_WIDTH, portX, sizeOfNode } from '../../readings/layout/node-size';
import { currentGraph, documentOf, type EditorState } from '../../state/editor';
import type { End } from './connect-gesture';

const places = new WeakMap<object, Map<string, Point | null>>();

/** Where a port of the present graph is, in graph coordinates. The same point as long as the graph is the same. */
export function portPlace(state: EditorState, { side, end }: End): Point | null {
  const graph = currentGraph(state);
  let known = places.get(graph);
  if (!known) {
    known = new Map();
    places.set(graph, known);
  }
  const key = `${side}:${end.join(':')}`;
  const place = known.get(key);
  if (place !== undefined) return place;
  const made = find(state, { side, end });
  known.set(key, made);
  return made;
}

function find(state: EditorState, { side, end: [id, port] }: End): Point | null {
  const node = currentGraph(state).nodes.find(n => n.id === id);
  if (!node) return null;
  const { inputs, outputs } = portsOf(documentOf(state), catalogue, node);
  const list: readonly { readonly name: string }[] = side === 'from' ? outputs : inputs;
  const index = list.findIndex(p => p.name === port);
  const bottom = side === 'from' ? sizeOfNode(catalogue, node).height : 0;
  return [node.at[0] + portX(CARD_WIDTH, Math.max(0, index), Math.max(1, list.length)), node.at[1] + bottom];
}
