import type { Operation } from '../op/operation';
import type { ParamValue } from '../op/params';
import type { Shape } from '../op/shape';
import type { KerasLayer, Loss } from './compiled';

/** What an output reads. */
interface Ending {
  readonly layer: KerasLayer;
  /** Where its values came about: before what only reorders them or acts in training alone. */
  readonly values: { readonly layer: KerasLayer; readonly op: Operation };
  readonly shape: Shape;
}

const PARTNER: Readonly<Record<Loss, string | null>> = {
  categorical_crossentropy: 'softmax',
  binary_crossentropy: 'sigmoid',
  mean_squared_error: null,
};

/**
 * The loss that an output asks for. On `auto`: cross-entropy after softmax or sigmoid, and for several numbers that no
 * activation follows, which are then logits, one per class; mean squared error otherwise.
 */
export function lossOf(asked: ParamValue | undefined, ending: Ending): Loss {
  if (typeof asked === 'string' && isLoss(asked)) return asked;
  switch (activationOf(ending.values.layer)) {
    case 'softmax':
    case 'log_softmax':
      return 'categorical_crossentropy';
    case 'sigmoid':
      return 'binary_crossentropy';
    default:
      return isRaw(ending) && ending.shape.at(-1) !== 1 ? 'categorical_crossentropy' : 'mean_squared_error';
  }
}

/**
 * The layer that holds logits for this loss: the one before its softmax or sigmoid, the output itself when no
 * activation follows, or `null` when the loss has to work with what comes out.
 */
export function logitsOf(loss: Loss, ending: Ending): string | null {
  const partner = PARTNER[loss];
  if (partner === null) return null;
  const { layer, values } = ending;
  const activation = activationOf(values.layer);
  if (activation === partner) return values.layer === layer ? (layer.inbound_nodes[0]?.[0]?.[0] ?? null) : null;
  // The softmax of a log-softmax is the softmax of what went into it.
  const isLogits = isRaw(ending) || (partner === 'softmax' && activation === 'log_softmax');
  return isLogits ? layer.name : null;
}

const isLoss = (name: string): name is Loss => Object.hasOwn(PARTNER, name);

const isRaw = ({ values: { op } }: Ending): boolean => op.category !== 'activation' && op.id !== 'input';

function activationOf({ class_name, config }: KerasLayer): string | null {
  return class_name === 'Activation' && typeof config.activation === 'string' ? config.activation : null;
}
