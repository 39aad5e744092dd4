import { operation } from '../../core/op/operation';
import { dims } from '../../core/op/params';
import { formatShape } from '../../core/op/shape';
import { bounded } from '../limits';

export const input = operation({
  id: 'input',
  title: 'Input',
  category: 'data',
  kind: 'data',
  order: 1,
  glyph: '<rect x="4" y="4" width="12" height="12" rx="1.5"/><path d="m4 13 3.5-3.5 3 3 2-2L16 14"/>',
  summary: 'Where samples enter: an image as height × width × channels, or a plain vector.',
  aliases: ['image', 'data', 'placeholder', 'InputLayer', 'source', 'in'],
  formula: 'y = x',
  typed: ['shape'],
  inputs: {},
  params: {
    shape: dims({
      default: [32, 32, 1],
      open: true,
      minLength: 1,
      maxLength: 3,
      label: 'Shape',
      help: 'Height, width, channels of an image, or the length of a vector; ? where any size will do.',
    }),
  },
  notation: p => formatShape(p.shape),
  shape: (_, p) => bounded(p.shape),
  keras: (k, _, p) =>
    k.layer('InputLayer', { batch_input_shape: [null, ...p.shape], dtype: 'float32', sparse: false }, []),
  fromKeras: {
    InputLayer: config => {
      const shape = config.batch_input_shape ?? config.batch_shape;
      return Array.isArray(shape) && shape.length > 1 ? { shape: shape.slice(1) } : null;
    },
  },
});
