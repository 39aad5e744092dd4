import { CAPTION, Drawing, LEADING, SMALL, type WrittenText } from './drawing';
import type { FigureGraph, Step } from './figure-graph';
import type { FigureOptions } from './figure-options';
import { type InkKind, inkOf } from './ink';
import type { LayerWeights } from './layer-weights';
import { POINTS_PER_MM, type Scene } from './scene';
import { type Column, synapseMarks } from './synapses';
import type { Trunk } from './trunk';

const MARGIN = 10;
/** Columns with more units than these are shown by their first and last. */
const MOST_UNITS = 10;
const ENDS = 4;
const PITCH = 20;
const RADIUS = 5.6;
/** Room of the dots that stand for the units left out. */
const DOTS = 22;
const TITLE = 22;
const TITLE_SIZE = CAPTION + 0.5;
/** From a title's last line to the topmost circle. */
const BELOW_TITLE = 12;
/** Of the outermost columns' middles from the margin: so much, or this part of a narrow page. */
const ASIDE = 40;
const NARROW_ASIDE = 0.1;

/**
 * A perceptron as textbooks draw it: a column of circles for each layer, every unit joined to all units of the next.
 * Of a network with other layers, its fully connected part.
 *
 * @param weights by step, when the lines are to show them
 */
export function drawNeurons(
  graph: FigureGraph,
  trunk: Trunk,
  options: FigureOptions,
  weights: ReadonlyMap<string, LayerWeights> | null,
): Scene {
  const drawing = new Drawing(inkOf(options.theme), options.captions);
  const width = options.width * POINTS_PER_MM;
  const layers = layersOf(graph, trunk);
  if (layers.length < 2) {
    const why = graph.steps.some(s => s.kind === 'linear')
      ? 'The sizes of the fully connected layers are not known: mend what is wrong before them.'
      : 'There is no fully connected layer whose neurons could be drawn. Choose volumes or blocks.';
    return drawing.scene(width, width, 120, why);
  }
  const captioned = options.captionKind !== 'none';
  const aside = Math.min(ASIDE, width * NARROW_ASIDE);
  const apart = (width - 2 * MARGIN - 2 * aside) / (layers.length - 1);
  const titles = titlesOf(layers, drawing, Math.min(apart, 2 * (aside + MARGIN / 2)));
  const lines = Math.max(...titles.map(t => drawing.lines(t).length));
  const top = MARGIN + (captioned ? TITLE + (lines - 1) * TITLE_SIZE * LEADING : 0);
  const tallest = Math.max(...layers.map(l => columnHeight(l.units)));
  const columns = layers.map((layer, i): Column => {
    const x = MARGIN + aside + apart * i;
    return { ...layer, x, shown: placesOf(layer.units, top + tallest / 2) };
  });
  columns.forEach((to, i) => {
    const from = columns[i - 1];
    if (from) drawing.add(...synapseMarks(from, to, RADIUS, drawing.ink, weights?.get(to.step.id) ?? null));
  });
  columns.forEach((column, i) => {
    drawColumn(drawing, column, top);
    const title = titles[i];
    if (captioned && title) drawWords(drawing, column, title, top, tallest);
  });
  const below = top + tallest + (captioned ? 22 : 0);
  const said = captioned ? drawing.sentence(inWords(layers), width, below) + 4 : 0;
  return drawing.scene(width, width, below + said + MARGIN);
}

/** In one line where there is room between the columns, else a word a line. */
function titlesOf(layers: readonly Layer[], drawing: Drawing, room: number): readonly WrittenText[] {
  const whole = layers.map(({ step, title }) => ({ key: `title:${step.id}`, own: [title] }));
  const fits = whole.every(t => drawing.widthOf(t, TITLE_SIZE) + 6 <= room);
  return fits ? whole : whole.map(({ key, own }) => ({ key, own: own.flatMap(t => t.split(' ')) }));
}

/** What a neuron computes, with the activations that there are. */
function inWords(layers: readonly Layer[]): string {
  const hidden = [...new Set(layers.slice(1, -1).flatMap(l => l.step.activations))];
  const output = layers.at(-1)?.step.activations[0];
  const f = hidden.length > 0 ? `, f = ${hidden.join(', ')}` : '';
  return `Each neuron: N(x) = f(w·x + b)${f}${output ? `; ${output.toLowerCase()} at the output` : ''}.`;
}

interface Layer {
  readonly step: Step;
  readonly units: number;
  readonly title: string;
  readonly kind: InkKind;
}

/** What the first fully connected layer reads, and all such layers after it. */
function layersOf(graph: FigureGraph, trunk: Trunk): readonly Layer[] {
  const steps = trunk.main.flatMap(id => graph.byId.get(id) ?? []);
  const linear = steps.filter(s => s.kind === 'linear');
  const [first] = linear;
  const source = first && graph.byId.get(first.from[0]?.step ?? '');
  const read = first?.from[0]?.shape;
  if (!first || !source || !read) return [];
  const all = [{ step: source, shape: read }, ...linear.map(step => ({ step, shape: step.shape }))];
  const known = all.map(({ shape }) => (shape ?? [null]).reduce<number>((product, d) => product * (d ?? 0), 1));
  // What comes after a layer of unknown size is not joined to what comes before it.
  const end = known.findIndex(units => units < 1);
  return all.slice(0, end < 0 ? all.length : end).map(({ step }, i) => {
    const units = known[i] ?? 0;
    const last = i === all.length - 1;
    const start = step.role === 'input' ? 'Input layer' : 'Features';
    return {
      step,
      units,
      title: i === 0 ? start : last ? 'Output layer' : 'Hidden layer',
      kind: i === 0 ? 'data' : last ? 'act' : 'linear',
    } as const;
  });
}

function columnHeight(units: number): number {
  const shown = Math.min(units, units > MOST_UNITS ? 2 * ENDS : units);
  return (shown - 1) * PITCH + 2 * RADIUS + (units > MOST_UNITS ? DOTS - PITCH + 6 : 0);
}

function placesOf(units: number, middle: number): Column['shown'] {
  const all = units <= MOST_UNITS;
  const indices = all
    ? Array.from({ length: units }, (_, i) => i)
    : [...Array.from({ length: ENDS }, (_, i) => i), ...Array.from({ length: ENDS }, (_, i) => units - ENDS + i)];
  const start = middle - columnHeight(units) / 2 + RADIUS;
  return indices.map((unit, i) => ({ unit, y: start + i * PITCH + (!all && i >= ENDS ? DOTS - PITCH + 6 : 0) }));
}

function drawColumn(drawing: Drawing, column: Column, top: number): void {
  const { x, shown, units, step, title, kind } = column;
  const { ink } = drawing;
  const look = ink.circle(kind);
  for (const { y } of shown) {
    drawing.add({ mark: 'circle', x, y, radius: RADIUS, fill: look.fill, stroke: look.stroke, line: 0.8 });
  }
  const [above, below] = [shown[ENDS - 1], shown[ENDS]];
  if (units > MOST_UNITS && above && below) {
    const middle = (above.y + below.y) / 2;
    for (const by of [-3.4, 0, 3.4]) {
      drawing.add({ mark: 'circle', x, y: middle + by, radius: 0.75, fill: ink.soft });
    }
  }
  const first = shown[0]?.y ?? top;
  const last = shown.at(-1)?.y ?? top;
  const box = { x: x - RADIUS, y: first - RADIUS, width: 2 * RADIUS, height: last - first + 2 * RADIUS };
  drawing.place(step, `${title}, ${step.name}: ${units.toLocaleString('en')} units`, box);
}

/** The title above a column and the number of its units below. */
function drawWords(
  drawing: Drawing,
  { step, x, units }: Column,
  title: WrittenText,
  top: number,
  tallest: number,
): void {
  const y = top - BELOW_TITLE - (drawing.lines(title).length - 1) * TITLE_SIZE * LEADING;
  drawing.caption(title, { x, y, anchor: 'middle', size: TITLE_SIZE });
  const caption = { key: `caption:${step.id}`, own: [units.toLocaleString('en')] };
  const below = { x, y: top + tallest + 13, anchor: 'middle', size: SMALL + 0.5, colour: drawing.ink.soft } as const;
  drawing.caption(caption, below);
}
