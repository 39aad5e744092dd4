import { graphOf, type Node, type Wire } from '../../core/document/architecture';
import { addChain } from '../../core/edits/addChain';
import type { NewNode } from '../../core/edits/addNode';
import { connect } from '../../core/edits/connect';
import type { Point } from '../../core/edits/spacing';
import type { Edit } from '../../core/inference/facts';
import { portsOf } from '../../core/inference/ports';
import { catalogue } from '../../ops/catalogue';
import { CARD_WIDTH, LAYER_GAP } from '../../readings/layout/node-size';
import { currentGraph, currentGraphId, documentOf, type EditorState, useEditor } from '../../state/editor';
import { useViewport } from '../../state/view';
import { useCanvas } from './canvas-state';
import type { End } from './in-hand';
import { sceneOf, toDocument } from './scene';

/** Where new nodes go. */
export interface Place {
  /** Top left corner of the first card. */
  readonly at: Point;
  /** What the first node of the chain (`from`: an output that it takes), or the last (`to`), is to be wired to. */
  readonly link: End | null;
}

/** Below the selected node and wired to it, when it is the only one and has an output; else in the middle of the view. */
export function placeAfterSelection(state: EditorState = useEditor.getState()): Place {
  const doc = documentOf(state);
  const graph = currentGraph(state);
  const [only] = state.selection.nodes;
  const node = state.selection.nodes.size === 1 ? graph.nodes.find(n => n.id === only) : undefined;
  if (!node) return { at: freeSpot(state, middleOfView()), link: null };
  const [output] = portsOf(doc, catalogue, node).outputs;
  const card = sceneOf(state).cards.get(node.id);
  const middle = card ? card.x + card.width / 2 : node.at[0];
  const bottom = card ? card.y + card.height : node.at[1];
  const below: Point = [Math.round(middle - CARD_WIDTH / 2), Math.round(bottom + LAYER_GAP)];
  return { at: freeSpot(state, below), link: output ? { side: 'from', end: [node.id, output.name] } : null };
}

/** A chain of new nodes as one edit of the present graph. */
export function additionOf(state: EditorState, chain: readonly NewNode[], { at, link }: Place): Edit {
  const graph = currentGraphId(state);
  const inDocument = toDocument(sceneOf(state), at);
  return doc => {
    const added = addChain(doc, catalogue, graph, chain, inDocument);
    const fresh = newNodes(graphOf(added, graph)?.nodes, graphOf(doc, graph)?.nodes);
    const joint = link?.side === 'from' ? fresh[0] : fresh.at(-1);
    if (!link || !joint) return added;
    const { inputs, outputs } = portsOf(added, catalogue, joint);
    const port = (link.side === 'from' ? inputs : outputs)[0];
    if (!port) return added;
    const mine: Wire['from'] = [joint.id, port.name];
    return link.side === 'from'
      ? connect(added, catalogue, graph, link.end, mine)
      : connect(added, catalogue, graph, mine, link.end);
  };
}

/** Adds a chain as one undo step, selects its last node and brings it into view. */
export function addNodes(chain: readonly NewNode[], place: Place): void {
  const state = useEditor.getState();
  const before = currentGraph(state).nodes;
  state.apply(additionOf(state, chain, place), { selectNew: true });
  const last = newNodes(currentGraph(useEditor.getState()).nodes, before).at(-1);
  if (!last) return;
  if (chain.length > 1) useEditor.getState().select([last.id]);
  // The canvas must have the node before it can be brought into view.
  requestAnimationFrame(() => useViewport.getState().viewport?.reveal(last.id));
}

export const addAfterSelection = (chain: readonly NewNode[]): void => addNodes(chain, placeAfterSelection());

function newNodes(after: readonly Node[] = [], before: readonly Node[] = []): readonly Node[] {
  const known = new Set(before.map(n => n.id));
  return after.filter(n => !known.has(n.id));
}

function middleOfView(): Point {
  const [x, y] = useViewport.getState().viewport?.centre() ?? [0, 0];
  return [Math.round(x - CARD_WIDTH / 2), Math.round(y - 22)];
}

/** The place itself, or the next one to its right that no card covers. */
export function freeSpot(state: EditorState, at: Point): Point {
  const moving = useCanvas.getState().moving;
  const boxes = [...sceneOf(state).cards.values()].map(box => {
    const moved = moving?.get(box.id);
    return moved ? { ...box, x: moved[0], y: moved[1] } : box;
  });
  let [x, y] = at;
  const covers = (b: (typeof boxes)[number]): boolean =>
    x < b.x + b.width + 8 && x + CARD_WIDTH + 8 > b.x && y < b.y + b.height + 6 && y + 40 > b.y;
  for (let tries = 0; tries < 60 && boxes.some(covers); tries++) x += CARD_WIDTH + 44;
  return [x, y];
}
