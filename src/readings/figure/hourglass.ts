import type { FigureGraph, Step } from './figure-graph';
import { idsIn, type Lanes } from './lanes';
import { spatialHeight } from './notation';
import { dips, readersOutside } from './side-rules';
import type { Trunk } from './trunk';

/** Where a level takes its own maps up again and puts those from below beside them. */
export interface Join {
  /** The step that puts them side by side. */
  readonly step: Step;
  /** What comes across, and what comes up. */
  readonly across: Step;
  readonly up: Step;
}
/** One resolution of a network in the shape of a U. */
export interface Level {
  /** On the way down, from left to right; the lowest level has only these. */
  readonly down: readonly Step[];
  readonly join: Join | null;
  /** After the join. */
  readonly up: readonly Step[];
}

/** With fewer levels than these a figure in rows says as much. */
const FEWEST = 3;

/**
 * The levels of a network in the shape of a U, from the finest to the coarsest: at each level one way goes down and
 * comes up again, and one connection goes straight across to a concatenation. `null` for every other network.
 */
export function hourglassOf(graph: FigureGraph, trunk: Trunk): readonly Level[] | null {
  if (trunk.sides.length > 0) return null;
  const levels = levelsIn(trunk.lanes, graph);
  return levels && levels.length >= FEWEST ? levels : null;
}

function levelsIn(lanes: Lanes, graph: FigureGraph): readonly Level[] | null {
  const parts = lanes.as === 'series' ? lanes.parts : [lanes];
  const at = parts.findIndex(p => p.as === 'parallel');
  const steps = (from: readonly Lanes[]): readonly Step[] | null => {
    const found = from.flatMap(p => (p.as === 'one' ? (graph.byId.get(p.id) ?? []) : []));
    return found.length === from.length ? found : null;
  };
  if (at < 0) {
    const down = steps(parts);
    return down && [{ down, join: null, up: [] }];
  }
  const fork = parts[at];
  const down = steps(parts.slice(0, at));
  const after = steps(parts.slice(at + 1));
  if (fork?.as !== 'parallel' || !down || !after) return null;
  const [lane, ...others] = fork.lanes;
  const [edge, ...edges] = fork.past;
  const [step, ...up] = after;
  const across = down.at(-1);
  if (!lane || !edge || others.length + edges.length > 0 || !step?.joins || !across) return null;
  const ids = idsIn(lane);
  if (edge[0] !== across.id || edge[1] !== step.id || !dips(graph, ids, readersOutside(graph, ids))) return null;
  const below = levelsIn(lane, graph);
  const [first, ...deeper] = below ?? [];
  if (!first) return null;
  const rising = (first.join ? first.up : first.down).at(-1);
  if (!rising || spatialHeight(rising.shape) !== spatialHeight(step.shape)) return null;
  const rest = first.join ? { ...first, up: first.up.slice(0, -1) } : { ...first, down: first.down.slice(0, -1) };
  if (rest.down.length === 0) return null;
  return [{ down, join: { step, across, up: rising }, up }, rest, ...deeper];
}
