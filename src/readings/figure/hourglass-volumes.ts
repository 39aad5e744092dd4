import { Drawing, SMALL, titleIn } from './drawing';
import type { FigureGraph } from './figure-graph';
import type { FigureOptions } from './figure-options';
import type { Level } from './hourglass';
import { type HourglassLayout, layHourglass, type Plate } from './hourglass-layout';
import { HourglassSizes, HourglassText } from './hourglass-size';
import { drawWays, WayLegend } from './hourglass-ways';
import { inkOf } from './ink';
import { shownShape } from './notation';
import { type Box, POINTS_PER_MM, type Scene } from './scene';
import type { About } from './volumes';

const MARGIN = 8;
/** The height of the largest map as part of the page's width, and its bounds in points. */
const TALL = 0.145;
const TALLEST = 88;
const LEAST_TALL = 40;
/** From the tightest to the widest: the width of the most channels, and the least gap between plates. */
const WIDE = [11, 26] as const;
const GAP = [7.5, 30] as const;
const LINE = 0.55;
const LAW = {
  linear: 'are in proportion to the map',
  'square-root': 'follow the square root of the map',
  log: 'follow the logarithm of the map',
} as const;
const WIDTHS = {
  linear: 'widths follow the square root of its channels',
  'square-root': 'widths that of its channels',
  log: 'widths follow the square root of its channels',
} as const;

/**
 * A network in the shape of a U as the figure of U-Net (Ronneberger, Fischer and Brox, 2015) draws it: plates with their
 * channels above and their size at the side, one level for each resolution, arrows for what is done, a legend of them.
 */
export function drawHourglass(
  graph: FigureGraph,
  levels: readonly Level[],
  options: FigureOptions,
  output: string | null,
  about: About,
): Scene {
  const paper = options.width * POINTS_PER_MM;
  const drawing = new Drawing(inkOf(options.theme), options.captions);
  const text = new HourglassText(drawing, options, output);
  const tall = Math.min(TALLEST, Math.max(LEAST_TALL, paper * TALL));
  const at = (roomy: number): HourglassLayout => {
    const sizes = new HourglassSizes(graph, options.scale, tall, WIDE[0] + (WIDE[1] - WIDE[0]) * roomy);
    return layHourglass(levels, sizes, text, GAP[0] + (GAP[1] - GAP[0]) * roomy);
  };
  let [low, high] = [0, 1];
  for (let i = 0; i < 8; i++) {
    const roomy = (low + high) / 2;
    if (at(roomy).width <= paper - 2 * MARGIN) low = roomy;
    else high = roomy;
  }
  const layout = at(low);
  const width = Math.max(paper, layout.width + 2 * MARGIN);
  const [dx, dy] = [(width - layout.width) / 2, MARGIN];
  drawWays(drawing, layout.ways, dx, dy);
  for (const plate of layout.plates) drawPlate(drawing, plate, dx, dy);
  const bottom = layout.height + dy;
  if (options.captionKind === 'none') return drawing.scene(paper, width, bottom + MARGIN);
  const legend = new WayLegend(drawing, layout.ways);
  const corner = { x: width - MARGIN - legend.width, y: bottom - legend.height };
  const free = layout.plates.every(p => right(p.box) + dx < corner.x - MARGIN || lowest(p) + dy < corner.y - MARGIN);
  const below = free ? bottom : bottom + 12 + legend.inRows(width - 2 * MARGIN, width / 2, bottom + 12);
  if (free) legend.inColumn(corner.x, corner.y);
  const parameters = about.parameters === null ? '' : `, ${about.parameters.toLocaleString('en')} parameters`;
  const sentence = `${titleIn(about.title, width)}${parameters}. Heights ${LAW[options.scale]}, ${WIDTHS[options.scale]}.`;
  const said = drawing.sentence(sentence, width, below + 12);
  return drawing.scene(paper, width, below + 12 + said + MARGIN);
}

const right = ({ x, width }: Box): number => x + width;
const lowest = ({ box, size }: Plate): number => Math.max(box.y + box.height, size.y);

function drawPlate(
  drawing: Drawing,
  { step, box: own, across, channels, title, size }: Plate,
  dx: number,
  dy: number,
): void {
  const { ink } = drawing;
  const box = { ...own, x: own.x + dx, y: own.y + dy };
  drawing.add({ mark: 'rect', ...box, fill: across ? ink.map : ink.window, stroke: ink.ink, line: LINE });
  drawing.place(step, `${step.name}: ${step.title}, ${shownShape(step.shape)}`, box);
  for (const { text, x, y, anchor } of [title, channels]) {
    if (drawing.lines(text).length > 0) drawing.caption(text, { x: x + dx, y: y + dy, size: SMALL, anchor });
  }
  if (drawing.lines(size.text).length > 0) {
    const place = { x: size.x + dx, y: size.y + dy, size: SMALL, colour: ink.soft, upwards: true } as const;
    drawing.caption(size.text, place);
  }
}
