import { choice } from '../core/op/params';

export type Interpolation = 'nearest' | 'bilinear';

/** How the pixels between are made. */
export const interpolationParam = () =>
  choice<Interpolation>({
    default: 'nearest',
    label: 'Interpolation',
    help: 'Nearest repeats pixels; bilinear blends the four around, with pixel centres at ½ as in PyTorch and Keras.',
    options: { nearest: 'nearest', bilinear: 'bilinear' },
  });

/** `null` for what Netloom doesn't have (bicubic, area). */
export const interpolationFrom = (value: unknown): Interpolation | null =>
  value === 'nearest' || value === 'bilinear' ? value : null;
