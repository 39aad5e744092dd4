// What the engine's plan may call. Addresses are bytes, sizes and steps floats; the number of images comes last.
export {
  biasGradient,
  convolve,
  convolveInput,
  convolveWeights,
  linear,
  linearWeights,
} from './convolution';
export { convolveTiles, convolveTilesWeights } from './winograd';
export { packTiles } from './winograd-tiles';
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
  runningStatistics,
} from './batch-norm';
export { groupNorm, groupNormGradient } from './group-norm';
export { responseNorm, responseNormGradient } from './response-norm';
export { averageGradient, extremeGradient, pool } from './pooling';
export { pack } from './product';
export { resample, resampleGradient } from './resample';
export { blocks, clearImages, expand, frame, permute, reduce } from './rows';
export { joinGradients, update } from './update';
