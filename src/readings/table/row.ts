import type { GraphId, NodeId } from '../../core/document/architecture';
import type { Problem } from '../../core/inference/facts';
import type { ParamSpec, ParamValue } from '../../core/op/params';

/** A parameter that a cell shows, as the edit that changes it needs it. */
export interface Target {
  readonly graph: GraphId;
  readonly node: NodeId;
  readonly param: string;
  readonly spec: ParamSpec;
  readonly value: ParamValue;
  /** Whose it is: the node's name. */
  readonly of: string;
  /** Comes from a parameter of the surrounding module; the edit goes to that instance. */
  readonly bound: boolean;
  /** The module whose instances all change with it. */
  readonly module: string | null;
}

/** A part of a cell's text; with a target where it is a parameter. */
export interface Piece {
  readonly text: string;
  readonly target?: Target;
}

/** A size as it stands in a cell: `35×35×192`, or `?` where it is not known. */
export interface Sized {
  readonly text: string;
  readonly known: boolean;
  /** Number of values, for sorting; `null` where it is not known. */
  readonly values: number | null;
}

/** A sum of which some parts may not be known. */
export interface Count {
  readonly known: number;
  readonly complete: boolean;
}

/**
 * One line of the table. `layer`: an operation with the normalisation and activation that belong to it. `repeat`: equal
 * instances of one module, one after the other. `branch`: a label above what follows the main way.
 */
export interface TableRow {
  readonly kind: 'operation' | 'layer' | 'module' | 'repeat' | 'branch';
  /** The way to it, ids joined by `/`; a layer and a repeat end in `~`. Stays the same over edits. */
  readonly key: string;
  /** An operation's id or `module:` and a module's id: its picture and hue. */
  readonly op: string;
  /** The module instances that lead to its graph. */
  readonly path: readonly NodeId[];
  readonly graph: GraphId;
  /** What selecting it selects. */
  readonly nodes: readonly NodeId[];
  /** As papers write it: `conv padded`, `3 × Inception A`. */
  readonly operation: string;
  readonly name: string;
  readonly remarks: readonly Piece[];
  readonly input: Sized;
  readonly output: Sized;
  /** The parameter that the output's last length is. */
  readonly outputTarget: Target | null;
  /** Learned numbers; running statistics are not counted. */
  readonly parameters: Count;
  /** Multiply-accumulates for one sample. */
  readonly macs: Count;
  /** Bytes that a training step keeps for the way back, for the whole batch. */
  readonly memory: Count;
  /** The first cause in it. */
  readonly problem: Problem | null;
  readonly muted: boolean;
  /** What searching looks through, besides its cells. */
  readonly words: string;
  /** Parameters by name, for searches such as `stride:2`. */
  readonly params: () => readonly (readonly [name: string, label: string, value: string])[];
  /** The rows inside; `null` where there is nothing to unfold. */
  readonly inside: (() => readonly TableRow[]) | null;
}

export interface TableChoices {
  /** Inputs, outputs and activations have rows of their own. */
  readonly everything: boolean;
}

/** The whole architecture as rows, with totals. */
export interface Table {
  readonly rows: readonly TableRow[];
  readonly total: { readonly parameters: Count; readonly macs: Count; readonly memory: Count };
  /** How many samples the memory is for. */
  readonly batchSize: number;
  /** Operations, those inside modules counted for each instance. */
  readonly operations: number;
}
