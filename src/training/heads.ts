import type { Compiled, CompiledOutput, Loss } from '../core/compiler/compiled';

/** An output as training sees it: where it is read, and how its loss follows from what is read there. */
export interface Head {
  /** The layer that is read: the one that holds logits for the loss, else the output itself. */
  readonly layer: string;
  readonly loss: Loss;
  readonly lossWeight: number;
  /** What turns the logits that are read into probabilities; `null` when no logits are read. */
  readonly link: 'softmax' | 'sigmoid' | null;
}

/** What turns the logits that a loss takes into probabilities. */
const PARTNER: Readonly<Record<Loss, Head['link']>> = {
  categorical_crossentropy: 'softmax',
  binary_crossentropy: 'sigmoid',
  mean_squared_error: null,
};

export const headsOf = (model: Compiled): readonly Head[] => model.outputs.map(head);

function head({ layer, loss, lossWeight, logits }: CompiledOutput): Head {
  const link = PARTNER[loss];
  return logits !== null && link !== null
    ? { layer: logits, loss, lossWeight, link }
    : { layer, loss, lossWeight, link: null };
}

/** The output whose predictions count: the one with the largest loss weight, the first of equals. */
export function mainHead(heads: readonly Head[]): number {
  const largest = Math.max(...heads.map(h => h.lossWeight));
  return heads.findIndex(h => h.lossWeight === largest);
}

/**
 * Why this model cannot learn these classes, as a sentence; `null` when it can.
 * Every output needs one value per class.
 */
export function misfit(model: Compiled, classes: number): string | null {
  if (model.outputs.length === 0) return 'The network has no output';
  if (!model.weights.some(w => w.trainable)) return 'The network has no weights that could be trained';
  for (const output of model.outputs) {
    const size = output.shape.reduce<number>((product, d) => product * (d ?? Number.NaN), 1);
    if (size !== classes) {
      const values = size === 1 ? '1 value' : `${size.toLocaleString('en')} values`;
      return `The output ${output.layer} has ${values}, the data set ${classes} classes`;
    }
  }
  return null;
}
