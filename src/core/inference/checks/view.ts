import type { Architecture, GraphId } from '../../document/architecture';
import type { Catalogue } from '../../op/operation';
import type { GraphFacts, Problem } from '../facts';

/** A graph as a check looks at it: the document's own, or that of a module as one instance sees it. */
export interface View {
  readonly doc: Architecture;
  readonly ops: Catalogue;
  readonly graphId: GraphId;
  readonly facts: GraphFacts;
}

/** Looks for one kind of problem. Paths are within the graph that it was given. */
export type Check = (view: View) => readonly Problem[];
