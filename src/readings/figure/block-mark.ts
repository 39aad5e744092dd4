import type { Step } from './figure-graph';
import { hatching } from './hatch';
import type { Fill, Ink } from './ink';
import type { Box, Mark } from './scene';

/** What a step looks like: a block, a bar where tensors are put side by side, a circle where they are added up. */
export type BlockForm = 'text' | 'block' | 'bar' | 'circle';

export function formOf(step: Pick<Step, 'role' | 'joins'>): BlockForm {
  if (step.role === 'input') return 'text';
  if (step.role !== 'merge') return 'block';
  return step.joins ? 'bar' : 'circle';
}

const HATCH_PITCH = 2;
const HATCH_LINE = 0.35;

/** A block in the colour and hatching of its operation. */
export function blockMarks(box: Box, fill: Fill, ink: Ink): readonly Mark[] {
  const round = Math.min(1.6, box.width / 4);
  const lines = hatching(box, fill.hatch, HATCH_PITCH);
  const outlined = ink.theme === 'print';
  return [
    { mark: 'rect', ...box, round: outlined ? 0 : round, fill: fill.fill },
    ...(lines.length > 0 ? [{ mark: 'path', segments: lines, stroke: fill.hatched, line: HATCH_LINE } as const] : []),
    ...(outlined ? [{ mark: 'rect', ...box, stroke: fill.stroke, line: 0.5 } as const] : []),
  ];
}

/** A circle with the sign of what it does to the tensors that meet in it. */
export function circleMarks(box: Box, title: string, fill: Fill, ink: Ink): readonly Mark[] {
  const radius = Math.min(box.width, box.height) / 2;
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const arm = radius * 0.55;
  const plain = ink.theme === 'print';
  const stroke = plain ? fill.stroke : fill.text;
  const line = Math.max(0.5, radius / 6);
  const slanted = title === 'Multiply';
  const a = slanted ? arm * Math.SQRT1_2 : arm;
  const sign: Mark = {
    mark: 'path',
    stroke,
    line,
    segments: slanted
      ? [
          ['M', x - a, y - a],
          ['L', x + a, y + a],
          ['M', x - a, y + a],
          ['L', x + a, y - a],
        ]
      : [
          ['M', x - a, y],
          ['L', x + a, y],
          ...(title === 'Subtract' ? [] : ([['M', x, y - a] as const, ['L', x, y + a] as const] as const)),
        ],
  };
  return [
    { mark: 'circle', x, y, radius, fill: plain ? '#ffffff' : fill.fill, ...(plain && { stroke, line: 0.5 }) },
    sign,
  ];
}
