import type { Primitive } from '../../core/op/engine';
import type { Stage } from '../plan/stage';

export type Kind = Primitive['kind'];
export type Of<K extends Kind> = Extract<Primitive, { readonly kind: K }>;

/** How the engine computes one kind of primitive: the calls there, and the calls back. */
export interface PrimitivePlan<K extends Kind> {
  forward(stage: Stage, primitive: Of<K>): void;
  /** Turns the output's gradient into those of the inputs and weights that need one. */
  backward(stage: Stage, primitive: Of<K>): void;
  /** `true` when the way back looks at the output's values. */
  readonly keepsOutput?: boolean;
  /** `true` when images of a batch are not independent of each other while training. */
  readonly couplesImages?: boolean;
}
