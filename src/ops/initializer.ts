import type { Initializer, KerasConfig } from '../core/op/operation';
import { choice } from '../core/op/params';

const NAMES = {
  glorot_uniform: 'Glorot uniform',
  glorot_normal: 'Glorot normal',
  he_uniform: 'He uniform',
  he_normal: 'He normal',
  lecun_normal: 'LeCun normal',
  random_normal: 'normal, σ 0.05',
  zeros: 'zeros',
  ones: 'ones',
} as const;

/** The parameter that says how a kernel's values are drawn before training. */
export const initializer = () =>
  choice<keyof typeof NAMES>({
    default: 'glorot_uniform',
    label: 'Initial weights',
    help: 'How the weights are drawn before training; He suits ReLU, Glorot suits tanh and sigmoid.',
    options: NAMES,
  });

const scaling = (scale: number, mode: 'fan_in' | 'fan_avg', distribution: 'normal' | 'uniform'): KerasConfig => ({
  class_name: 'VarianceScaling',
  config: { scale, mode, distribution, seed: null },
});

/** As Keras writes it. Glorot, He and LeCun are all VarianceScaling, which every reader of Keras files knows. */
export const KERAS_INITIALIZER: Readonly<Record<Initializer, KerasConfig>> = {
  zeros: { class_name: 'Zeros', config: {} },
  ones: { class_name: 'Ones', config: {} },
  glorot_uniform: scaling(1, 'fan_avg', 'uniform'),
  glorot_normal: scaling(1, 'fan_avg', 'normal'),
  he_uniform: scaling(2, 'fan_in', 'uniform'),
  he_normal: scaling(2, 'fan_in', 'normal'),
  lecun_normal: scaling(1, 'fan_in', 'normal'),
  random_normal: { class_name: 'RandomNormal', config: { mean: 0, stddev: 0.05, seed: null } },
  'constant_0.25': { class_name: 'Constant', config: { value: 0.25 } },
};

const flat = (name: string): string => name.replaceAll('_', '').toLowerCase();

function fromVarianceScaling(config: KerasConfig): keyof typeof NAMES | null {
  const distribution = String(config.distribution ?? 'truncated_normal').endsWith('uniform') ? 'uniform' : 'normal';
  const scale = Number(config.scale ?? 1);
  const mode = flat(String(config.mode ?? 'fan_in'));
  if (mode === 'fanavg' && scale === 1) return `glorot_${distribution}`;
  if (mode === 'fanin' && scale === 2) return `he_${distribution}`;
  return mode === 'fanin' && scale === 1 && distribution === 'normal' ? 'lecun_normal' : null;
}

/**
 * Reads a Keras initializer: a name (`he_normal`, `HeNormal`) or `{ class_name, config }`.
 * One that Netloom has no name for becomes Glorot uniform; it matters only to a training from scratch.
 */
export function initializerFromKeras(value: unknown): keyof typeof NAMES {
  const object = typeof value === 'object' && value !== null ? (value as KerasConfig) : { class_name: value };
  const name = flat(String(object.class_name ?? ''));
  const config = (object.config ?? {}) as KerasConfig;
  const named = (Object.keys(NAMES) as (keyof typeof NAMES)[]).find(n => flat(n) === name);
  return named ?? (name === 'variancescaling' ? fromVarianceScaling(config) : null) ?? 'glorot_uniform';
}
