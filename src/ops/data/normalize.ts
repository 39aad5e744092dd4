import { type KerasConfig, operation, refuse, tensor } from '../../core/op/operation';
import { choice, type ParamValues, real } from '../../core/op/params';
import { formatShape } from '../../core/op/shape';

/** Mean and deviation by channel, of pixels between 0 and 1, as torchvision and the data sets' users state them. */
const KNOWN = {
  imagenet: { title: 'ImageNet', mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  cifar10: { title: 'CIFAR-10', mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616] },
  mnist: { title: 'MNIST', mean: [0.1307], std: [0.3081] },
} as const;
type Known = keyof typeof KNOWN;
const isKnown = (name: string): name is Known => name in KNOWN;

/** 1e-6 apart at most: files hold single precision and variances. */
const close = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((v, i) => Math.abs(v - (b[i] ?? Number.NaN)) < 1e-6);

function numbers(value: unknown): readonly number[] | null {
  const flat: readonly unknown[] = Array.isArray(value) ? value.flat(6) : [value];
  return flat.every(v => typeof v === 'number') ? flat : null;
}

function fromKeras(config: KerasConfig): ParamValues | null {
  const mean = numbers(config.mean);
  const std = numbers(config.variance)?.map(Math.sqrt);
  if (!mean || !std) return null;
  const known = (Object.keys(KNOWN) as Known[]).find(k => close(mean, KNOWN[k].mean) && close(std, KNOWN[k].std));
  if (known) return { statistics: known };
  const [m, s] = [mean[0], std[0]];
  return mean.length === 1 && std.length === 1 && m !== undefined && s !== undefined
    ? { statistics: 'custom', mean: m, std: s }
    : null;
}

export const normalize = operation({
  id: 'normalize',
  title: 'Normalise input',
  short: 'Normalise',
  category: 'data',
  kind: 'data',
  order: 4,
  glyph: '<path d="M3 15c3.5 0 4-10 7-10s3.5 10 7 10"/><path d="M10 3v14"/>',
  summary:
    'Takes away the mean and divides by the deviation, both fixed and known beforehand, so that inputs centre on 0.',
  aliases: ['Normalization', 'transforms.Normalize', 'standardize', 'mean std', 'preprocess', 'imagenet'],
  formula: 'y_c = \\frac{x_c - \\mu_c}{\\sigma_c}',
  inputs: { x: tensor() },
  params: {
    statistics: choice({
      default: 'imagenet',
      label: 'Statistics',
      help: 'Means and deviations of a data set’s pixels between 0 and 1, or your own.',
      options: { imagenet: 'ImageNet', cifar10: 'CIFAR-10', mnist: 'MNIST', custom: 'my own' },
    }),
    mean: real({ default: 0.5, step: 0.01, label: 'Mean', help: 'Of all channels; used with my own.' }),
    std: real({ default: 0.5, min: 1e-6, step: 0.01, label: 'Deviation', help: 'Of all channels; used with my own.' }),
  },
  affine: true,
  notation: p => (isKnown(p.statistics) ? KNOWN[p.statistics].title : `(x − ${p.mean}) / ${p.std}`),
  shape({ x }, p) {
    const channels = x.at(-1) ?? null;
    if (!isKnown(p.statistics) || channels === null) return x;
    const { title, mean } = KNOWN[p.statistics];
    if (mean.length === 1 || channels === mean.length) return x;
    const fitting = (Object.keys(KNOWN) as Known[]).filter(k => KNOWN[k].mean.length === channels);
    return refuse('wrong-size', `${title}’s statistics are for ${mean.length} channels, got ${formatShape(x)}`, {
      mends: [
        ...fitting.map(k => ({ label: `Use ${KNOWN[k].title}’s`, do: 'set', params: { statistics: k } }) as const),
        { label: 'Use one mean for all channels', do: 'set', params: { statistics: 'custom' } },
      ],
    });
  },
  keras(k, { x }, p) {
    const { mean, std } = isKnown(p.statistics) ? KNOWN[p.statistics] : { mean: [p.mean], std: [p.std] };
    return k.layer('Normalization', { axis: -1, mean, variance: std.map(s => s * s) }, [x]);
  },
  engine(b, { x }, p) {
    const { mean, std } = isKnown(p.statistics) ? KNOWN[p.statistics] : { mean: [p.mean], std: [p.std] };
    return b.add({ kind: 'affine', factor: std.map(s => 1 / s), offset: mean.map((m, c) => -m / (std[c] ?? 1)) }, [x]);
  },
  fromKeras: { Normalization: fromKeras },
});
