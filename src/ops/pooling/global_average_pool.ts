import { image, operation } from '../../core/op/operation';
import { globalFromKeras, globalShape, globalWindow, keepDimsParam, kerasGlobal } from '../globalPooling';

export const globalAveragePool = operation({
  id: 'global_average_pool',
  title: 'Global average pooling',
  short: 'Global avg',
  category: 'pooling',
  kind: 'avg',
  order: 4,
  glyph: '<rect x="4" y="4" width="12" height="12"/><path d="M6.5 10h7" stroke-width="3.4" opacity=".55"/>',
  summary: 'Reduces each channel to the mean of its whole image: a vector of any image size, without a weight.',
  aliases: ['gap', 'global avg', 'squeeze', 'GlobalAveragePooling2D', 'nn.AdaptiveAvgPool2d(1)', 'mean'],
  figure: { verb: 'Global average', legend: 'AvgPool' },
  formula: 'y_c = \\frac{1}{H W} \\sum_{i,j} x_{i,j,c}',
  inputs: { x: image() },
  params: { keepDims: keepDimsParam },
  affine: true,
  notation: p => (p.keepDims ? 'global, as image' : 'global'),
  shape: ({ x }, p) => globalShape(x, p.keepDims),
  window: ({ x }) => globalWindow(x),
  keras: (k, { x }, p, { y }) => kerasGlobal(k, 'GlobalAveragePooling2D', x, p.keepDims, y),
  engine: (b, { x }) => b.add({ kind: 'globalPool', mode: 'average' }, [x]),
  fromKeras: { GlobalAveragePooling2D: globalFromKeras, GlobalAvgPool2D: globalFromKeras },
});
