// What the engine's plan may call. Addresses are bytes, sizes and steps floats; the number of images comes last.
export {
  biasGradient,
  convolve,
  convolveInput,
  convolveWeights,
  linear,
  linearWeights,
} from './convolution';
export { depthwise, depthwiseInput, depthwiseWeights } from './depthwise';
export {
  activate,
  activateGradient,
  addBias,
  addProduct,
  affine,
  combine,
  evaluate,
  scale,
  takeGradient,
} from './elementwise';
export { gather } from './images';
export { lossGradient, softmax, softmaxGradient } from './losses';
export { noise } from './noise';
export {
  batchApply,
  batchGradient,
  batchMoments,
  batchStatistics,
  batchSums,
  blendStatistics,
  groupNorm,
  groupNormGradient,
  responseNorm,
  responseNormGradient,
  runningStatistics,
} from './normalisation';
export { averageGradient, extremeGradient, pool } from './pooling';
export { pack } from './product';
export { resample, resampleGradient } from './resample';
export { blocks, clearImages, expand, frame, permute, reduce } from './rows';
export { update } from './update';
