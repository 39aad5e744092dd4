import type { Shape } from '../../core/op/shape';
import { type FigureGraph, figureGraphOf, type Step } from './figure-graph';
import { type FigureOptions, PAGE_WIDTH } from './figure-options';

/** More steps than these take several rows of a page, in which equal modules tell a reader little. */
const MANY: Readonly<Record<FigureOptions['style'], number>> = {
  volumes: 14,
  blocks: 32,
  neurons: Number.POSITIVE_INFINITY,
};

/** Whether equal modules one after the other are drawn as one. */
export function foldsRepeats(
  { steps }: FigureGraph,
  { repeats, style, width }: Pick<FigureOptions, 'repeats' | 'style' | 'width'>,
): boolean {
  if (repeats !== 'fitting') return repeats === 'fold';
  return steps.length > MANY[style] * Math.min(1, width / PAGE_WIDTH);
}

/**
 * The graph with every run of equal modules as one step, `3 × Inception A`: instances of one module, each reading only
 * the one before, that keep the height and width of their image. What comes out is what comes out of the last.
 */
export function withRepeatsFolded(graph: FigureGraph): FigureGraph {
  const runs: [Step, ...Step[]][] = [];
  for (const step of graph.steps) {
    const run = runs.find(r => follows(r.at(-1), step, graph));
    if (run) run.push(step);
    else runs.push([step]);
  }
  const lastOf = new Map(runs.flatMap(run => run.map(step => [step.id, run.at(-1)?.id ?? step.id] as const)));
  const steps = runs.map((run): Step => {
    const [first, ...others] = run;
    const last = others.at(-1);
    const from = first.from.map(source => ({ ...source, step: lastOf.get(source.step) ?? source.step }));
    if (!last) return { ...first, from };
    const before = run.slice(0, -1);
    const title = `${run.length} × ${last.title}`;
    return {
      ...last,
      name: rangeOf(first.name, last.name),
      title,
      verb: `${run.length} × ${last.verb}`,
      within: [...before.flatMap(s => [s.path, ...s.within]), ...last.within],
      from,
      window: null,
    };
  });
  return figureGraphOf(steps);
}

function follows(before: Step | undefined, step: Step, { readers }: FigureGraph): boolean {
  if (before?.role !== 'module' || step.role !== 'module' || before.title !== step.title) return false;
  const [only, ...others] = step.from;
  const alone = only?.step === before.id && others.length === 0 && readers.get(before.id)?.length === 1;
  return alone && before.ends.length === 0 && sameImage(before.shape, step.shape);
}

const sameImage = (a: Shape | null, b: Shape | null): boolean =>
  a !== null && b !== null && a.length === b.length && a.slice(0, -1).every((size, i) => size === b[i]);

/** `layer1.0–2` for `layer1.0` and `layer1.2`. */
function rangeOf(first: string, last: string): string {
  let shared = 0;
  while (shared < Math.min(first.length, last.length) && first[shared] === last[shared]) shared++;
  // Not in the middle of a number: `dense10` and `dense12` are `dense10–12`.
  while (shared > 0 && /\d$/.test(first.slice(0, shared)) && /^\d/.test(last.slice(shared))) shared--;
  const end = last.slice(shared);
  return shared === 0 || end === '' ? `${first}–${last}` : `${first}–${end}`;
}
