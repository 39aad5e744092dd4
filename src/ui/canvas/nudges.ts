import type { Node, NodeId } from '../../core/document/architecture';
import type { Point } from '../../core/edits/spacing';
import type { Placed } from '../../readings/layout/unfold';
import type { Wrapped } from '../../readings/layout/wrap';

/** Where nodes are to be shown; `null`: where the document says. */
export type Places = ReadonlyMap<NodeId, Point | null>;

const NONE: Point = [0, 0];

/**
 * How far from where the document alone would put them cards are shown, because a hand let them go there. Among open
 * instances, which push aside what lies around them, the nearest place in the document can be some way off.
 */
export class Nudges {
  /** By node, not by id: what undo brings back is what it was. */
  readonly #by = new WeakMap<Node, Point>();
  #some = false;
  #wanted: Places | null = null;

  /** The next edit moves nodes, which are to be shown at these places; `null`: there is no such edit. */
  want(places: Places | null): void {
    this.#wanted = places;
  }

  /**
   * The cards after an edit. One that is edited keeps its nudge.
   * @param before as the document alone put them before the edit, `now` as it does after it
   */
  apply(before: ReadonlyMap<NodeId, Placed>, now: Wrapped<Placed>): Wrapped<Placed> {
    if (this.#wanted) this.#note(this.#wanted, before, now.cards);
    this.#wanted = null;
    if (!this.#some) return now;
    const cards = new Map<NodeId, Placed>();
    for (const [id, card] of now.cards) {
      const [dx, dy] = this.#of(card.node, before.get(id)?.node);
      cards.set(id, dx === 0 && dy === 0 ? card : { ...card, x: card.x + dx, y: card.y + dy });
    }
    return { ...now, cards };
  }

  #note(wanted: Places, before: ReadonlyMap<NodeId, Placed>, now: ReadonlyMap<NodeId, Placed>): void {
    for (const [id, place] of wanted) {
      const [old, card] = [before.get(id)?.node, now.get(id)];
      if (!card || card.node === old) continue;
      if (old && !this.#by.has(old)) this.#by.set(old, NONE);
      const by: Point = place ? [place[0] - card.x, place[1] - card.y] : NONE;
      this.#by.set(card.node, by);
      this.#some ||= by[0] !== 0 || by[1] !== 0;
    }
  }

  #of(node: Node, before: Node | undefined): Point {
    const known = this.#by.get(node);
    if (known) return known;
    const kept = (before && this.#by.get(before)) ?? NONE;
    this.#by.set(node, kept);
    return kept;
  }
}
