import type { NodeId } from '../../../core/document/architecture';
import type { Area } from './grid-index';
import type { Ink } from './ink';
import type { Block, Frame, Indexed, Stroke } from './picture';
import { isNear, STRAIGHT_BELOW, strokeWidth, traceWire } from './stroke';

type Pen = OffscreenCanvasRenderingContext2D;

/** What is to be drawn, and where it goes: `zoom`, then moved by `x` and `y` pixels. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

/** Names are this large whatever the scale, in pixels of the window. */
const NAME = 10.5;
/** A name needs a block of this size, in pixels of the window, to stand in it. */
const ROOMY = { width: 56, height: 15 } as const;
/** Above this many blocks in sight, those without a name inside go without. */
const MANY = 700;
/** Smaller corners than this are not seen. */
const SMALL = 5;

/** The nodes of the graph on the canvas that are drawn: these only, or all but these. */
export type Part = { readonly only: ReadonlySet<NodeId> } | { readonly but: ReadonlySet<NodeId> };

/** Draws frames, wires, blocks and names of what is in view and belongs to the part. */
export function drawPicture(
  context: Pen,
  picture: Indexed,
  view: View,
  ink: Ink,
  selected: { readonly nodes: ReadonlySet<NodeId>; readonly wires: ReadonlySet<string> },
  part: Part,
): void {
  const isPart = (id: NodeId): boolean => ('only' in part ? part.only.has(id) : !part.but.has(id));
  const { zoom } = view;
  const area: Area = {
    x: -view.x / zoom,
    y: -view.y / zoom,
    width: view.width / zoom,
    height: view.height / zoom,
  };
  const blocks = [...picture.blocksAt.within(area)].filter(b => isPart(b.top));
  const shown = picture.framesAt.within(area);
  const frames = picture.frames.filter(f => shown.has(f) && isPart(f.top));
  context.save();
  context.translate(view.x, view.y);
  context.scale(zoom, zoom);
  drawFrames(context, frames, zoom, ink, selected.nodes);
  const strokes = picture.strokes.filter(
    s => isNear(s, area) && [s.top, s.source, s.target].every(id => id === null || isPart(id)),
  );
  drawStrokes(context, strokes, zoom, ink, selected.wires);
  drawBlocks(context, blocks, zoom, ink, selected.nodes);
  context.restore();
  drawNames(context, picture, blocks, frames, view, ink);
}

function drawFrames(
  context: Pen,
  frames: readonly Frame[],
  zoom: number,
  ink: Ink,
  selected: ReadonlySet<NodeId>,
): void {
  context.lineWidth = 1 / zoom;
  context.fillStyle = ink.frame;
  context.strokeStyle = ink.frameLine;
  context.beginPath();
  for (const f of frames) context.roundRect(f.x, f.y, f.width, f.height, 14);
  context.fill();
  context.stroke();
  outline(
    context,
    frames.filter(f => f.depth === 0 && selected.has(f.top)),
    ink.accent,
    zoom,
  );
}

function drawStrokes(
  context: Pen,
  strokes: readonly Stroke[],
  zoom: number,
  ink: Ink,
  selected: ReadonlySet<string>,
): void {
  const straight = zoom < STRAIGHT_BELOW;
  const groups = new Map<string, { readonly colour: string; readonly width: number; readonly strokes: Stroke[] }>();
  for (const stroke of strokes) {
    const colour = selected.has(stroke.key) ? ink.accent : ink.wire;
    const width = strokeWidth(stroke.width, zoom);
    const key = `${colour}:${width}`;
    const group = groups.get(key);
    if (group) group.strokes.push(stroke);
    else groups.set(key, { colour, width, strokes: [stroke] });
  }
  for (const { colour, width, strokes: list } of groups.values()) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    const path = new Path2D();
    for (const stroke of list) traceWire(path, stroke, straight);
    context.stroke(path);
  }
}

function drawBlocks(
  context: Pen,
  blocks: readonly Block[],
  zoom: number,
  ink: Ink,
  selected: ReadonlySet<NodeId>,
): void {
  const byKind = new Map<Block['kind'], Block[]>();
  for (const block of blocks) {
    const list = byKind.get(block.kind);
    if (list) list.push(block);
    else byKind.set(block.kind, [block]);
  }
  for (const [kind, list] of byKind) {
    context.fillStyle = ink.kinds.get(kind) ?? ink.name;
    context.beginPath();
    for (const b of list) {
      if (b.height * zoom < SMALL) context.rect(b.x, b.y, b.width, b.height);
      else context.roundRect(b.x, b.y, b.width, b.height, 6);
    }
    context.fill();
  }
  outline(
    context,
    blocks.filter(b => b.bad),
    ink.bad,
    zoom,
  );
  outline(
    context,
    blocks.filter(b => b.depth === 0 && selected.has(b.top)),
    ink.accent,
    zoom,
  );
}

function outline(context: Pen, boxes: readonly Area[], colour: string, zoom: number): void {
  if (boxes.length === 0) return;
  const away = 2 / zoom;
  context.strokeStyle = colour;
  context.lineWidth = 2 / zoom;
  context.beginPath();
  for (const b of boxes) context.roundRect(b.x - away, b.y - away, b.width + 2 * away, b.height + 2 * away, 8);
  context.stroke();
}

/** Names inside blocks where they fit, else beside those that have room there. */
function drawNames(
  context: Pen,
  picture: Indexed,
  blocks: readonly Block[],
  frames: readonly Frame[],
  view: View,
  ink: Ink,
): void {
  const { zoom } = view;
  context.font = `500 ${NAME}px ${ink.font}`;
  context.textBaseline = 'middle';
  const few = blocks.length <= MANY;
  for (const b of blocks) {
    const [left, middle] = [b.x * zoom + view.x, (b.y + b.height / 2) * zoom + view.y];
    if (b.width * zoom >= ROOMY.width && b.height * zoom >= ROOMY.height) {
      context.fillStyle = ink.onBlock;
      context.textAlign = 'center';
      const fits = Math.floor((b.width * zoom - 8) / 5.6);
      context.fillText(clipped(b.name, fits), left + (b.width * zoom) / 2, middle);
    } else if (few && b.depth === 0) {
      beside(context, picture, b, left + b.width * zoom, middle, zoom, ink);
    }
  }
  if (!few) return;
  for (const f of frames) {
    if (f.depth > 0) continue;
    const [right, middle] = [(f.x + f.width) * zoom + view.x, (f.y + f.height / 2) * zoom + view.y];
    beside(context, picture, f, right, middle, zoom, ink);
  }
}

function beside(
  context: Pen,
  picture: Indexed,
  box: Block | Frame,
  right: number,
  middle: number,
  zoom: number,
  ink: Ink,
): void {
  const width = 12 + box.name.length * 6;
  const room: Area = {
    x: box.x + box.width + 1,
    y: box.y + box.height / 2 - NAME / 2 / zoom,
    width: width / zoom,
    height: NAME / zoom,
  };
  if (picture.blocksAt.within(room, 1).size > 0) return;
  for (const f of picture.framesAt.within(room, 2)) if (f.top !== box.top) return;
  context.fillStyle = ink.name;
  context.textAlign = 'left';
  context.fillText(box.name, right + 7, middle);
}

const clipped = (name: string, letters: number): string =>
  name.length <= letters ? name : `${name.slice(0, Math.max(1, letters - 1))}…`;
