import type { NodeId } from '../../../core/document/architecture';
import type { Point } from '../../../core/edits/spacing';
import { type Place, wirePath } from '../wire-path';
import type { Picture, Stroke } from './picture';
import { strokeWidth } from './stroke';

/** Above this many wires under the hand, they are straight lines. */
const MANY = 600;

/** The wires between what a hand moves and the rest. */
export class MovingWires {
  readonly #svg: SVGSVGElement;

  /** @param svg holds a path for wires and one for selected wires */
  constructor(svg: SVGSVGElement) {
    this.#svg = svg;
  }

  /** As wide as wires are drawn at this scale. */
  widen(zoom: number): void {
    this.#svg.setAttribute('stroke-width', String(strokeWidth(1.6, zoom)));
  }

  /** Shows them where the hand is now. */
  show({ strokesOf }: Picture, held: ReadonlySet<NodeId>, shift: Point, selected: ReadonlySet<string>): void {
    const strokes = new Set<Stroke>();
    for (const id of held) {
      for (const stroke of strokesOf.get(id) ?? []) if (!isWithin(stroke, held)) strokes.add(stroke);
    }
    const straight = strokes.size > MANY;
    let [plain, accented] = ['', ''];
    for (const stroke of strokes) {
      const [from, to] = ends(stroke, held, shift);
      const d = straight ? `M${from.x} ${from.y}L${to.x} ${to.y}` : wirePath(from, to, null, 'middle').d;
      if (selected.has(stroke.key)) accented += d;
      else plain += d;
    }
    this.#svg.toggleAttribute('data-held', true);
    this.#set(plain, accented);
  }

  clear(): void {
    this.#svg.toggleAttribute('data-held', false);
    this.#set('', '');
  }

  #set(...paths: readonly string[]): void {
    for (const [i, d] of paths.entries()) {
      const path = this.#svg.children[i];
      if (path && path.getAttribute('d') !== d) path.setAttribute('d', d);
    }
  }
}

const isWithin = ({ source, target }: Stroke, held: ReadonlySet<NodeId>): boolean =>
  source !== null && target !== null && held.has(source) && held.has(target);

function ends(
  { from, to, source, target }: Stroke,
  held: ReadonlySet<NodeId>,
  [dx, dy]: Point,
): readonly [Place, Place] {
  const placeOf = ({ x, y }: Place, id: NodeId | null): Place =>
    id !== null && held.has(id) ? { x: x + dx, y: y + dy } : { x, y };
  return [placeOf(from, source), placeOf(to, target)];
}
