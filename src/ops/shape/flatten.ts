import { operation, tensor } from '../../core/op/operation';
import { sizeOf } from '../../core/op/shape';
import { bounded } from '../limits';

export const flatten = operation({
  id: 'flatten',
  title: 'Flatten',
  category: 'shape',
  kind: 'shape',
  order: 1,
  glyph: '<path d="M3 6h14M3 10h14M3 14h14"/><path d="M17 4v12" opacity=".4"/>',
  summary: 'Lays an image out as one long vector, row by row, so that linear layers can take it.',
  aliases: ['reshape', 'vector', 'ravel', 'view', 'nn.Flatten', 'torch.flatten'],
  formula: 'y_{(i W + j) C + c} = x_{i,j,c}',
  inputs: { x: tensor() },
  params: {},
  notation: () => '',
  shape: ({ x }) => bounded([sizeOf(x)]),
  arithmetic: ({ x }) => (x.length > 1 && sizeOf(x) !== null ? [`${x.join(' · ')} = ${sizeOf(x)}`] : []),
  // Keras's Flatten is for two axes and more.
  keras: (k, { x }, _, { x: from, y }) =>
    from.x.length > 1
      ? k.layer('Flatten', { data_format: 'channels_last' }, [x])
      : k.layer('Reshape', { target_shape: y.map(d => d ?? -1) }, [x]),
  engine: (b, { x }) => b.add({ kind: 'reshape' }, [x]),
  fromKeras: { Flatten: () => ({}) },
});
