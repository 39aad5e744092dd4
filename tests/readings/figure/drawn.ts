import { readFileSync } from 'node:fs';
import type { Architecture, FigureSettings } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';
import { drawFigure } from '../../../src/readings/figure/draw-figure';
import type { FigureGraph } from '../../../src/readings/figure/figure-graph';
import { figureOptions } from '../../../src/readings/figure/figure-options';
import type { Box, Scene } from '../../../src/readings/figure/scene';
import { unfold } from '../../../src/readings/figure/unfold';

export function presetDocument(id: string, figure?: FigureSettings): Architecture {
  const text = readFileSync(new URL(`../../../presets/${id}.netloom.json`, import.meta.url), 'utf8');
  const read = readDocument(text);
  if (!read.ok) throw new Error(read.says);
  return figure ? { ...read.document, figure } : read.document;
}

export const drawn = (doc: Architecture): Scene =>
  drawFigure(doc, catalogue, infer(doc, catalogue), figureOptions(doc, catalogue, 'light'));

export const drawnPreset = (id: string, figure: FigureSettings): Scene => drawn(presetDocument(id, figure));

export function unfolded(doc: Architecture): FigureGraph {
  return unfold(doc, catalogue, infer(doc, catalogue), figureOptions(doc, catalogue, 'light'));
}

/** Captions by kind of key, in the order of drawing, lines joined by a space. */
export const captionsOf = (scene: Scene, kind: string): readonly string[] =>
  scene.captions.filter(c => c.key.startsWith(`${kind}:`)).map(c => c.text.replaceAll('\n', ' '));

/** Pairs of boxes that share more than a hair's breadth. */
export function overlaps<T extends { readonly box: Box }>(items: readonly T[]): readonly (readonly [T, T])[] {
  const hair = 0.01;
  const meet = ({ box: a }: T, { box: b }: T): boolean =>
    a.x + a.width > b.x + hair &&
    b.x + b.width > a.x + hair &&
    a.y + a.height > b.y + hair &&
    b.y + b.height > a.y + hair;
  return items.flatMap((a, i) => items.slice(i + 1).flatMap(b => (meet(a, b) ? [[a, b] as const] : [])));
}
