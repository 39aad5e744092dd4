import type { Architecture, Graph, Node, NodeId } from '../document/architecture';
import type { ProblemCode, WeightSpec, Window } from '../op/operation';
import type { Shape } from '../op/shape';

/** A change to the document; pure. */
export type Edit = (doc: Architecture) => Architecture;

/** A way out of a Problem, one click and one undo step. */
export interface Fix {
  readonly label: string;
  readonly edit: Edit;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  /** The node it sits on, as the way there: ids of the module instances entered, then the node. Empty: the whole graph. */
  readonly path: readonly NodeId[];
  /** The input port, when one wire is to blame. */
  readonly port?: string;
  /** One sentence with the numbers: `Linear needs a flat vector, got 5×5×16`. */
  readonly says: string;
  readonly why?: string;
  readonly fixes: readonly Fix[];
}

/** Counts for one sample. `null`: not known, because a size is not. */
export interface Costs {
  readonly parameters: number | null;
  readonly trainable: number | null;
  readonly macs: number | null;
  /** Values that a training step keeps for the way back. */
  readonly activations: number | null;
}

/** What inference knows about one node. */
export interface NodeFacts {
  readonly node: Node;
  /** The shape that arrives at each wired input port (`x`, `x.1`); `null` where it is not known for a problem upstream. */
  readonly inputs: Readonly<Record<string, Shape | null>>;
  /** By output port. `null`: none, for a problem here or upstream. */
  readonly outputs: Readonly<Record<string, Shape | null>>;
  /** Root causes only: a node downstream of a problem has none of its own. */
  readonly problems: readonly Problem[];
  readonly weights: Readonly<Record<string, WeightSpec>>;
  readonly costs: Costs;
  /** How one output value looks at the input; `null` where an operation does not say. */
  readonly window: Window | null;
  /** The arithmetic behind the output shape, a line per axis worth explaining. */
  readonly arithmetic: readonly string[];
  /** For an instance of a module: what is known inside it. */
  readonly inner?: GraphFacts;
}

/** What inference knows about a graph. */
export interface GraphFacts {
  readonly graph: Graph;
  /** Topological order; nodes on a cycle come last. */
  readonly order: readonly NodeId[];
  readonly nodes: ReadonlyMap<NodeId, NodeFacts>;
  /** Root causes in topological order, those inside modules included. */
  readonly problems: readonly Problem[];
  readonly costs: Costs;
}
