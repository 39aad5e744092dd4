import { isRecord, type JsonRecord } from '../json/record';

/** Layers whose `activation` setting is what they are, not something added to them. */
const OWN = new Set(['Activation', 'Softmax', 'LogSoftmax']);
const IDENTITY = 'linear';

/**
 * Takes a fused activation off a layer: the layer's settings without it, and the settings of an `Activation` layer to
 * put behind it, or `null` when there is none.
 */
export function splitActivation(
  className: string,
  config: JsonRecord,
): { readonly bare: JsonRecord; readonly activation: JsonRecord | null } {
  const { activation } = config;
  const named = activationName(activation);
  if (OWN.has(className)) return { bare: named === null ? config : { ...config, activation: named }, activation: null };
  if (activation === undefined || activation === null || named === IDENTITY) return { bare: config, activation: null };
  return { bare: { ...config, activation: IDENTITY }, activation: { activation: named ?? activation } };
}

/** `relu` from `'relu'`, or from the record that Keras writes for a layer or a registered function. */
function activationName(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return null;
  const { class_name: className, config } = value;
  if (className === 'function' && typeof config === 'string') return config;
  return typeof className === 'string' &&
    (!isRecord(config) || Object.keys(config).every(k => k === 'name' || k === 'dtype'))
    ? className.toLowerCase()
    : null;
}

/** True for `Activation('linear')`, which changes nothing. */
export const isIdentity = (className: string, config: JsonRecord): boolean =>
  className === 'Activation' && activationName(config.activation) === IDENTITY;
