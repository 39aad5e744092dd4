import { type Architecture, type Graph, moduleOf, type Node } from '../../core/document/architecture';
import { formatValue, resolveParams } from '../../core/inference/parameters';
import type { Catalogue, Kind } from '../../core/op/operation';
import { isBound, type ParamSchema, type Values } from '../../core/op/params';
import { notationOf } from './node-size';

/** Categories that say what a module is about; activations and normalisations only go with them. */
const TELLING = new Set(['convolution', 'pooling', 'linear', 'merge']);

const faces = new WeakMap<Graph['nodes'], string | null>();

/**
 * The operation whose picture and hue stand for a node: its own, or for an instance of a module that does one telling
 * thing, such as Conv-BN-ReLU, that of this thing. Other modules stand for themselves.
 */
export function faceOf(doc: Architecture, ops: Catalogue, op: string): string {
  return onlyTelling(doc, ops, op, 0) ?? op;
}

/** The kind that gives a node its hue; `module` for a module that does several things. */
export function kindOf(doc: Architecture, ops: Catalogue, op: string): Kind | 'module' {
  return ops.get(faceOf(doc, ops, op))?.kind ?? (moduleOf(op) === null ? 'data' : 'module');
}

function onlyTelling(doc: Architecture, ops: Catalogue, op: string, depth: number): string | null {
  const module = moduleOf(op);
  if (module === null) return op;
  const nodes = doc.modules[module]?.graph.nodes;
  // A module that contains itself has no face.
  if (!nodes || depth > 8) return null;
  const known = faces.get(nodes);
  if (known !== undefined) return known;
  const telling = nodes.filter(n => moduleOf(n.op) !== null || TELLING.has(ops.get(n.op)?.category ?? ''));
  const [only] = telling;
  const face = only && telling.length === 1 ? onlyTelling(doc, ops, only.op, depth + 1) : null;
  if (face === null || ops.has(face)) faces.set(nodes, face);
  return face;
}

/**
 * What a card says below its name. For an instance of a module: the notation of the operation inside that all its
 * parameters go to (`3×3, 32 / 2`), else each parameter by its label (`pool features 64`). `around` has the values of
 * the parameters of the module that the node is in.
 */
export function cardNotation(
  doc: Architecture,
  ops: Catalogue,
  node: Pick<Node, 'op' | 'params'>,
  around: Values<ParamSchema> | null = null,
): string {
  const id = moduleOf(node.op);
  const module = id === null ? undefined : doc.modules[id];
  if (!module) return notationOf(ops, node, around);
  const { values } = resolveParams(module.params, node.params, around);
  const names = Object.keys(module.params);
  const target = boundNode(module.graph.nodes);
  if (target && ops.has(target.op)) return notationOf(ops, target, values);
  return names
    .map(name => `${(module.params[name]?.label ?? name).toLowerCase()} ${formatValue(values[name] ?? '')}`)
    .join(', ');
}

/** The one node inside a module that its parameters are bound to; none when there are several. */
function boundNode(nodes: readonly Node[]): Node | null {
  const bound = nodes.filter(n => Object.values(n.params).some(isBound));
  return bound.length === 1 ? (bound[0] ?? null) : null;
}
