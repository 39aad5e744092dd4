import type { Architecture, FigureSettings } from '../../core/document/architecture';
import type { GraphFacts } from '../../core/inference/facts';
import type { Catalogue } from '../../core/op/operation';
import { drawFigure } from './draw-figure';
import { figureOptions, PAGE_WIDTH } from './figure-options';
import { POINTS_PER_MM, type Scene } from './scene';

/** A figure as it comes out of a printer. */
export interface OnPaper {
  /** In millimetres. */
  readonly width: number;
  readonly height: number;
  /** Its smallest letters in points; `null` where it has none. */
  readonly text: number | null;
}

/** Journals ask for letters of at least 6 to 8 points. */
export const LEAST_TEXT = 6;
/** The height of the text on a page of A4, in millimetres. */
export const PAGE_HEIGHT = 240;

export function onPaper({ unit, width, height, marks }: Scene): OnPaper {
  const sizes = marks.flatMap(m => (m.mark === 'text' ? [m.size * unit] : []));
  return {
    width: (width * unit) / POINTS_PER_MM,
    height: (height * unit) / POINTS_PER_MM,
    text: sizes.length === 0 ? null : Math.min(...sizes),
  };
}

export const isLegible = ({ text }: OnPaper): boolean => text === null || text >= LEAST_TEXT - 0.05;
export const fitsPage = ({ height }: OnPaper): boolean => height <= PAGE_HEIGHT;

/** A change of settings with which a figure can be read in print and fits a page. */
export interface WayOut {
  readonly change: FigureSettings;
  readonly paper: OnPaper;
}

const TRIED: readonly FigureSettings[] = [
  { detail: 'layers' },
  { detail: 'modules' },
  { repeats: 'fold' },
  { detail: 'modules', repeats: 'fold' },
  { width: PAGE_WIDTH },
  { style: 'blocks' },
  { style: 'blocks', detail: 'modules' },
  { style: 'volumes', detail: 'modules' },
];

/**
 * The smallest changes that make a figure readable on a page, by drawing it with each: at most two, and none that
 * changes more than another that is enough.
 */
export function waysOut(doc: Architecture, ops: Catalogue, facts: GraphFacts): readonly WayOut[] {
  const found: WayOut[] = [];
  const now = figureOptions(doc, ops, 'light');
  for (const change of TRIED) {
    const keys = Object.keys(change) as (keyof typeof change)[];
    const more = found.some(f =>
      Object.entries(f.change).every(([key, value]) => change[key as keyof FigureSettings] === value),
    );
    const same = keys.some(key => now[key] === change[key]);
    if (found.length === 2 || more || same || (change.width ?? now.width) < now.width) continue;
    const changed = { ...doc, figure: { ...doc.figure, ...change } };
    const paper = onPaper(drawFigure(changed, ops, facts, figureOptions(changed, ops, 'light')));
    if (isLegible(paper) && fitsPage(paper)) found.push({ change, paper });
  }
  return found;
}
