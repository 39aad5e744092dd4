import { moduleOf, type NodeId } from '../document/architecture';
import type { GraphFacts, NodeFacts } from '../inference/facts';
import { into, wiringOf } from '../inference/wiring';
import type { Window } from '../op/operation';

/** What one value of a feature map sees of the network's input, in pixels; each a pair of height and width. */
export interface ReceptiveField {
  readonly size: Pair;
  /** How far apart in the input two neighbours look. */
  readonly stride: Pair;
  /** How far the first value's view reaches over the input's top and left edge. */
  readonly padding: Pair;
}
type Pair = readonly [height: number, width: number];

const PIXEL: ReceptiveField = { size: [1, 1], stride: [1, 1], padding: [0, 0] };
/** By output port; no entry where there is no position any more. */
type Fields = ReadonlyMap<string, ReceptiveField>;

/**
 * The receptive field of every node that makes an image, by its path: ids of the module instances entered and its own,
 * joined by `/`. `null` where values have no place in the image (vectors) or where the operation does not tell how it
 * looks at its input (upsampling).
 *
 * With a window of kernel k, dilation d, stride s and padding p over a map of field r, effective stride j and effective
 * padding q: r' = r + d(k − 1)j, j' = s·j, q' = q + p·j. Where paths meet, the field is what any of them sees.
 * Araujo, Norris and Sim, “Computing Receptive Fields of Convolutional Neural Networks”, Distill 2019.
 */
export function receptiveFields(facts: GraphFacts): ReadonlyMap<string, ReceptiveField | null> {
  const known = worked.get(facts);
  if (known) return known;
  const found = new Map<string, ReceptiveField | null>();
  walk(facts, '', null, found);
  worked.set(facts, found);
  return found;
}

/** Several parts of the page ask for the same. */
const worked = new WeakMap<GraphFacts, ReadonlyMap<string, ReceptiveField | null>>();

/** Fields of one graph; `entering` are those at its `input` nodes. Returns those at its `output` nodes. */
function walk(
  facts: GraphFacts,
  prefix: string,
  entering: Fields | null,
  found: Map<string, ReceptiveField | null>,
): Fields {
  const wiring = wiringOf(facts.graph.wires);
  const made = new Map<NodeId, Fields>();
  const leaving = new Map<string, ReceptiveField>();
  for (const id of facts.order) {
    const at = facts.nodes.get(id);
    if (!at) continue;
    const arriving = new Map<string, ReceptiveField | undefined>();
    for (const { wire } of into(wiring, id)) arriving.set(wire.to[1], made.get(wire.from[0])?.get(wire.from[1]));
    const { node, inner } = at;
    if (inner && !node.muted && moduleOf(node.op) !== null) {
      const known = new Map([...arriving].flatMap(([port, field]) => (field ? [[port, field] as const] : [])));
      const fields = walk(inner, `${prefix}${id}/`, known, found);
      made.set(id, fields);
      found.set(prefix + id, fields.values().next().value ?? null);
      continue;
    }
    const field = node.op === 'input' ? atInput(at, entering) : through(at, [...arriving.values()]);
    found.set(prefix + id, field);
    if (!field) continue;
    made.set(id, new Map(Object.keys(at.outputs).map(port => [port, field])));
    if (node.op === 'output') leaving.set(id, field);
  }
  return leaving;
}

function atInput({ node, outputs }: NodeFacts, entering: Fields | null): ReceptiveField | null {
  if (entering) return entering.get(node.id) ?? null;
  return outputs.y?.length === 3 ? PIXEL : null;
}

function through(at: NodeFacts, arriving: readonly (ReceptiveField | undefined)[]): ReceptiveField | null {
  const seen = union(at.node.muted ? arriving.slice(0, 1) : arriving);
  if (!seen || (!at.window && !keepsPlaces(at))) return null;
  return at.window ? lookedAtThrough(at.window, seen) : seen;
}

/** Whether each value of the result belongs to the place of the inputs where it is itself. */
function keepsPlaces({ node, inputs, outputs }: NodeFacts): boolean {
  const [first] = Object.values(inputs);
  const result = node.op === 'output' ? first : Object.values(outputs)[0];
  if (node.op === 'permute' || result?.length !== 3) return false;
  return Object.values(inputs).every(x => x?.length === 3 && x[0] === result[0] && x[1] === result[1]);
}

function lookedAtThrough({ kernel, stride, dilation, padding }: Window, seen: ReceptiveField): ReceptiveField {
  const axis = (i: 0 | 1) => seen.size[i] + dilation[i] * (kernel[i] - 1) * seen.stride[i];
  return {
    size: [axis(0), axis(1)],
    stride: [seen.stride[0] * stride[0], seen.stride[1] * stride[1]],
    padding: [seen.padding[0] + padding[0] * seen.stride[0], seen.padding[1] + padding[2] * seen.stride[1]],
  };
}

/** What several maps see together: from the first edge that one of them reaches to the last. */
function union(fields: readonly (ReceptiveField | undefined)[]): ReceptiveField | null {
  let all: ReceptiveField | null = null;
  for (const field of fields) {
    if (!field) return null;
    all = all === null ? field : both(all, field);
    if (!all) return null;
  }
  return all;
}

function both(a: ReceptiveField, b: ReceptiveField): ReceptiveField | null {
  if (a.stride[0] !== b.stride[0] || a.stride[1] !== b.stride[1]) return null;
  const padding: Pair = [Math.max(a.padding[0], b.padding[0]), Math.max(a.padding[1], b.padding[1])];
  const reach = (i: 0 | 1) => padding[i] + Math.max(a.size[i] - a.padding[i], b.size[i] - b.padding[i]);
  return { size: [reach(0), reach(1)], stride: a.stride, padding };
}
