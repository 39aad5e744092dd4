import type { Operation } from '../../op/operation';

export const isSoftmax = (op: string): boolean => op === 'softmax' || op === 'log_softmax';

/** Whether an operation, once trained, hands its input's values on as they are, if in another order or shape. */
export const passesValues = (op: Operation): boolean => op.category === 'shape' || op.category === 'regularisation';

/** Whether an operation only mixes its inputs linearly once trained, without weights that make it worth having twice. */
export const staysLinear = (op: Operation): boolean =>
  passesValues(op) || op.id === 'batch_norm' || (op.affine === true && op.weights === undefined);
