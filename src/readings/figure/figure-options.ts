import { type Architecture, type FigureSettings, moduleOf } from '../../core/document/architecture';
import type { Catalogue, Kind } from '../../core/op/operation';
import type { InkTheme } from './ink';

/** How a figure is drawn, nothing left open. */
export interface FigureOptions {
  readonly style: NonNullable<FigureSettings['style']>;
  readonly detail: NonNullable<FigureSettings['detail']>;
  readonly folded: ReadonlySet<string>;
  /** `fitting`: equal modules one after the other are one block where all of them would take too much room. */
  readonly repeats: NonNullable<FigureSettings['repeats']> | 'fitting';
  readonly scale: NonNullable<FigureSettings['scale']>;
  readonly captionKind: NonNullable<FigureSettings['captionKind']>;
  readonly theme: InkTheme;
  /** In millimetres. */
  readonly width: number;
  readonly tinted: boolean;
  readonly captions: Readonly<Record<string, string>>;
}

/** The width of a page's text in most journals. */
export const PAGE_WIDTH = 174;
/** More nodes than these make a chain of volumes too long for a page. */
const LONG = 40;

/** The settings of a document, with what the person left open as the network asks for it. */
export function figureOptions(doc: Architecture, ops: Catalogue, page: 'light' | 'dark'): FigureOptions {
  const { figure = {} } = doc;
  const style = figure.style ?? fittingStyle(doc, ops);
  const theme = figure.theme ?? 'page';
  return {
    style,
    detail: figure.detail ?? (style === 'volumes' ? 'modules' : 'layers'),
    folded: new Set(figure.folded ?? []),
    repeats: figure.repeats ?? 'fitting',
    scale: figure.scale ?? 'square-root',
    captionKind: figure.captionKind ?? 'paper',
    theme: theme === 'page' ? page : theme,
    width: figure.width ?? PAGE_WIDTH,
    tinted: figure.tinted ?? false,
    captions: figure.captions ?? {},
  };
}

/** Neurons for a perceptron, volumes for a chain of layers on images, blocks for what branches or is built from modules. */
export function fittingStyle(doc: Architecture, ops: Catalogue): FigureOptions['style'] {
  const { nodes } = doc.graph;
  if (nodes.some(n => moduleOf(n.op) !== null)) return 'blocks';
  const kinds = new Set<Kind | undefined>(nodes.map(n => ops.get(n.op)?.kind));
  if (kinds.has('merge') || nodes.length > LONG) return 'blocks';
  return kinds.has('linear') && !kinds.has('conv') ? 'neurons' : 'volumes';
}
