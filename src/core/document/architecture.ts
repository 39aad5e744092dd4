import type { ParamSpec, ParamValues } from '../op/params';
import type { TrainingPlan } from './training-plan';

export type NodeId = string;
export type ModuleId = string;
/** Which graph an edit touches: the document's own, or that of a module (all its instances share it). */
export type GraphId = typeof MAIN | ModuleId;
export const MAIN = 'main';

/** The document: an architecture, and nothing that could be derived from it. */
export interface Architecture {
  readonly format: 'netloom';
  readonly version: typeof VERSION;
  readonly title: string;
  readonly notes?: string;
  readonly graph: Graph;
  readonly modules: Readonly<Record<ModuleId, Module>>;
  /** So that a document reproduces a run. */
  readonly training?: TrainingPlan;
  /** How its figure is drawn, as far as the person chose. */
  readonly figure?: FigureSettings;
}
export const VERSION = 1;

export interface Graph {
  /** In the order in which they were added. */
  readonly nodes: readonly Node[];
  readonly wires: readonly Wire[];
  readonly frames?: readonly Frame[];
}

export interface Node {
  readonly id: NodeId;
  /** An operation's id, or `module:` and a module's id. */
  readonly op: string;
  /** What the person calls it: `C1`. Need not be unique. */
  readonly name: string;
  /** Only what differs from the operation's defaults. */
  readonly params: ParamValues;
  /** Top left corner on the canvas, in pixels at 100 %. */
  readonly at: readonly [x: number, y: number];
  /** Bypassed: its input goes through unchanged. */
  readonly muted?: true;
}

/**
 * A tensor's way from an output to an input. Every input port takes one wire, so `to` identifies it.
 * A port that takes several (`many`) is written `x.0`, `x.1`, …: the number gives the order and may have gaps.
 * A module's ports are the ids of the `input` and `output` nodes inside it; every other output port is `y`.
 */
export interface Wire {
  readonly from: readonly [NodeId, port: string];
  readonly to: readonly [NodeId, port: string];
}

export interface Frame {
  readonly id: string;
  readonly title: string;
  readonly at: readonly [x: number, y: number];
  readonly size: readonly [width: number, height: number];
}

/** A reusable composite. Inside, a parameter may be bound to one of the module's own: `{ $: 'pool_features' }`. */
export interface Module {
  readonly title: string;
  readonly summary?: string;
  readonly params: Readonly<Record<string, ParamSpec>>;
  readonly graph: Graph;
}

export const FIGURE_STYLES = ['volumes', 'blocks', 'neurons'] as const;
export const FIGURE_DETAILS = ['modules', 'layers', 'operations'] as const;
export const FIGURE_REPEATS = ['fold', 'each'] as const;
export const SCALE_LAWS = ['linear', 'square-root', 'log'] as const;
export const CAPTION_KINDS = ['paper', 'sizes', 'none'] as const;
export const FIGURE_THEMES = ['page', 'light', 'dark', 'print'] as const;

/** What the person chose for the figure; what is absent follows from the network. */
export interface FigureSettings {
  /** Stacks of feature maps, coloured blocks, or columns of neurons. */
  readonly style?: (typeof FIGURE_STYLES)[number];
  /** `modules`: every instance of a module is one block. `layers`: activations and the like belong to their layer. */
  readonly detail?: (typeof FIGURE_DETAILS)[number];
  /** Modules that stay one block at any level of detail. */
  readonly folded?: readonly ModuleId[];
  /** `fold`: equal modules one after the other are one block, `3 × Inception A`. Absent: where they would take too much room. */
  readonly repeats?: (typeof FIGURE_REPEATS)[number];
  /** How a side's length on paper follows from its number of pixels. */
  readonly scale?: (typeof SCALE_LAWS)[number];
  /** `paper`: `C1: feature maps 6@28×28`. `sizes`: `28×28×6`. */
  readonly captionKind?: (typeof CAPTION_KINDS)[number];
  /** `page` follows the page's theme; `print` needs no colour. */
  readonly theme?: (typeof FIGURE_THEMES)[number];
  /** In millimetres. */
  readonly width?: number;
  /** Lines between neurons are tinted by the weights of the last run. */
  readonly tinted?: true;
  /** Texts that the person wrote over the figure's own, by the key that the figure gives them. */
  readonly captions?: Readonly<Record<string, string>>;
}

export const EMPTY: Architecture = {
  format: 'netloom',
  version: VERSION,
  title: 'Untitled',
  graph: { nodes: [], wires: [] },
  modules: {},
};

export const moduleOf = (op: string): ModuleId | null => (op.startsWith('module:') ? op.slice('module:'.length) : null);

export const graphOf = (doc: Architecture, id: GraphId): Graph | undefined =>
  id === MAIN ? doc.graph : doc.modules[id]?.graph;

/** `doc` with one of its graphs replaced; the same object when nothing changed. */
export function withGraph(doc: Architecture, id: GraphId, graph: Graph): Architecture {
  if (graphOf(doc, id) === graph) return doc;
  if (id === MAIN) return { ...doc, graph };
  const module = doc.modules[id];
  return module ? { ...doc, modules: { ...doc.modules, [id]: { ...module, graph } } } : doc;
}

/** Identifies a wire: no input port takes two. */
export const wireKey = (wire: Wire): string => `${wire.to[0]}:${wire.to[1]}`;

/** `x.2` is the third wire into the port `x`; `index` is `null` for a port that takes one wire. */
export function parsePort(port: string): { readonly name: string; readonly index: number | null } {
  const dot = port.lastIndexOf('.');
  const index = dot < 0 ? Number.NaN : Number(port.slice(dot + 1));
  return Number.isInteger(index) ? { name: port.slice(0, dot), index } : { name: port, index: null };
}
