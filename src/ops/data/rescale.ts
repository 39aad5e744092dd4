import { readNumber } from '../../core/op/kerasConfig';
import { operation, tensor } from '../../core/op/operation';
import { real } from '../../core/op/params';
import { allRead } from '../kerasFields';

/** `1/255` as `÷ 255`, everything else as `× 0.5`. */
function formatScale(scale: number): string {
  const inverse = Math.round(1 / scale);
  return Math.abs(scale) < 1 && Math.abs(1 / inverse - scale) < 1e-12
    ? `÷ ${inverse}`
    : `× ${Number(scale.toPrecision(4))}`;
}

export const rescale = operation({
  id: 'rescale',
  title: 'Rescale',
  category: 'data',
  kind: 'data',
  order: 3,
  glyph: '<path d="M4 16V4m0 12h12M4 16 15 6M15 6h-4m4 0v4"/>',
  summary: 'Multiplies and shifts every value by fixed numbers, as when 0 to 255 becomes 0 to 1.',
  aliases: ['Rescaling', 'scale', 'ToTensor', 'preprocess', '/255', 'normalise'],
  formula: 'y = a\\, x + b',
  typed: ['scale', 'offset'],
  inputs: { x: tensor() },
  params: {
    scale: real({ default: 1 / 255, step: 0.1, label: 'Scale', help: 'What every value is multiplied by.' }),
    offset: real({ default: 0, step: 0.1, label: 'Offset', help: 'What is added then.' }),
  },
  affine: true,
  notation: p =>
    formatScale(p.scale) +
    (p.offset === 0 ? '' : ` ${p.offset < 0 ? '−' : '+'} ${Number(Math.abs(p.offset).toPrecision(4))}`),
  shape: ({ x }) => x,
  keras: (k, { x }, p) => k.layer('Rescaling', { scale: p.scale, offset: p.offset }, [x]),
  engine: (b, { x }, p) => b.add({ kind: 'affine', factor: [p.scale], offset: [p.offset] }, [x]),
  fromKeras: {
    Rescaling: config =>
      allRead({ scale: readNumber(config, 'scale', Number.NaN), offset: readNumber(config, 'offset', 0) }),
  },
});
