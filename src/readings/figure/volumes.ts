import { type Arrangement, type ArrangeRules, arrange, type Row, TURN } from './arrange';
import { CAPTION, Drawing, LEADING, SMALL, titleIn } from './drawing';
import type { FigureGraph, Step } from './figure-graph';
import type { FigureOptions } from './figure-options';
import { inkOf } from './ink';
import { shownShape } from './notation';
import { POINTS_PER_MM, type Scene } from './scene';
import { dips, readersOutside } from './side-rules';
import { HANG } from './text-width';
import { tiersOf } from './tiers';
import type { Trunk } from './trunk';
import { VolumeCaptions } from './volume-captions';
import { type Drawn, fanTop, linkMarks } from './volume-links';
import { boxAt, volumeMarks } from './volume-mark';
import { FLAT_LAW_IN_WORDS, LAW_IN_WORDS, MOST_PLANES, VolumeSizes, volumeExtent } from './volume-size';
import { WaysRound } from './volume-ways';

const MARGIN = 8;
/** The side of the largest map, in points. */
const LEAST_SIDE = 27;
const MOST_SIDE = 66;
/** Of a network that is too wide for its page, whose figure is then made smaller as a whole. */
const CRAMPED_SIDE = 19;
const VERB = 7;
const TIER = 9;
/** Between a row's stacks and the first line of verbs. */
const BELOW = 14;
/** Between the way down to a side branch and a verb. */
const CLEAR = 6;

/** What the sentence below the figure says. */
export interface About {
  readonly title: string;
  readonly parameters: number | null;
}

/** The network's tensors to scale, after the figure of LeNet-5: stacks of maps, flat layers as bars. */
export function drawVolumes(
  graph: FigureGraph,
  trunk: Trunk,
  options: FigureOptions,
  output: string | null,
  about: About,
): Scene {
  const width = options.width * POINTS_PER_MM;
  const limit = width - 2 * MARGIN;
  const at = (side: number, narrow = false): VolumeFigure =>
    new VolumeFigure(graph, trunk, options, output, about, limit, side, narrow);
  const smallest = at(LEAST_SIDE).arrangement;
  if (smallest.width > limit) return at(CRAMPED_SIDE, true).draw(width);
  let [low, high] = [LEAST_SIDE, MOST_SIDE];
  for (let i = 0; i < 8; i++) {
    const side = (low + high) / 2;
    const { arrangement } = at(side);
    if (arrangement.rows.length <= smallest.rows.length && arrangement.width <= limit) low = side;
    else high = side;
  }
  return at(low).draw(width);
}

class VolumeFigure {
  readonly arrangement: Arrangement;
  readonly #graph: FigureGraph;
  readonly #drawing: Drawing;
  readonly #sizes: VolumeSizes;
  readonly #captions: VolumeCaptions;
  readonly #onTrunk: ReadonlySet<string>;
  readonly #sides: ReadonlySet<string>;
  readonly #leaving: ReadonlySet<string | null>;
  readonly #options: FigureOptions;
  readonly #about: About;

  constructor(
    graph: FigureGraph,
    trunk: Trunk,
    options: FigureOptions,
    output: string | null,
    about: About,
    limit: number,
    side: number,
    narrow: boolean,
  ) {
    this.#graph = graph;
    this.#options = options;
    this.#about = about;
    this.#sides = new Set(trunk.sides.flatMap(s => s.ids));
    this.#leaving = new Set(trunk.sides.map(s => s.leaves));
    this.#drawing = new Drawing(inkOf(options.theme), options.captions);
    this.#sizes = new VolumeSizes(graph, options.scale, side);
    this.#captions = new VolumeCaptions(graph, options.captionKind, output, narrow);
    this.#onTrunk = new Set(
      trunk.lanes.as === 'series' ? trunk.lanes.parts.flatMap(p => (p.as === 'one' ? p.id : [])) : [],
    );
    this.arrangement = arrange(graph, trunk, this.#rules(limit));
  }

  #rules(limit: number): ArrangeRules {
    return {
      limit,
      width: id => this.#width(id),
      extent: id => {
        const step = this.#graph.byId.get(id);
        const { height } = volumeExtent(this.#sizes.of(id));
        const lines = step ? this.#drawing.lines(this.#captions.of(step)).length : 0;
        const verb =
          step && !this.#onTrunk.has(id) && this.#captions.verb(step, !this.#onTrunk.has(step.id)) ? TIER : 0;
        return { up: height / 2 + (lines > 0 ? 4 + lines * CAPTION * LEADING : 0), down: height / 2 + verb };
      },
      gap: (from, to) => {
        const flat = this.#sizes.of(to).as === 'bar';
        return flat ? 16 : this.#sizes.of(from).as === 'circle' || this.#sizes.of(to).as === 'circle' ? 8 : 10;
      },
      laneGap: 8,
      arcGap: 7,
      rowGap: 20,
      sideGap: 10,
      adds: ids => readersOutside(this.#graph, ids).some(s => s.role === 'merge' && !s.joins),
      dips: ids => dips(this.#graph, ids, readersOutside(this.#graph, ids)),
      footer: row => {
        const verbs = this.#verbs(row);
        return verbs.length === 0 ? 0 : BELOW + VERB + TIER * Math.max(...verbs.map(v => v.tier));
      },
      sideLabel: () => 0,
    };
  }

  /** Where letters above a bar may stand: over the lines that go up from it to longer bars. */
  #aboveFans({ step, box, volume }: Drawn, drawn: ReadonlyMap<string, Drawn>, width: number): number {
    if (volume.as !== 'bar') return box.y;
    const readers = (this.#graph.readers.get(step.id) ?? []).filter(
      r => this.#sides.has(r) === this.#sides.has(step.id),
    );
    const lines = readers.flatMap(r => {
      const to = drawn.get(r);
      return to?.volume.as === 'bar' ? [fanTop(box, to.box, box.x + width)] : [];
    });
    return Math.min(box.y, ...lines.map(y => y - CAPTION * HANG - 1.5));
  }

  #width(id: string): number {
    const step = this.#graph.byId.get(id);
    const own = volumeExtent(this.#sizes.of(id)).width;
    const verb = step && !this.#onTrunk.has(id) ? this.#verbWidth(step) : 0;
    return step ? Math.max(own, this.#drawing.widthOf(this.#captions.of(step)), verb) : own;
  }

  /** The lines that fan out to a flat layer must not cross the caption: both end at the right then. */
  #alignsRight(step: Step): boolean {
    const goes = (reader: string): boolean => this.#sides.has(reader) && !this.#sides.has(step.id);
    const readers = this.#graph.readers.get(step.id) ?? [];
    const fans = readers.some(r => this.#sizes.of(r).as === 'bar' && !goes(r));
    return fans && this.#sizes.volume(step).as === 'stack';
  }

  #verbWidth(step: Step): number {
    const verb = this.#captions.verb(step, !this.#onTrunk.has(step.id));
    return verb ? this.#drawing.widthOf(verb, SMALL) : 0;
  }

  /** The verbs below a row, each in the middle between two tensors. */
  #verbs({ ids, x }: Row) {
    const centred = ids.flatMap(id => {
      const step = this.#graph.byId.get(id);
      const text = step && this.#onTrunk.has(id) ? this.#captions.verb(step, !this.#onTrunk.has(step.id)) : null;
      if (!step || !text) return [];
      const left = x.get(id) ?? 0;
      const source = step.from[0]?.step ?? '';
      const width = this.#drawing.widthOf(text, VERB);
      const before = ids.includes(source) ? this.#rightOf(source, x) : left - 20;
      // What leaves below goes down right behind its source, between the verbs.
      const leaves = this.#leaving.has(source) ? before + CLEAR + width / 2 : 0;
      const furthest = this.#leaving.has(id) ? this.#rightOf(id, x) - width / 2 : Number.POSITIVE_INFINITY;
      return [{ text, centre: Math.max(Math.min((before + left) / 2, furthest), width / 2, leaves), width }];
    });
    const tiers = tiersOf(centred, 5);
    return centred.map((verb, i) => ({ ...verb, tier: tiers[i] ?? 0 }));
  }

  /** Where a step's volume ends. */
  #rightOf(id: string, x: Row['x']): number {
    const step = this.#graph.byId.get(id);
    const width = step && this.#alignsRight(step) ? this.#width(id) : volumeExtent(this.#sizes.of(id)).width;
    return (x.get(id) ?? 0) + width;
  }

  draw(paper: number): Scene {
    const { rows, height } = this.arrangement;
    const width = Math.max(paper, this.arrangement.width + 2 * MARGIN);
    const dx = Math.max(MARGIN, (width - this.arrangement.width) / 2);
    const dy = MARGIN;
    const drawn = this.#place(dx, dy);
    const { ink } = this.#drawing;
    const right = Math.min(width - MARGIN, dx + this.arrangement.width + TURN);
    const round = new WaysRound(this.#drawing, this.arrangement, drawn, this.#sides, { left: dx, right, top: dy });
    round.draw();
    for (const { step, volume, box } of drawn.values()) {
      this.#drawing.add(...volumeMarks(volume, box, ink));
      this.#drawing.place(step, `${step.name}: ${step.title}, ${shownShape(step.shape)}`, box);
    }
    for (const to of drawn.values()) {
      for (const { step: source } of to.step.from) {
        const from = drawn.get(source);
        if (from && !round.includes(source, to.step.id)) this.#drawing.add(...linkMarks(from, to, ink));
      }
    }
    for (const it of drawn.values()) this.#caption(it, drawn);
    for (const row of rows) {
      for (const { text, centre, tier, width: long } of this.#verbs({ ids: row.ids, x: this.arrangement.x })) {
        const y = row.bottom + dy + BELOW + VERB * 0.7 + TIER * tier;
        const x = Math.min(centre + dx, width - MARGIN / 2 - long / 2);
        this.#drawing.line(
          [
            ['M', x, row.bottom + dy + 3],
            ['L', x, y - VERB],
          ],
          ink.faint,
          0.4,
        );
        this.#drawing.caption(text, { x, y, size: VERB, anchor: 'middle' });
      }
    }
    const below = height + dy + 14;
    const said = this.#options.captionKind === 'none' ? 0 : this.#drawing.sentence(this.#inWords(width), width, below);
    return this.#drawing.scene(paper, width, (said > 0 ? below + said : height + dy) + MARGIN);
  }

  #inWords(width: number): string {
    const title = titleIn(this.#about.title, width);
    const { scale } = this.#options;
    const flat = this.#graph.steps.every(s => this.#sizes.volume(s).as === 'bar');
    const deep = this.#graph.steps.some(s => (s.shape?.length === 3 ? (s.shape[2] ?? 0) : 0) > MOST_PLANES);
    if (flat) return `${title}${this.#counted()}. Each bar is a layer; ${FLAT_LAW_IN_WORDS[scale]}.`;
    const planes = deep ? `A stack shows up to ${MOST_PLANES} of its feature maps` : 'Each plane is a feature map';
    return `${title}${this.#counted()}. ${planes}; ${LAW_IN_WORDS[scale]}.`;
  }

  #counted(): string {
    const { parameters } = this.#about;
    return parameters === null ? '' : `, ${parameters.toLocaleString('en')} parameters`;
  }

  #place(dx: number, dy: number): ReadonlyMap<string, Drawn> {
    const drawn = new Map<string, Drawn>();
    for (const step of this.#graph.steps) {
      const x = this.arrangement.x.get(step.id);
      const y = this.arrangement.y.get(step.id);
      if (x === undefined || y === undefined) continue;
      const volume = this.#sizes.volume(step);
      const aside = this.#alignsRight(step) ? this.#width(step.id) - volumeExtent(volume).width : 0;
      const lines = this.#drawing.lines(this.#captions.of(step)).length;
      const box = boxAt(volume, x + dx + aside, y + dy);
      const written = lines > 0 ? 4.5 + lines * CAPTION * LEADING : 0;
      drawn.set(step.id, { step, volume, box, left: x + dx, right: x + dx + this.#width(step.id), written });
    }
    return drawn;
  }

  #caption(it: Drawn, drawn: ReadonlyMap<string, Drawn>): void {
    const { step, box } = it;
    const caption = this.#captions.of(step);
    const lines = this.#drawing.lines(caption).length;
    const bottom = Math.min(box.y - 4.5, this.#aboveFans(it, drawn, this.#drawing.widthOf(caption)));
    const y = bottom - (lines - 1) * CAPTION * LEADING;
    const wider = this.#drawing.widthOf(caption) > box.width;
    const place =
      wider && this.#alignsRight(step) ? ({ x: box.x + box.width, y, anchor: 'end' } as const) : { x: box.x, y };
    if (lines > 0) this.#drawing.caption(caption, place);
    const verb = this.#onTrunk.has(step.id) ? null : this.#captions.verb(step, !this.#onTrunk.has(step.id));
    if (verb) {
      const below = box.y + box.height + SMALL + 1;
      this.#drawing.caption(verb, { x: box.x, y: below, size: SMALL, colour: this.#drawing.ink.soft });
    }
  }
}
