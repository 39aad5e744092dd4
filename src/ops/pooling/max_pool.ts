import { image, type KerasConfig, operation } from '../../core/op/operation';
import type { ParamValues } from '../../core/op/params';
import { allRead, channelsLast } from '../kerasFields';
import {
  kerasPooling,
  ownPooling,
  pooledShape,
  poolingFromKeras,
  poolingNotation,
  poolingParams,
  refusesWidePadding,
  roundsEvenly,
  slidingOf,
} from '../poolingWindow';
import { engineWindow, explicitSides, slidingArithmetic, slidingWindow } from '../sliding';

const fromKeras = (config: KerasConfig): ParamValues | null =>
  channelsLast(config) ? allRead(poolingFromKeras(config)) : null;

export const maxPool = operation({
  id: 'max_pool',
  title: 'Max pooling',
  short: 'Max',
  category: 'pooling',
  kind: 'max',
  order: 1,
  glyph: '<path d="M4 4h12v12H4zM10 4v12M4 10h12"/><rect x="10" y="4" width="6" height="6" fill="currentColor"/>',
  summary: 'Keeps the largest value of each window: whether a feature is there, not where exactly.',
  aliases: ['maxpool', 'subsampling', 'downsample', 'nn.MaxPool2d', 'MaxPooling2D', 'pool'],
  figure: { verb: 'Max pooling', legend: 'MaxPool' },
  formula: 'y_{i,j,c} = \\max_{(u,v) \\in W} x_{i s + u,\\; j s + v,\\; c}',
  typed: ['kernel', 'stride'],
  inputs: { x: image() },
  params: poolingParams,
  notation: p => poolingNotation('max', p),
  shape: ({ x }, p) => refusesWidePadding(p) ?? pooledShape(x, p),
  arithmetic: ({ x }, p) => slidingArithmetic(x, slidingOf(p)),
  window: ({ x }, p) => slidingWindow(x, slidingOf(p)),
  keras(k, { x }, p, shapes) {
    const plain = roundsEvenly(shapes.x.x, p) && explicitSides(p.padding).every(side => side === 0);
    return plain
      ? k.layer('MaxPooling2D', kerasPooling(p, p.padding === 'same' ? 'same' : 'valid'), [x])
      : k.layer('PaddedMaxPooling2D', ownPooling(p), [x]);
  },
  engine: (b, { x }, p, { x: from }) =>
    b.add({ kind: 'pool', mode: 'max', counted: false, ...engineWindow(from.x, slidingOf(p)) }, [x]),
  fromKeras: { MaxPooling2D: fromKeras, MaxPool2D: fromKeras, PaddedMaxPooling2D: fromKeras },
});
