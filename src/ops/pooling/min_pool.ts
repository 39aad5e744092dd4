import { image, type KerasConfig, operation } from '../../core/op/operation';
import type { ParamValues } from '../../core/op/params';
import { allRead, channelsLast } from '../kerasFields';
import {
  ownPooling,
  pooledShape,
  poolingFromKeras,
  poolingNotation,
  poolingParams,
  refusesWidePadding,
  slidingOf,
} from '../poolingWindow';
import { engineWindow, slidingArithmetic, slidingWindow } from '../sliding';

const fromKeras = (config: KerasConfig): ParamValues | null =>
  channelsLast(config) ? allRead(poolingFromKeras(config)) : null;

export const minPool = operation({
  id: 'min_pool',
  title: 'Min pooling',
  short: 'Min',
  category: 'pooling',
  kind: 'min',
  order: 3,
  glyph:
    '<path d="M4 4h12v12H4zM10 4v12M4 10h12"/><rect x="5.6" y="11.6" width="2.8" height="2.8" fill="currentColor"/>',
  summary: 'Keeps the smallest value of each window: dark strokes on a light ground survive.',
  aliases: ['minpool', 'erosion', 'downsample', '-max_pool2d(-x)', 'pool'],
  figure: { verb: 'Min pooling', legend: 'MinPool' },
  formula: 'y_{i,j,c} = \\min_{(u,v) \\in W} x_{i s + u,\\; j s + v,\\; c}',
  typed: ['kernel', 'stride'],
  inputs: { x: image() },
  params: poolingParams,
  notation: p => poolingNotation('min', p),
  shape: ({ x }, p) => refusesWidePadding(p) ?? pooledShape(x, p),
  arithmetic: ({ x }, p) => slidingArithmetic(x, slidingOf(p)),
  window: ({ x }, p) => slidingWindow(x, slidingOf(p)),
  keras: (k, { x }, p) => k.layer('MinPooling2D', ownPooling(p), [x]),
  engine: (b, { x }, p, { x: from }) =>
    b.add({ kind: 'pool', mode: 'min', counted: false, ...engineWindow(from.x, slidingOf(p)) }, [x]),
  fromKeras: { MinPooling2D: fromKeras },
});
