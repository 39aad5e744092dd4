import type { Buffer } from './call';

/** A tensor of the network while its plan is made. */
export interface Tensor {
  readonly shape: readonly number[];
  /** Values of one image. */
  readonly size: number;
  /** Whether a weight that can be trained has a part in it. */
  readonly learns: boolean;
  /** How many nodes and losses read it. */
  readonly readers: number;
  /** Whether its values may be overwritten by the only node that reads it: nothing looks at them on the way back. */
  readonly spare: boolean;
  value: Buffer;
  /** What has been summed of the loss's gradient so far; `null` before the first part. */
  gradient: Buffer | null;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
