import { formOf } from './block-mark';
import { CAPTION, type Drawing, LEADING, nameIn, SMALL, type WrittenText, widest } from './drawing';
import type { FigureGraph, Step } from './figure-graph';
import type { FigureOptions } from './figure-options';
import { shownShape } from './notation';
import { textWidth } from './text-width';
import type { Trunk } from './trunk';

/** A line that comes in, when what comes in is written above it. */
const STUB = 4;

/** From here on there is room for a name in a block. */
export const NAMED_PITCH = 11;
const LANE_HEIGHT = 12;
const TRUNK_HEIGHT = 24;
const TALLEST = 92;

/** What a branch that ends on its own is called: its module, or its output. */
export function sideCaption(graph: FigureGraph, ids: readonly string[]): WrittenText {
  const steps = ids.flatMap(id => graph.byId.get(id) ?? []);
  const module = steps.find(s => s.groups.length > 0)?.groups[0]?.title;
  const end = steps.flatMap(s => s.ends)[0]?.name;
  return { key: `side:${ids[0]}`, own: [nameIn(module ?? end ?? 'Not read', SMALL)] };
}

/** How large each step is drawn. */
export class BlockSizes {
  readonly pitch: number;
  readonly named: boolean;
  readonly #graph: FigureGraph;
  readonly #trunk: Trunk;
  readonly #drawing: Drawing;
  readonly #labelled: number;
  readonly #onTrunk: ReadonlySet<string>;
  readonly #captions: boolean;
  readonly #endsAbove: boolean;

  /** @param endsAbove whether input and output are written above the row, for want of room beside it */
  constructor(
    graph: FigureGraph,
    trunk: Trunk,
    drawing: Drawing,
    options: FigureOptions,
    pitch: number,
    endsAbove: boolean,
  ) {
    this.#endsAbove = endsAbove;
    this.pitch = pitch;
    this.#graph = graph;
    this.#trunk = trunk;
    this.#drawing = drawing;
    this.#captions = options.captionKind !== 'none';
    // Where lanes come together, names would make every block too tall for its lane.
    const plain = graph.steps.every(s => s.from.length < 2) || graph.steps.some(s => s.role === 'module');
    this.named = plain && pitch >= NAMED_PITCH;
    const names = graph.steps.map(s => textWidth(blockName(s), SMALL));
    this.#labelled = Math.min(TALLEST, Math.max(TRUNK_HEIGHT, ...names) + 8);
    this.#onTrunk = trunkIds(graph, trunk);
  }

  width(id: string): number {
    const step = this.#graph.byId.get(id);
    if (!step) return 0;
    const form = formOf(step);
    if (form === 'text' && this.#endsAbove) return STUB;
    if (form === 'text') return this.#captions ? widest(this.#drawing.lines(inputCaption(step)), CAPTION) : 0;
    if (form === 'circle') return Math.min(this.pitch * 0.78, 8);
    if (form === 'bar') return Math.min(this.pitch * 0.72, 9);
    return this.pitch * 0.72;
  }

  height(id: string): number {
    const step = this.#graph.byId.get(id);
    if (!step) return 0;
    const form = formOf(step);
    if (form === 'text') return this.#endsAbove ? STUB : CAPTION * LEADING * 2;
    if (form === 'circle') return this.width(id);
    if (form === 'bar') return this.named ? 30 : TRUNK_HEIGHT;
    if (this.named) return this.#labelled;
    return this.#onTrunk.has(id) ? TRUNK_HEIGHT : LANE_HEIGHT;
  }

  gap(from: string, to: string): number {
    const [source, target] = [this.#graph.byId.get(from), this.#graph.byId.get(to)];
    if (!source || !target) return 0;
    const base = Math.max(1.6, this.pitch * 0.28);
    const forks = (this.#graph.readers.get(from)?.length ?? 0) > 1;
    const enters = source.groups[0]?.id !== target.groups[0]?.id;
    if (source.role === 'input') return 6;
    if (forks) return base + Math.min(8, this.pitch * 0.7);
    if (formOf(target) === 'circle') return base + Math.min(2, this.pitch * 0.2);
    return enters ? base + Math.min(4, this.pitch * 0.4) : base;
  }

  /** Room at the right of the last row for what is written beyond its last block. */
  endRoom(): number {
    if (!this.#captions || this.#endsAbove) return 0;
    const caption = outputCaption(this.#graph, this.#trunk);
    if (!caption) return 0;
    const text = this.#drawing.widthOf(caption.text);
    if (caption.tail.length === 0) return text + 8;
    const tail = caption.tail.reduce((sum, id) => sum + this.width(id) + this.pitch * 0.28, 0);
    return Math.max(0, text - tail);
  }
}

/** What is in no lane: everything goes through it. */
function trunkIds(graph: FigureGraph, trunk: Trunk): ReadonlySet<string> {
  const place = new Map(trunk.main.map((id, i) => [id, i]));
  let furthest = 0;
  const through = new Set<string>();
  trunk.main.forEach((id, i) => {
    if (furthest <= i) through.add(id);
    const readers = (graph.readers.get(id) ?? []).flatMap(r => place.get(r) ?? []);
    furthest = Math.max(furthest, ...readers);
  });
  return through;
}

/** A module says what it is, a layer what it is called. */
export const blockName = (step: Step): string => (step.role === 'module' ? step.title : step.name);

export const inputCaption = (step: Step): WrittenText => ({
  key: `caption:${step.id}`,
  own: [`${nameIn(step.name || 'Input')}:`, shownShape(step.shape)],
});

export interface OutputCaption {
  readonly text: WrittenText;
  /** The blocks above which it stands; none: it stands at the end. */
  readonly tail: readonly string[];
}

/** `Output: 8×8×2048` above the classifier when a pooling ends the image, else what comes out at the end. */
export function outputCaption(graph: FigureGraph, trunk: Trunk): OutputCaption | null {
  const lastId = trunk.main.at(-1);
  const last = lastId === undefined ? undefined : graph.byId.get(lastId);
  if (!last || last.role === 'input') return null;
  const flat = (id: string): boolean => graph.byId.get(id)?.shape?.length === 1;
  let first = trunk.main.length;
  while (first > 0 && flat(trunk.main[first - 1] ?? '')) first--;
  const pool = graph.byId.get(trunk.main[first] ?? '');
  const image = pool?.from[0]?.shape;
  const pooled = pool && image?.length === 3 && (pool.kind === 'avg' || pool.kind === 'max');
  const key = `output:${last.id}`;
  if (!pooled) return { text: { key, own: ['Output:', shownShape(last.shape)] }, tail: [] };
  return { text: { key, own: ['Output:', shownShape(image)] }, tail: trunk.main.slice(first) };
}
