import { image, operation } from '../../core/op/operation';
import { globalFromKeras, globalShape, globalWindow, keepDimsParam, kerasGlobal } from '../globalPooling';

export const globalMaxPool = operation({
  id: 'global_max_pool',
  title: 'Global max pooling',
  short: 'Global max',
  category: 'pooling',
  kind: 'max',
  order: 5,
  glyph: '<rect x="4" y="4" width="12" height="12"/><rect x="9" y="7" width="4" height="4" fill="currentColor"/>',
  summary: 'Reduces each channel to the largest value of its whole image: whether the feature is there at all.',
  aliases: ['gmp', 'GlobalMaxPooling2D', 'nn.AdaptiveMaxPool2d(1)', 'max'],
  figure: { verb: 'Global maximum', legend: 'MaxPool' },
  formula: 'y_c = \\max_{i,j} x_{i,j,c}',
  inputs: { x: image() },
  params: { keepDims: keepDimsParam },
  notation: p => (p.keepDims ? 'global, as image' : 'global'),
  shape: ({ x }, p) => globalShape(x, p.keepDims),
  window: ({ x }) => globalWindow(x),
  keras: (k, { x }, p, { y }) => kerasGlobal(k, 'GlobalMaxPooling2D', x, p.keepDims, y),
  engine: (b, { x }) => b.add({ kind: 'globalPool', mode: 'max' }, [x]),
  fromKeras: { GlobalMaxPooling2D: globalFromKeras, GlobalMaxPool2D: globalFromKeras },
});
