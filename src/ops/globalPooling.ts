import type { KerasBuilder, KerasConfig, KerasRef, Window } from '../core/op/operation';
import { flag, type ParamValues } from '../core/op/params';
import type { ImageShape, Shape } from '../core/op/shape';
import { channelsLast } from './kerasFields';

/** Whether a global pooling leaves a vector or an image of one pixel. */
export const keepDimsParam = flag({
  default: false,
  label: 'Keep as image',
  help: 'Leaves a 1×1 image instead of a vector, so that it can scale an image by channels.',
});

export const globalShape = (x: ImageShape, keepDims: boolean): Shape => (keepDims ? [1, 1, x[2]] : [x[2]]);

/** The whole image is the window. */
export const globalWindow = (x: ImageShape): Window => ({
  kernel: [x[0] ?? 1, x[1] ?? 1],
  stride: [1, 1],
  dilation: [1, 1],
  padding: [0, 0, 0, 0],
});

/** A Keras global pooling, and a reshape behind it where the axes are kept, which tfjs's layers can't. */
export function kerasGlobal(k: KerasBuilder, className: string, x: KerasRef, keepDims: boolean, y: Shape): KerasRef {
  const pooled = k.layer(className, { data_format: 'channels_last' }, [x]);
  return keepDims ? k.layer('Reshape', { target_shape: y.map(d => d ?? -1) }, [pooled], 'keep') : pooled;
}

export const globalFromKeras = (config: KerasConfig): ParamValues | null =>
  channelsLast(config) ? { keepDims: config.keepdims === true } : null;
