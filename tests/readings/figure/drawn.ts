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

export const inside = (point: Box, box: Box): boolean =>
  point.x > box.x && point.x < box.x + box.width && point.y > box.y && point.y < box.y + box.height;

/** Points along the lines of a figure's ways, about one every point of paper, away from their ends. */
export function pointsOnWays(scene: Scene, stroke: string): readonly Box[] {
  return scene.marks.flatMap(mark => {
    if (mark.mark !== 'path' || mark.stroke !== stroke || mark.fill !== undefined) return [];
    const points: Box[] = [];
    let at: readonly [number, number] = [0, 0];
    for (const segment of mark.segments) {
      if (segment[0] === 'Z') continue;
      const to = segment.slice(-2) as unknown as readonly [number, number];
      const steps = segment[0] === 'M' ? 0 : Math.ceil(Math.hypot(to[0] - at[0], to[1] - at[1]));
      for (let i = 1; i < steps; i++) {
        const part = i / steps;
        const [x, y] =
          segment[0] === 'C'
            ? onCurve(at, segment, part)
            : [at[0] + (to[0] - at[0]) * part, at[1] + (to[1] - at[1]) * part];
        points.push({ x, y, width: 0, height: 0 });
      }
      at = to;
    }
    return points;
  });
}

function onCurve(
  [x0, y0]: readonly [number, number],
  curve: readonly ['C', ...number[]],
  t: number,
): readonly [number, number] {
  const [, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x = 0, y = 0] = curve;
  const mix = (a: number, b: number, c: number, d: number): number =>
    (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
  return [mix(x0, x1, x2, x), mix(y0, y1, y2, y)];
}
