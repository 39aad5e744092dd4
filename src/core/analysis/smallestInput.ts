import type { Architecture, Node } from '../document/architecture';
import { infer } from '../inference/infer';
import { isError } from '../inference/problem';
import type { Catalogue } from '../op/operation';

/** Besides the next three above the smallest, so many sizes up to the network's own are tried as well. */
const TRIED_BETWEEN = 6;

/**
 * The side in pixels of the smallest square image for which a network still infers without an error, its channels and
 * parameters as they are. `null` where that is no one number: several inputs, an input that is no square image, a
 * network that has an error already, or one that takes some sizes and not others above the smallest, as where fixed
 * crops meet.
 *
 * Found by halving, so that the smallest size is exact and larger ones are sampled.
 */
export function smallestInput(doc: Architecture, ops: Catalogue): number | null {
  const search = smallestInputInSteps(doc, ops);
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of one inference each, for a page that has other things to do in between. */
export function* smallestInputInSteps(doc: Architecture, ops: Catalogue): Generator<void, number | null> {
  const input = onlyInput(doc);
  const [height, width, channels] = input ? shapeOf(input, ops) : [];
  if (!input || height === undefined || height !== width || channels === undefined) return null;
  const works = (side: number): boolean => worksAt(doc, ops, input, [side, side, channels]);
  if (!works(height)) return null;
  yield;
  // The smallest that works lies above `fails` and not above `least`.
  let fails = 0;
  let least = height;
  while (least - fails > 1) {
    const middle = Math.floor((fails + least) / 2);
    if (works(middle)) least = middle;
    else fails = middle;
    yield;
  }
  const between = new Set([least + 1, least + 2, least + 3]);
  for (let i = 1; i <= TRIED_BETWEEN; i++) {
    // Odd steps, so that a rule such as "even sizes only" is met.
    between.add(Math.min(height, least + Math.ceil((i * (height - least)) / (TRIED_BETWEEN + 1)) + (i % 2)));
  }
  for (const side of between) {
    if (!works(side)) return null;
    yield;
  }
  return least;
}

function onlyInput({ graph }: Architecture): Node | null {
  const inputs = graph.nodes.filter(n => n.op === 'input');
  return inputs.length === 1 ? (inputs[0] ?? null) : null;
}

/** Height, width and channels; nothing for what is no image of a known size. */
function shapeOf({ params }: Node, ops: Catalogue): readonly number[] {
  const shape = params.shape ?? ops.get('input')?.params.shape?.default;
  const known = Array.isArray(shape) ? shape.filter((d): d is number => typeof d === 'number') : [];
  return known.length === 3 && Array.isArray(shape) && shape.length === 3 ? known : [];
}

function worksAt(doc: Architecture, ops: Catalogue, input: Node, shape: readonly number[]): boolean {
  const nodes = doc.graph.nodes.map(n => (n === input ? { ...n, params: { ...n.params, shape: [...shape] } } : n));
  return !infer({ ...doc, graph: { ...doc.graph, nodes } }, ops).problems.some(isError);
}
