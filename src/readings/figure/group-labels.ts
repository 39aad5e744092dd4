import type { Row } from './arrange';
import { type Drawing, nameIn, SMALL, widest } from './drawing';
import type { FigureGraph, Group } from './figure-graph';
import { tiersOf } from './tiers';

/** Equal modules one after the other, as one bracket below the row. */
export interface Bracket {
  readonly groups: readonly Group[];
  /** Left and right edge of each instance. */
  readonly spans: readonly (readonly [left: number, right: number])[];
  readonly key: string;
  readonly lines: readonly string[];
  readonly tier: number;
  /** The middle of the label. */
  readonly centre: number;
}

const APART = 4;
const DROP = 5;
const TIER = 9;

/**
 * The brackets of a row, with their labels in tiers so that none overlaps another.
 *
 * @param drops where ways leave the row downwards, which no label may cover
 * @param limit the right end of the page
 */
export function bracketsOf(
  row: Row,
  graph: FigureGraph,
  width: (id: string) => number,
  drawing: Drawing,
  drops: readonly number[],
  limit: number,
): readonly Bracket[] {
  const runs: { groups: Group[]; spans: [number, number][] }[] = [];
  let last: string | null = null;
  for (const id of row.ids) {
    const group = graph.byId.get(id)?.groups[0];
    const left = row.x.get(id) ?? 0;
    const right = left + width(id);
    const run = runs.at(-1);
    if (group && run && last !== null) {
      const span = run.spans.at(-1);
      if (run.groups.at(-1)?.id === group.id && span) {
        span[0] = Math.min(span[0], left);
        span[1] = Math.max(span[1], right);
      } else if (run.groups[0]?.title === group.title) {
        run.groups.push(group);
        run.spans.push([left, right]);
      } else runs.push({ groups: [group], spans: [[left, right]] });
    } else if (group) runs.push({ groups: [group], spans: [[left, right]] });
    last = group?.id ?? null;
  }
  const labelled = labelledRuns(runs, drawing, drops, limit);
  const [first] = runs;
  const same = first !== undefined && runs.every(r => r.groups[0]?.title === first.groups[0]?.title);
  // The same name many times over, too close to stand in a line, is said once.
  if (!same || labelled.every(b => b.tier === 0)) return labelled;
  const all = { groups: runs.flatMap(r => r.groups), spans: runs.flatMap(r => r.spans) };
  return labelledRuns([all], drawing, drops, limit);
}

interface Run {
  readonly groups: readonly Group[];
  readonly spans: Bracket['spans'];
}

function labelledRuns(
  runs: readonly Run[],
  drawing: Drawing,
  drops: readonly number[],
  limit: number,
): readonly Bracket[] {
  const short = shortNames(runs.flatMap(r => r.groups[0]?.title ?? []));
  const named = runs.map(run => {
    const title = run.groups[0]?.title ?? '';
    const times = run.groups.length > 1 ? `${run.groups.length} × ` : '';
    const key = `group:${run.groups[0]?.id}`;
    const room = (run.spans.at(-1)?.[1] ?? 0) - (run.spans[0]?.[0] ?? 0);
    const fits = (own: string): boolean => drawing.widthOf({ key, own: [own] }, SMALL) <= room + APART;
    const full = times + title;
    const own = fits(full) ? full : times + nameIn(short.get(title) ?? title, SMALL);
    return { ...run, key, lines: [own], room };
  });
  const placed = named.map(b => {
    const width = widest(drawing.lines({ key: b.key, own: b.lines }), SMALL);
    return { centre: clearOf(drops, centreOf(b.spans), width, limit), width };
  });
  const tiers = tiersOf(placed, APART);
  return named.map((bracket, i) => ({ ...bracket, tier: tiers[i] ?? 0, centre: placed[i]?.centre ?? 0 }));
}

/** The middle nearest to `centre` at which a label of that width covers none of the lines and stays on the page. */
function clearOf(drops: readonly number[], centre: number, width: number, limit: number): number {
  const room = width / 2 + APART / 2;
  const covered = drops.find(x => Math.abs(x - centre) < room);
  if (covered === undefined) return centre;
  const right = covered + room;
  return covered > centre || right + room > limit ? covered - room : right;
}

const centreOf = (spans: Bracket['spans']): number => ((spans[0]?.[0] ?? 0) + (spans.at(-1)?.[1] ?? 0)) / 2;

/** The height that brackets need below their row. */
export const bracketHeight = (brackets: readonly Bracket[]): number =>
  brackets.length === 0 ? 0 : DROP + 3 + SMALL + TIER * Math.max(...brackets.map(b => b.tier));

export function drawBrackets(drawing: Drawing, brackets: readonly Bracket[], dx: number, bottom: number): void {
  const y = bottom + DROP;
  for (const { spans, key, lines, tier, centre } of brackets) {
    for (const [left, right] of spans) {
      drawing.line(
        [
          ['M', left + dx, y - 2],
          ['L', left + dx, y],
          ['L', right + dx, y],
          ['L', right + dx, y - 2],
        ],
        drawing.ink.faint,
        0.5,
      );
    }
    const x = centre + dx;
    if (tier > 0) {
      drawing.line(
        [
          ['M', x, y],
          ['L', x, y + TIER * tier + 1],
        ],
        drawing.ink.faint,
        0.35,
      );
    }
    drawing.caption(
      { key, own: lines },
      { x, y: y + 2 + SMALL + TIER * tier, size: SMALL, anchor: 'middle', colour: drawing.ink.soft },
    );
  }
}

/** Titles without the words that all of them share: `A` and `B` for `Inception A` and `Inception B`. */
function shortNames(titles: readonly string[]): ReadonlyMap<string, string> {
  const unique = [...new Set(titles)];
  const words = unique.map(t => t.split(' '));
  const shared = new Set(unique.length < 2 ? [] : words[0]?.filter(word => words.every(w => w.includes(word))));
  return new Map(
    unique.map((title, i) => [title, words[i]?.filter(word => !shared.has(word)).join(' ') || title] as const),
  );
}
