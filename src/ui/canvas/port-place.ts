import type { Point } from '../../core/edits/spacing';
import { portsOf } from '../../core/inference/ports';
import { catalogue } from '../../ops/catalogue';
import { portX } from '../../readings/layout/node-size';
import { documentOf, type EditorState } from '../../state/editor';
import type { End } from './in-hand';
import { type Scene, sceneOf } from './scene';

const places = new WeakMap<object, Map<string, Point | null>>();

/** Where a port of the present graph is, in graph coordinates. The same point as long as the scene is the same. */
export function portPlace(state: EditorState, { side, end }: End): Point | null {
  const scene = sceneOf(state);
  let known = places.get(scene);
  if (!known) {
    known = new Map();
    places.set(scene, known);
  }
  const key = `${side}:${end.join(':')}`;
  const place = known.get(key);
  if (place !== undefined) return place;
  const made = find(state, scene, { side, end });
  known.set(key, made);
  return made;
}

function find(state: EditorState, scene: Scene, { side, end: [id, port] }: End): Point | null {
  const card = scene.cards.get(id);
  if (!card) return null;
  const { inputs, outputs } = portsOf(documentOf(state), catalogue, card.node);
  const list: readonly { readonly name: string }[] = side === 'from' ? outputs : inputs;
  const index = list.findIndex(p => p.name === port);
  const bottom = side === 'from' ? card.height : 0;
  return [card.x + portX(card.width, Math.max(0, index), Math.max(1, list.length)), card.y + bottom];
}
