import { readFlag } from '../../core/op/kerasConfig';
import { image, type KerasConfig, operation } from '../../core/op/operation';
import { flag, type ParamValues } from '../../core/op/params';
import { allRead, channelsLast, kerasSides } from '../kerasFields';
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
  unpadded,
} from '../poolingWindow';
import { engineWindow, paddedSides, slidingArithmetic, slidingWindow } from '../sliding';

const fromKeras = (config: KerasConfig): ParamValues | null =>
  channelsLast(config)
    ? allRead({ ...poolingFromKeras(config), countPadding: readFlag(config, 'count_padding', false) })
    : null;

export const averagePool = operation({
  id: 'average_pool',
  title: 'Average pooling',
  short: 'Average',
  category: 'pooling',
  kind: 'avg',
  order: 2,
  glyph: '<path d="M4 4h12v12H4zM10 4v12M4 10h12"/><path d="M6 10h8" stroke-width="3.4" opacity=".55"/>',
  summary: 'Replaces each window by its mean, so the image shrinks and small shifts matter less.',
  aliases: ['subsampling', 'avg', 'avgpool', 'mean pool', 'downsample', 'nn.AvgPool2d', 'AveragePooling2D', 'pool'],
  figure: { verb: 'Subsampling', legend: 'AvgPool' },
  formula: 'y_{i,j,c} = \\frac{1}{|W|} \\sum_{(u,v) \\in W} x_{i s + u,\\; j s + v,\\; c}',
  typed: ['kernel', 'stride'],
  inputs: { x: image() },
  params: {
    ...poolingParams,
    countPadding: flag({
      default: false,
      label: 'Count padding',
      help: 'Padded zeros count towards the mean, as in PyTorch; Keras leaves them out.',
    }),
  },
  affine: true,
  notation: p => poolingNotation('average', p) + (p.countPadding && p.padding !== 'valid' ? ', counted' : ''),
  shape: ({ x }, p) => (p.countPadding ? null : refusesWidePadding(p)) ?? pooledShape(x, p),
  arithmetic: ({ x }, p) => slidingArithmetic(x, slidingOf(p)),
  window: ({ x }, p) => slidingWindow(x, slidingOf(p)),
  keras(k, { x }, p, shapes) {
    const from = shapes.x.x;
    const sizesKnown = from[0] !== null && from[1] !== null;
    const padless = p.padding === 'valid' || (sizesKnown && unpadded(from, p));
    if (roundsEvenly(from, p)) {
      if (padless) return k.layer('AveragePooling2D', kerasPooling(p, 'valid'), [x]);
      if (p.padding === 'same' && !p.countPadding) return k.layer('AveragePooling2D', kerasPooling(p, 'same'), [x]);
      if (p.countPadding && (sizesKnown || p.padding !== 'same')) {
        const padding = kerasSides(paddedSides(from, slidingOf(p)));
        const padded = k.layer('ZeroPadding2D', { padding, data_format: 'channels_last' }, [x], 'pad');
        return k.layer('AveragePooling2D', kerasPooling(p, 'valid'), [padded]);
      }
    }
    return k.layer('PaddedAveragePooling2D', { ...ownPooling(p), count_padding: p.countPadding }, [x]);
  },
  engine: (b, { x }, p, { x: from }) =>
    b.add({ kind: 'pool', mode: 'average', counted: p.countPadding, ...engineWindow(from.x, slidingOf(p)) }, [x]),
  fromKeras: { AveragePooling2D: fromKeras, AvgPool2D: fromKeras, PaddedAveragePooling2D: fromKeras },
});
