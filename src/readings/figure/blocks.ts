import { type Arrangement, type ArrangeRules, arrange, TURN } from './arrange';
import { blockMarks, circleMarks, formOf } from './block-mark';
import {
  BlockSizes,
  blockName,
  inputCaption,
  NAMED_PITCH,
  type OutputCaption,
  outputCaption,
  sideCaption,
} from './block-size';
import { CAPTION, cutTo, Drawing, LEADING, SMALL } from './drawing';
import type { FigureGraph, Step } from './figure-graph';
import type { FigureOptions } from './figure-options';
import { type Bracket, bracketHeight, bracketsOf, drawBrackets } from './group-labels';
import { inkOf } from './ink';
import { drawLegend, fillOf, legendOf } from './legend';
import { shownShape } from './notation';
import { type Box, POINTS_PER_MM, type Scene } from './scene';
import { dips, readersOutside } from './side-rules';
import { edgeKey } from './stack-lanes';
import type { Trunk } from './trunk';
import { ABOVE_SIDE, arc, DROP, drop, middle, turn, wire } from './wires';

const MARGIN = 8;
/** Between two blocks, in points: where blocks are narrower than the least, the row is broken. */
const LEAST_PITCH = 5.4;
/** Where one row must do and there is no room for it, blocks may be this part of that. */
const CRAMPED = 0.85;
const MOST_PITCH = 24;
/** Wider blocks without a name in them only take room. */
const MOST_UNNAMED_PITCH = 12;

/** The overview of a network: a coloured block for each layer, branches as lanes, a bar where they come together. */
export function drawBlocks(graph: FigureGraph, trunk: Trunk, options: FigureOptions): Scene {
  const drawing = new Drawing(inkOf(options.theme), options.captions);
  const width = options.width * POINTS_PER_MM;
  const plan = fitted(graph, trunk, drawing, options, width - 2 * MARGIN);
  return new BlockFigure(graph, trunk, drawing, options, plan).draw(width);
}

interface Plan {
  readonly pitch: number;
  readonly named: boolean;
  readonly arrangement: Arrangement;
  readonly brackets: readonly (readonly Bracket[])[];
  readonly size: BlockSizes;
  /** Input and output are written above the row. */
  readonly endsAbove: boolean;
}

/** The largest blocks with which the figure has as few rows as it can. */
function fitted(graph: FigureGraph, trunk: Trunk, drawing: Drawing, options: FigureOptions, limit: number): Plan {
  const modules = graph.steps.some(s => s.role === 'module');
  const least = modules ? NAMED_PITCH : LEAST_PITCH;
  const beside = planned(graph, trunk, drawing, options, limit, least, false);
  const endsAbove = beside.arrangement.width + beside.size.endRoom() > limit;
  const at = (pitch: number): Plan => planned(graph, trunk, drawing, options, limit, pitch, endsAbove);
  const narrowest = endsAbove && !modules ? least * CRAMPED : least;
  const fewest = at(narrowest).arrangement.rows.length;
  let [low, high] = [narrowest, at(MOST_PITCH).named ? MOST_PITCH : MOST_UNNAMED_PITCH];
  for (let i = 0; i < 9; i++) {
    const pitch = (low + high) / 2;
    const { arrangement } = at(pitch);
    if (arrangement.rows.length <= fewest && arrangement.width <= limit) low = pitch;
    else high = pitch;
  }
  return at(low);
}

function planned(
  graph: FigureGraph,
  trunk: Trunk,
  drawing: Drawing,
  options: FigureOptions,
  limit: number,
  pitch: number,
  endsAbove: boolean,
): Plan {
  const size = new BlockSizes(graph, trunk, drawing, options, pitch, endsAbove);
  const brackets: (readonly Bracket[])[] = [];
  const output = options.captionKind === 'none' ? null : outputCaption(graph, trunk);
  const titled = new Set(output ? output.tail.slice(0, 1) : []);
  if (endsAbove && output) {
    for (const { id, role } of graph.steps) if (role === 'input') titled.add(graph.readers.get(id)?.[0] ?? id);
    titled.add(trunk.main.at(-1) ?? '');
  }
  const rules: ArrangeRules = {
    extent: id => ({
      up: size.height(id) / 2 + (titled.has(id) ? CAPTION * LEADING * 2 + 5 : 0),
      down: size.height(id) / 2,
    }),
    width: id => size.width(id),
    gap: (from, to) => size.gap(from, to),
    laneGap: size.named ? 7 : 4,
    arcGap: 5,
    rowGap: 14,
    sideGap: 8,
    limit: limit - size.endRoom(),
    adds: ids => readersOutside(graph, ids).some(s => s.role === 'merge' && !s.joins),
    dips: ids => dips(graph, ids, readersOutside(graph, ids)),
    footer(row) {
      const drops = trunk.sides.flatMap(({ leaves }) => {
        const left = leaves === null ? undefined : row.x.get(leaves);
        return leaves === null || left === undefined ? [] : [left + size.width(leaves) + DROP];
      });
      const found = options.captionKind === 'none' ? [] : bracketsOf(row, graph, rules.width, drawing, drops, limit);
      brackets.push(found);
      return bracketHeight(found);
    },
    sideLabel: ids => 5 + drawing.widthOf(sideCaption(graph, ids), SMALL),
  };
  const arrangement = arrange(graph, trunk, rules);
  return { pitch, named: size.named, arrangement, brackets, size, endsAbove };
}

class BlockFigure {
  readonly #graph: FigureGraph;
  readonly #trunk: Trunk;
  readonly #drawing: Drawing;
  readonly #options: FigureOptions;
  readonly #plan: Plan;

  constructor(graph: FigureGraph, trunk: Trunk, drawing: Drawing, options: FigureOptions, plan: Plan) {
    this.#graph = graph;
    this.#trunk = trunk;
    this.#drawing = drawing;
    this.#options = options;
    this.#plan = plan;
  }

  draw(paper: number): Scene {
    const { arrangement, brackets, size } = this.#plan;
    const width = Math.max(paper, arrangement.width + size.endRoom() + 2 * MARGIN);
    const captioned = this.#options.captionKind !== 'none';
    const output = captioned ? outputCaption(this.#graph, this.#trunk) : null;
    const dx = Math.max(MARGIN, (width - arrangement.width - size.endRoom()) / 2);
    const dy = MARGIN;
    const boxes = this.#boxes(dx, dy);
    this.#drawWires(boxes, Math.min(width - MARGIN, dx + arrangement.width + TURN), dx, dy);
    const entries = legendOf(this.#graph.steps);
    for (const step of this.#graph.steps) {
      const box = boxes.get(step.id);
      if (!box) continue;
      const reader = boxes.get(this.#graph.readers.get(step.id)?.[0] ?? '');
      this.#drawStep(step, box, entries, this.#plan.endsAbove ? reader : undefined);
      const shape = shownShape(step.shape);
      this.#drawing.place(step, `${step.name}: ${step.title}, ${shape}`, box);
    }
    arrangement.rows.forEach((row, i) => void drawBrackets(this.#drawing, brackets[i] ?? [], dx, row.bottom + dy));
    if (captioned) this.#drawEnds(boxes, output);
    const y = arrangement.height + dy + 16;
    const legend = drawLegend(this.#drawing, entries, width, y);
    return this.#drawing.scene(paper, width, y + legend + MARGIN / 2);
  }

  #boxes(dx: number, dy: number): ReadonlyMap<string, Box> {
    const { arrangement, size } = this.#plan;
    const boxes = new Map<string, Box>();
    for (const step of this.#graph.steps) {
      const x = arrangement.x.get(step.id);
      const y = arrangement.y.get(step.id);
      if (x === undefined || y === undefined) continue;
      const height = size.height(step.id);
      boxes.set(step.id, { x: x + dx, y: y + dy - height / 2, width: size.width(step.id), height });
    }
    for (const step of this.#graph.steps) {
      const box = boxes.get(step.id);
      if (!box || formOf(step) !== 'bar') continue;
      const arcs = arrangement.arcs;
      const joined = step.from.flatMap(f => (arcs.has(edgeKey([f.step, step.id])) ? [] : (boxes.get(f.step) ?? [])));
      const top = Math.min(box.y, ...joined.map(b => b.y));
      const bottom = Math.max(box.y + box.height, ...joined.map(b => b.y + b.height));
      boxes.set(step.id, { ...box, y: top, height: bottom - top });
    }
    return boxes;
  }

  #drawWires(boxes: ReadonlyMap<string, Box>, right: number, left: number, dy: number): void {
    const { arrangement, pitch } = this.#plan;
    const onSide = new Set(this.#trunk.sides.flatMap(s => s.ids));
    const turned = new Set<string>();
    for (const step of this.#graph.steps) {
      const to = boxes.get(step.id);
      for (const { step: source } of step.from) {
        const leaving = boxes.get(source);
        if (!leaving || !to) continue;
        const target = arrangement.rows[arrangement.rowOf.get(step.id) ?? 0];
        const otherRow = arrangement.rowOf.get(source) !== arrangement.rowOf.get(step.id);
        const from = otherRow ? { x: left + 3, y: (target?.axis ?? 0) + dy, width: 0, height: 0 } : leaving;
        if (otherRow && !turned.has(source)) {
          turned.add(source);
          this.#drawing.line(turn(leaving, from, right, (target?.top ?? 0) + dy - 7, left));
        }
        const above = arrangement.arcs.get(edgeKey([source, step.id]));
        if (onSide.has(step.id) && !onSide.has(source))
          this.#drawing.line(
            drop(from, to, from.x + from.width, (arrangement.sideTop.get(step.id) ?? 0) + dy - ABOVE_SIDE),
          );
        else if (above !== undefined) this.#drawing.line(arc(from, to, above + dy));
        else {
          const ends = [
            { box: from, tall: this.#isBar(source) },
            { box: to, tall: this.#isBar(step.id) },
          ] as const;
          this.#drawing.line(wire(...ends, Math.max(6, pitch * 0.95), step.from.length > 1));
        }
      }
    }
  }

  #isBar(id: string): boolean {
    const step = this.#graph.byId.get(id);
    return step !== undefined && formOf(step) === 'bar';
  }

  /** @param below what the name of an input stands above, when there is no room for it beside the row */
  #drawStep(step: Step, box: Box, entries: ReturnType<typeof legendOf>, below: Box | undefined): void {
    const { ink } = this.#drawing;
    const form = formOf(step);
    const fill = fillOf(entries, step, ink);
    if (form === 'text') {
      if (this.#options.captionKind !== 'none') {
        this.#drawing.caption(inputCaption(step), { x: box.x, y: below ? aboveOf(below) : middle(box) - 2 });
      }
      return;
    }
    if (form === 'circle') {
      this.#drawing.add(...circleMarks(box, step.title, fill, ink));
      return;
    }
    this.#drawing.add(...blockMarks(box, fill, ink));
    if (!this.#plan.named || form !== 'block' || this.#options.captionKind === 'none') return;
    const caption = { key: `caption:${step.id}`, own: [cutTo(blockName(step), SMALL, box.height - 6)] };
    const x = box.x + box.width / 2;
    const length = this.#drawing.widthOf(caption, SMALL);
    if (fill.hatch !== 'none') {
      const across = Math.min(SMALL * 1.3, box.width - 1.4);
      const backing = { x: x - across / 2, y: middle(box) - length / 2 - 1.5, width: across, height: length + 3 };
      this.#drawing.add({ mark: 'rect', ...backing, fill: ink.theme === 'print' ? '#ffffff' : fill.fill });
    }
    this.#drawing.caption(caption, {
      x: x + SMALL * 0.25,
      y: middle(box),
      size: SMALL,
      anchor: 'middle',
      colour: fill.text,
      upwards: true,
    });
  }

  #drawEnds(boxes: ReadonlyMap<string, Box>, output: OutputCaption | null): void {
    const last = boxes.get(this.#trunk.main.at(-1) ?? '');
    const first = boxes.get(output?.tail[0] ?? '');
    if (output && first) {
      this.#drawing.caption(output.text, { x: first.x, y: aboveOf(first) });
    } else if (output && last && this.#plan.endsAbove) {
      this.#drawing.caption(output.text, { x: last.x + last.width, y: aboveOf(last), anchor: 'end' });
    } else if (output && last) {
      const x = last.x + last.width;
      this.#drawing.line([
        ['M', x, middle(last)],
        ['L', x + 5, middle(last)],
      ]);
      this.#drawing.caption(output.text, { x: x + 8, y: middle(last) - 2 });
    }
    for (const side of this.#trunk.sides) {
      const ends = side.ids.flatMap(id => boxes.get(id) ?? []);
      const right = ends.reduce<Box | null>(
        (best, b) => (best && best.x + best.width >= b.x + b.width ? best : b),
        null,
      );
      if (!right) continue;
      this.#drawing.caption(sideCaption(this.#graph, side.ids), {
        x: right.x + right.width + 5,
        y: middle(right) + SMALL * 0.35,
        size: SMALL,
        colour: this.#drawing.ink.soft,
      });
    }
  }
}

/** Where the first of two lines above a block stands. */
const aboveOf = (box: Box): number => box.y - 5 - CAPTION * LEADING;
