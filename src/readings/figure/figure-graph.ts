import type { ModuleId, NodeId } from '../../core/document/architecture';
import type { Window } from '../../core/op/operation';
import type { Shape } from '../../core/op/shape';
import type { InkKind } from './ink';

/** One thing that a figure draws: an input, a layer with what belongs to it, a merge, or a module as a whole. */
export interface Step {
  /** The way to its node, joined by slashes. */
  readonly id: string;
  readonly path: readonly NodeId[];
  /** The ways to the activations, norms and the like that are drawn with it. */
  readonly within: readonly (readonly NodeId[])[];
  readonly role: 'input' | 'layer' | 'merge' | 'module';
  readonly kind: InkKind;
  /** What the person calls it: `C1`. */
  readonly name: string;
  /** Of what is drawn as a whole, the module that it is an instance of. */
  readonly module: ModuleId | null;
  /** What the legend calls it: `Convolution`. */
  readonly title: string;
  /** Under the arrow that leads to it: `Convolutions`. */
  readonly verb: string;
  /** `true` where several tensors are put side by side, rather than added up. */
  readonly joins: boolean;
  /** Where its tensors come from, in the order of its inputs, each source once. */
  readonly from: readonly Source[];
  /** What comes out of it, before what belongs to it is applied. `null` where that is not known. */
  readonly shape: Shape | null;
  /** Titles of the activations that are drawn with it: `ReLU`. */
  readonly activations: readonly string[];
  /** The document's outputs that it ends in. */
  readonly ends: readonly { readonly path: readonly NodeId[]; readonly name: string }[];
  /** The unfolded module instances that it is in, outermost first. */
  readonly groups: readonly Group[];
  readonly window: Window | null;
  /** Rows and columns that it slides over an image; `null` for what does no such thing. */
  readonly kernel: readonly [rows: number, columns: number] | null;
}
export interface Source {
  readonly step: string;
  readonly shape: Shape | null;
}
export interface Group {
  readonly id: string;
  readonly path: readonly NodeId[];
  /** The module's title. */
  readonly title: string;
}

/** What a figure draws, in topological order. */
export interface FigureGraph {
  readonly steps: readonly Step[];
  readonly byId: ReadonlyMap<string, Step>;
  /** By source, the steps that read it. */
  readonly readers: ReadonlyMap<string, readonly string[]>;
}

export function figureGraphOf(steps: readonly Step[]): FigureGraph {
  const readers = new Map<string, string[]>(steps.map(s => [s.id, []]));
  for (const step of steps) for (const { step: from } of step.from) readers.get(from)?.push(step.id);
  return { steps, byId: new Map(steps.map(s => [s.id, s])), readers };
}
