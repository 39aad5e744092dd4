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
  const width = figure.width ?? PAGE_WIDTH;
  // The figure of U-Net shows each convolution, where there is room for them.
  const drawsLayers = enlarges(doc) && width >= PAGE_WIDTH;
  return {
    style,
    detail: figure.detail ?? (style === 'volumes' && !drawsLayers ? 'modules' : 'layers'),
    folded: new Set(figure.folded ?? []),
    repeats: figure.repeats ?? 'fitting',
    scale: figure.scale ?? 'square-root',
    captionKind: figure.captionKind ?? 'paper',
    theme: theme === 'page' ? page : theme,
    width,
    tinted: figure.tinted ?? false,
    captions: figure.captions ?? {},
  };
}

/** Operations that make an image larger again, as on the way up in a network in the shape of a U. */
const ENLARGING: ReadonlySet<string> = new Set(['transposed_conv2d', 'upsample']);

function enlarges({ graph, modules }: Architecture): boolean {
  const graphs = [graph, ...Object.values(modules).map(m => m.graph)];
  return graphs.some(g => g.nodes.some(n => ENLARGING.has(n.op)));
}

/** Neurons for a perceptron, volumes for a chain of layers on images and for a U, blocks for what branches or is built from modules. */
export function fittingStyle(doc: Architecture, ops: Catalogue): FigureOptions['style'] {
  const { nodes } = doc.graph;
  if (enlarges(doc) && nodes.some(n => n.op === 'concat')) return 'volumes';
  if (nodes.some(n => moduleOf(n.op) !== null)) return 'blocks';
  const kinds = new Set<Kind | undefined>(nodes.map(n => ops.get(n.op)?.kind));
  if (kinds.has('merge') || nodes.length > LONG) return 'blocks';
  return kinds.has('linear') && !kinds.has('conv') ? 'neurons' : 'volumes';
}
