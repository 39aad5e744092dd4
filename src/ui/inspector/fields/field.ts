import type { ParamValue } from '../../../core/op/params';

/** What every field of the inspector gets: a parameter's value and what may be done with it. */
export interface FieldProps {
  /** For the label's `htmlFor`. */
  readonly id: string;
  readonly label: string;
  /** `undefined` when several nodes are selected and differ. */
  readonly value: ParamValue | undefined;
  /** Why a value is refused, as the end of a sentence; `null` when it is legal. */
  check(value: unknown): string | null;
  onChange(value: ParamValue): void;
  /** What is wrong with what stands in the field now. */
  onComplaint(says: string | null): void;
}
