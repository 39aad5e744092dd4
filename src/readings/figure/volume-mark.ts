import type { Ink } from './ink';
import type { Box, Mark, Segment } from './scene';
import { type Volume, volumeExtent } from './volume-size';

const LINE = 0.55;

/** The front map of a stack. */
export function frontOf(volume: Volume, box: Box): Box {
  if (volume.as !== 'stack') return box;
  const depth = volume.offset * (volume.planes - 1);
  return { x: box.x + depth, y: box.y + depth, width: volume.width, height: volume.height };
}

/** What wires meet of a volume at the height `y`: the outline there, as a box of no height. */
export function outlineAt(volume: Volume, box: Box, y: number): Box {
  if (volume.as !== 'stack' || volume.offset === 0) return { ...box, y, height: 0 };
  const last = volume.planes - 1;
  const within = (plane: number): number => Math.min(last, Math.max(0, plane));
  const right = box.x + within(Math.floor((y - box.y) / volume.offset)) * volume.offset + volume.width;
  const left = box.x + within(Math.ceil((y - box.y - volume.height) / volume.offset)) * volume.offset;
  return { x: left, y, width: right - left, height: 0 };
}

/** A stack of maps from the back to the front, or a flat layer as a slanted bar. */
export function volumeMarks(volume: Volume, box: Box, ink: Ink): readonly Mark[] {
  const paint = { fill: ink.map, stroke: ink.ink, line: LINE } as const;
  if (volume.as === 'stack') {
    return Array.from({ length: volume.planes }, (_, i) => ({
      mark: 'rect',
      x: box.x + i * volume.offset,
      y: box.y + i * volume.offset,
      width: volume.width,
      height: volume.height,
      ...paint,
    }));
  }
  if (volume.as === 'bar') return [{ mark: 'path', segments: slanted(box), ...paint }];
  const [x, y, radius] = [box.x + box.width / 2, box.y + box.height / 2, box.width / 2];
  const arm = radius * 0.55;
  return [
    { mark: 'circle', x, y, radius, ...paint },
    {
      mark: 'path',
      stroke: ink.ink,
      line: LINE,
      segments: [
        ['M', x - arm, y],
        ['L', x + arm, y],
        ['M', x, y - arm],
        ['L', x, y + arm],
      ],
    },
  ];
}

function slanted({ x, y, width, height }: Box): readonly Segment[] {
  return [['M', x, y + width], ['L', x + width, y], ['L', x + width, y + height - width], ['L', x, y + height], ['Z']];
}

/** A box of a volume's size with its left edge at `x` and its middle at `y`. */
export function boxAt(volume: Volume, x: number, y: number): Box {
  const { width, height } = volumeExtent(volume);
  return { x, y: y - height / 2, width, height };
}
