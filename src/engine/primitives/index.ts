import { convolution, transposedConvolution } from './convolution';
import { depthwise } from './depthwise';
import { elementwise } from './elementwise';
import { linear } from './linear';
import { merge } from './merge';
import { batchNorm, groupNorm, responseNorm } from './normalisation';
import { affine, noise, softmax } from './pointwise';
import { globalPool, pool } from './pool';
import type { Kind, PrimitivePlan } from './primitive';
import { concat, frame, permute, resample, reshape } from './shaping';

/** How each primitive is computed. */
export const primitives: { readonly [K in Kind]: PrimitivePlan<K> } = {
  convolution,
  transposedConvolution,
  depthwise,
  linear,
  pool,
  globalPool,
  elementwise,
  merge,
  affine,
  frame,
  concat,
  reshape,
  permute,
  resample,
  batchNorm,
  groupNorm,
  responseNorm,
  noise,
  softmax,
};
