import { image, type Mend, operation, refuse } from '../../core/op/operation';
import { type Sides, sides } from '../../core/op/params';
import { type Dim, formatShape, whenKnown } from '../../core/op/shape';
import { allRead, channelsLast, kerasSides, sidesFrom } from '../kerasFields';
import { formatSides } from '../notation';

/** As much of a cut as leaves one pixel, divided as before. */
function shortened(size: Dim, first: number, last: number): readonly [number, number] {
  if (size === null || first + last < size) return [first, last];
  const kept = Math.min(first, Math.floor((size - 1) / 2));
  return [kept, size - 1 - kept];
}

export const crop = operation({
  id: 'crop',
  title: 'Crop',
  category: 'shape',
  kind: 'shape',
  order: 5,
  glyph: '<rect x="3" y="3" width="14" height="14" opacity=".4"/><path d="M7 2v11h11M2 7h11v11"/>',
  summary: 'Cuts rows and columns off the border, as U-Net does before it joins an earlier, larger map.',
  aliases: ['cut', 'trim', 'Cropping2D', 'center crop', 'negative padding'],
  formula: 'y_{i,j,c} = x_{i + t,\\, j + l,\\, c}',
  typed: ['sides'],
  inputs: { x: image() },
  params: {
    sides: sides({ default: [1, 1, 1, 1], label: 'Cut', help: 'Pixels cut at the top, bottom, left and right.' }),
  },
  notation: p => `cut ${formatSides(p.sides)}`,
  shape({ x }, { sides: [top, bottom, left, right] }) {
    const height = whenKnown([x[0]], h => h - top - bottom);
    const width = whenKnown([x[1]], w => w - left - right);
    if ((height ?? 1) >= 1 && (width ?? 1) >= 1) return [height, width, x[2]];
    const less: Sides = [...shortened(x[0], top, bottom), ...shortened(x[1], left, right)];
    const rows = (height ?? 1) < 1 ? `${top} + ${bottom} rows` : '';
    const columns = (width ?? 1) < 1 ? `${left} + ${right} columns` : '';
    const mends: Mend[] = [{ label: `Cut ${formatSides(less)}`, do: 'set', params: { sides: less } }];
    return refuse(
      'not-positive',
      `Cutting ${[rows, columns].filter(Boolean).join(' and ')} leaves nothing of ${formatShape(x)}`,
      { mends },
    );
  },
  arithmetic: ({ x }, { sides: [top, bottom, left, right] }) => [
    ...(x[0] === null ? [] : [`height: ${x[0]} − ${top} − ${bottom} = ${x[0] - top - bottom}`]),
    ...(x[1] === null ? [] : [`width: ${x[1]} − ${left} − ${right} = ${x[1] - left - right}`]),
  ],
  window: (_, { sides: [top, bottom, left, right] }) => ({
    kernel: [1, 1],
    stride: [1, 1],
    dilation: [1, 1],
    padding: [0 - top, 0 - bottom, 0 - left, 0 - right],
  }),
  keras: (k, { x }, p) => k.layer('Cropping2D', { cropping: kerasSides(p.sides), data_format: 'channels_last' }, [x]),
  engine: (b, { x }, { sides: [top, bottom, left, right] }) =>
    b.add({ kind: 'frame', sides: [-top, -bottom, -left, -right] }, [x]),
  fromKeras: {
    Cropping2D: config => (channelsLast(config) ? allRead({ sides: sidesFrom(config.cropping ?? 0) }) : null),
  },
});
