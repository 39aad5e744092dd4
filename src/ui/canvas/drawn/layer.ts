import type { NodeId } from '../../../core/document/architecture';
import type { Point } from '../../../core/edits/spacing';
import { boxAround } from '../../../readings/layout/wire-lanes';
import type { Scene } from '../scene';
import type { Area } from './grid-index';
import type { MovingWires } from './moving-wires';
import { type Looking, Sheet, type Shown } from './sheet';

const NOBODY: ReadonlySet<NodeId> = new Set();
/** What is in the hand reaches beyond its cards: wires that run round them, in pixels at 100 %; outlines and names beside, in pixels of the window. */
const ROUND = 60;
const EDGE = 6;
const NAME = 240;

/** What a layer shows: all of a scene. */
export interface Showing extends Omit<Shown, 'part'> {
  readonly scene: Scene;
}
interface LayerOf {
  readonly ground: HTMLCanvasElement;
  /** For what a hand holds. */
  readonly hand: HTMLCanvasElement;
  /** For the wires between what a hand holds and the rest. */
  readonly wires: MovingWires;
  look(): Looking;
  /** Told when all of the scene can be seen. */
  shown(): void;
  /** Told when what a hand holds can be seen where the hand is, and when it has let go. */
  carried(on: boolean): void;
  failed(error: unknown): void;
}

/**
 * Cards and wires as one drawing. What a hand moves is on a sheet of its own, which is shifted and not painted again; it
 * stays until the drawing below has it where it was let go.
 */
export class Layer {
  readonly #of: LayerOf;
  readonly #ground: Sheet;
  readonly #hand: Sheet;
  #showing: Showing | null = null;
  #moving: ReadonlyMap<NodeId, Point> | null = null;
  /** What lies in the hand, and is not on the ground. */
  #held: ReadonlySet<NodeId> = NOBODY;
  /** How far the hand has moved it. */
  #shift: Point = [0, 0];

  constructor(of: LayerOf) {
    this.#of = of;
    this.#ground = new Sheet(of.ground, {
      what: () => this.#showing && { ...this.#showing, part: { but: this.#held } },
      look: of.look,
      area: () => this.#showing?.picture.bounds ?? null,
      shown: ({ part }) => this.#groundShown('but' in part ? part.but : NOBODY),
      failed: of.failed,
    });
    this.#hand = new Sheet(of.hand, {
      what: () => (this.#showing && this.#held.size > 0 ? { ...this.#showing, part: { only: this.#held } } : null),
      look: () => this.#lookOfHand(),
      area: () => this.#areaOfHand(),
      // While a hand moves, the browser puts the page together anew in every frame: a small sheet costs little.
      cropped: true,
      shown: () => this.#of.carried(this.#moving !== null),
      failed: of.failed,
    });
  }

  /** Shows another scene, or the same in other colours. */
  show(showing: Showing): void {
    this.#showing = showing;
    if (this.#held.size > 0) this.#hand.draw();
    this.#ground.draw();
  }

  /** Follows the view to where it is now. */
  follow(): void {
    this.#ground.follow();
    this.#hand.follow();
    if (this.#moving) this.#of.wires.widen(this.#of.look().transform[2]);
  }

  /** Takes nodes into the hand, moves them there, or lets go of them (`null`). */
  hold(moving: ReadonlyMap<NodeId, Point> | null): void {
    if (moving === this.#moving || !this.#showing) return;
    this.#moving = moving;
    // The same nodes while a hand moves them, so that nothing is painted during a drag.
    const same = moving && moving.size === this.#held.size && [...this.#held].every(id => moving.has(id));
    if (!same) {
      this.#held = moving ? new Set(moving.keys()) : NOBODY;
      if (moving) this.#hand.draw();
      this.#ground.draw();
    }
    if (!moving) {
      this.#of.carried(false);
      return;
    }
    this.#shift = shiftOf(this.#showing.scene, moving);
    this.#hand.follow();
    const { picture, selected } = this.#showing;
    if (!same) this.#of.wires.widen(this.#of.look().transform[2]);
    this.#of.wires.show(picture, this.#held, this.#shift, selected.wires);
  }

  stop(): void {
    this.#ground.stop();
    this.#hand.stop();
    this.#of.carried(false);
  }

  #groundShown(but: ReadonlySet<NodeId>): void {
    if (this.#held.size === 0 && but.size === 0) {
      this.#hand.clear();
      this.#of.wires.clear();
    }
    this.#of.shown();
  }

  #areaOfHand(): Area | null {
    const cards = [...this.#held].flatMap(id => this.#showing?.scene.cards.get(id) ?? []);
    if (cards.length === 0) return null;
    const { x, y, width, height } = boxAround(cards);
    const zoom = this.#of.look().transform[2];
    const margin = ROUND + EDGE / zoom;
    return { x: x - margin, y: y - margin, width: width + 2 * margin + NAME / zoom, height: height + 2 * margin };
  }

  #lookOfHand(): Looking {
    const { transform, ...size } = this.#of.look();
    const [x, y, zoom] = transform;
    return { ...size, transform: [x + this.#shift[0] * zoom, y + this.#shift[1] * zoom, zoom] };
  }
}

/** A hand moves all that it holds by as much. */
function shiftOf({ cards }: Scene, moving: ReadonlyMap<NodeId, Point>): Point {
  for (const [id, [x, y]] of moving) {
    const card = cards.get(id);
    if (card) return [x - card.x, y - card.y];
  }
  return [0, 0];
}
