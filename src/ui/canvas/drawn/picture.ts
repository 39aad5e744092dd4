import { type Architecture, type NodeId, wireKey } from '../../../core/document/architecture';
import type { GraphFacts } from '../../../core/inference/facts';
import { isError } from '../../../core/inference/problem';
import type { Kind } from '../../../core/op/operation';
import { sizeOf } from '../../../core/op/shape';
import { catalogue } from '../../../ops/catalogue';
import { kindOf } from '../../../readings/layout/module-face';
import type { Inside, Placed } from '../../../readings/layout/unfold';
import { boxAround, type Lane } from '../../../readings/layout/wire-lanes';
import { routesOf } from '../flow-wires';
import type { Scene } from '../scene';
import { type Place, wireWidth } from '../wire-path';
import { type Area, GridIndex } from './grid-index';

/** A card as a block of colour. */
export interface Block extends Area {
  /** The node of the graph on the canvas that it is, or is inside of. */
  readonly top: NodeId;
  readonly name: string;
  readonly kind: Kind | 'module';
  /** Inside how many open instances it lies. */
  readonly depth: number;
  readonly bad: boolean;
}
/** The frame of an open instance. */
export interface Frame extends Area {
  readonly top: NodeId;
  readonly name: string;
  readonly depth: number;
}
export interface Stroke {
  readonly from: Place;
  readonly to: Place;
  readonly lane: Lane | null;
  readonly width: number;
  /** The open instance that it is inside of; `null` for a wire of the graph on the canvas. */
  readonly top: NodeId | null;
  /** The nodes that a wire of the graph on the canvas joins. */
  readonly source: NodeId | null;
  readonly target: NodeId | null;
  /** Of a wire of the graph on the canvas, its `wireKey`. */
  readonly key: string;
}
/** What is to be drawn of a graph from afar, in graph coordinates. */
export interface Drawable {
  readonly blocks: readonly Block[];
  /** Outer ones first. */
  readonly frames: readonly Frame[];
  readonly strokes: readonly Stroke[];
}
/** The same, to be found by place. */
export interface Indexed extends Drawable {
  readonly blocksAt: GridIndex<Block>;
  readonly framesAt: GridIndex<Frame>;
}
export interface Picture extends Indexed {
  /** The wires at each node of the graph on the canvas. */
  readonly strokesOf: ReadonlyMap<NodeId, readonly Stroke[]>;
  /** Around all of it. */
  readonly bounds: Area;
}

const pictures = new WeakMap<Scene, { readonly facts: GraphFacts; readonly picture: Picture }>();

/** The picture of a scene; the same object for the same scene and facts. */
export function pictureOf(doc: Architecture, scene: Scene, facts: GraphFacts): Picture {
  const known = pictures.get(scene);
  if (known?.facts === facts) return known.picture;
  const blocks: Block[] = [];
  const frames: Frame[] = [];
  const strokes: Stroke[] = [];
  const add = (
    card: Placed,
    top: NodeId,
    dx: number,
    dy: number,
    depth: number,
    around: GraphFacts | undefined,
  ): void => {
    const box = { x: card.x + dx, y: card.y + dy, width: card.width, height: card.height };
    const known = around?.nodes.get(card.id);
    if (!card.inside) {
      const bad = (known?.problems.some(isError) ?? false) || (known?.inner?.problems.some(isError) ?? false);
      blocks.push({ ...box, top, name: card.node.name, kind: kindOf(doc, catalogue, card.node.op), depth, bad });
      return;
    }
    frames.push({ ...box, top, name: card.node.name, depth });
    addInside(card.inside, top, box.x, box.y, depth + 1, known?.inner);
  };
  const addInside = (
    inside: Inside,
    top: NodeId,
    dx: number,
    dy: number,
    depth: number,
    around: GraphFacts | undefined,
  ): void => {
    for (const { from, to, lane } of inside.wires) {
      strokes.push({
        from: { x: from.x + dx, y: from.y + dy },
        to: { x: to.x + dx, y: to.y + dy },
        lane: typeof lane === 'number' ? lane + dx : lane,
        width: 1.6,
        top,
        source: null,
        target: null,
        key: '',
      });
    }
    for (const card of inside.cards) add(card, top, dx, dy, depth, around);
  };
  for (const card of scene.cards.values()) add(card, card.id, 0, 0, 0, facts);
  const routes = routesOf(doc, scene);
  for (const [i, wire] of scene.graph.wires.entries()) {
    const [from, to, ends] = [scene.cards.get(wire.from[0]), scene.cards.get(wire.to[0]), routes.ends[i]];
    if (!from || !to || !ends) continue;
    const shape = facts.nodes.get(wire.from[0])?.outputs[wire.from[1]];
    const key = wireKey(wire);
    strokes.push({
      from: { x: from.x + ends.fromX, y: from.y + from.height },
      to: { x: to.x + ends.toX, y: to.y },
      lane: routes.lanes.get(key) ?? null,
      width: wireWidth(shape ? sizeOf(shape) : null),
      top: null,
      source: wire.from[0],
      target: wire.to[0],
      key,
    });
  }
  const picture: Picture = {
    blocks,
    frames,
    strokes,
    strokesOf: byNode(strokes),
    blocksAt: new GridIndex(blocks),
    framesAt: new GridIndex(frames),
    bounds: withRoom(boxAround([...blocks, ...frames])),
  };
  pictures.set(scene, { facts, picture });
  return picture;
}

/** For names beside cards and wires that run round them. */
const withRoom = ({ x, y, width, height }: Area): Area => ({
  x: x - 60,
  y: y - 60,
  width: width + 400,
  height: height + 120,
});

function byNode(strokes: readonly Stroke[]): ReadonlyMap<NodeId, readonly Stroke[]> {
  const found = new Map<NodeId, Stroke[]>();
  for (const stroke of strokes) {
    for (const id of new Set([stroke.source, stroke.target])) {
      if (id === null) continue;
      const list = found.get(id);
      if (list) list.push(stroke);
      else found.set(id, [stroke]);
    }
  }
  return found;
}
