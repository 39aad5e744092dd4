import type { Architecture, Graph, ModuleId, NodeId } from '../../core/document/architecture';
import { orderOf } from '../../core/inference/order';
import type { Catalogue, Kind } from '../../core/op/operation';
import { kindOf } from './module-face';

/** One node of a module's inside in small. */
export interface MiniBlock {
  readonly row: number;
  readonly column: number;
  readonly kind: Kind | 'module';
}
/** A module's inside in small: branches as rows from left to right, and the merge that ends them as a bar. */
export interface Miniature {
  readonly blocks: readonly MiniBlock[];
  readonly rows: number;
  readonly columns: number;
  /** The kind of the last merge; `null` when the branches don't end in one. */
  readonly bar: Kind | 'module' | null;
}

const drawn = new WeakMap<Graph, Miniature>();
/** The inside of a module that the document does not have. */
const NOTHING: Graph = { nodes: [], wires: [] };

/** The miniature of a module. The same object as long as its graph is the same. */
export function miniatureOf(doc: Architecture, ops: Catalogue, id: ModuleId): Miniature {
  const graph = doc.modules[id]?.graph ?? NOTHING;
  const known = drawn.get(graph);
  if (known) return known;
  const made = draw(doc, ops, graph);
  drawn.set(graph, made);
  return made;
}

function draw(doc: Architecture, ops: Catalogue, graph: Graph): Miniature {
  const nodes = new Map(graph.nodes.filter(n => n.op !== 'input' && n.op !== 'output').map(n => [n.id, n]));
  const sources = new Map<NodeId, NodeId[]>();
  for (const { from, to } of graph.wires) {
    if (nodes.has(from[0]) && nodes.has(to[0])) sources.set(to[0], [...(sources.get(to[0]) ?? []), from[0]]);
  }
  const order = orderOf(graph).ids.filter(id => nodes.has(id));
  const last = order.at(-1);
  const bar = last !== undefined && (sources.get(last)?.length ?? 0) > 1 ? last : null;
  const places = new Map<NodeId, { readonly row: number; readonly column: number }>();
  const ends: (NodeId | null)[] = [];
  const blocks: MiniBlock[] = [];
  for (const id of order) {
    const node = nodes.get(id);
    if (!node || id === bar) continue;
    const from = sources.get(id) ?? [];
    const column = Math.max(-1, ...from.map(s => places.get(s)?.column ?? -1)) + 1;
    // It goes on in the row of what feeds it, when nothing else has gone on there yet.
    const open = ends.findIndex(end => end !== null && from.includes(end));
    const row = open < 0 ? ends.length : open;
    ends[row] = id;
    places.set(id, { row, column });
    blocks.push({ row, column, kind: kindOf(doc, ops, node.op) });
  }
  return {
    blocks,
    rows: Math.max(1, ends.length),
    columns: Math.max(1, ...blocks.map(b => b.column + 1)),
    bar: bar === null ? null : kindOf(doc, ops, nodes.get(bar)?.op ?? ''),
  };
}
