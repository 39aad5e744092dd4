import type { NodeId } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import { portsOf } from '../../core/inference/ports';
import { catalogue } from '../../ops/catalogue';
import { documentOf, type EditorState } from '../../state/editor';
import { routesOf } from './flow-wires';
import type { Scene } from './scene';
import { wireAt } from './wire-at';

/**
 * The wire into which a dragged node would go, by `wireKey`: one under the middle of its card, if the node has no wires
 * yet and can pass a tensor on. A node that has its place in the network is only moved.
 */
export function wireForLoose(state: EditorState, scene: Scene, moved: ReadonlyMap<NodeId, Point>): string | null {
  const [only] = moved;
  const card = only && scene.cards.get(only[0]);
  if (!card || moved.size !== 1) return null;
  if (scene.graph.wires.some(w => w.from[0] === card.id || w.to[0] === card.id)) return null;
  const doc = documentOf(state);
  const { inputs, outputs } = portsOf(doc, catalogue, card.node);
  if (inputs.length === 0 || outputs.length === 0) return null;
  const [x, y] = only[1];
  return wireAt(scene, routesOf(doc, scene), [x + card.width / 2, y + card.height / 2]);
}
