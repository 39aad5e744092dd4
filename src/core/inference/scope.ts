import type { Architecture, GraphId, NodeId } from '../document/architecture';
import type { Catalogue } from '../op/operation';
import type { ParamSchema, Values } from '../op/params';
import { type Shape, sameShape } from '../op/shape';
import { sameParams } from './parameters';

/** Shapes at a module's `input` nodes; `null` where what is upstream of the instance is not known. */
export type Entering = ReadonlyMap<NodeId, Shape | null>;

/** Where a graph is looked at from: on its own, or inside an instance of a module. */
export interface Scope {
  readonly doc: Architecture;
  readonly ops: Catalogue;
  /** The graph that edits of its nodes go to. */
  readonly graphId: GraphId;
  /** What the module's parameters are; `null` for the document's own graph. */
  readonly params: Values<ParamSchema> | null;
  /** `null` when the graph stands alone: then its inputs have the shapes that they say. */
  readonly arriving: Entering | null;
}

/** Whether two scopes look the same from inside, the document apart. */
export const sameScope = (a: Scope, b: Scope): boolean =>
  a.ops === b.ops && a.graphId === b.graphId && sameParams(a.params, b.params) && sameEntering(a.arriving, b.arriving);

function sameEntering(a: Entering | null, b: Entering | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.size !== b.size) return false;
  for (const [id, shape] of a) if (!sameArrival(shape, b.get(id))) return false;
  return true;
}

/** Equality of what arrives at a port: a shape, nothing known (`null`), or no wire (`undefined`). */
export const sameArrival = (a: Shape | null | undefined, b: Shape | null | undefined): boolean =>
  a === b || (!!a && !!b && sameShape(a, b));
