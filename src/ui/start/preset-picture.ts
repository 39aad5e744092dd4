import type { GraphFacts } from '../../core/inference/facts';
import type { Kind } from '../../core/op/operation';
import type { Shape } from '../../core/op/shape';
import { catalogue } from '../../ops/catalogue';

/** One tensor on the way through a network, as its picture shows it. */
export interface Stage {
  readonly kind: Kind;
  readonly shape: Shape;
}

/** Categories whose result is worth drawing: what an activation or a reshape gives looks like what came before. */
const TELLING = new Set(['data', 'convolution', 'pooling', 'linear', 'merge']);

/** The tensors that a network makes on its way, one for each step that a figure would show, from the real shapes. */
export function stagesOf(facts: GraphFacts): readonly Stage[] {
  const stages: Stage[] = [];
  for (const id of facts.order) {
    const node = facts.nodes.get(id);
    const operation = node && catalogue.get(node.node.op);
    const [shape] = Object.values(node?.outputs ?? {});
    if (operation && shape && TELLING.has(operation.category)) stages.push({ kind: operation.kind, shape });
  }
  return stages;
}

/** Whether the stages are columns of neurons: nothing convolves or pools. */
export const isPerceptron = (stages: readonly Stage[]): boolean => stages.slice(1).every(s => s.shape.length === 1);

/** A stack of feature maps, or a plate for a vector, placed from the left in a picture of its own units. */
export interface Volume {
  readonly kind: Kind;
  readonly x: number;
  /** Height and width of one map; a vector's plate is narrow. */
  readonly size: readonly [height: number, width: number];
  /** Maps drawn; a stack of hundreds shows a few. */
  readonly maps: number;
  readonly offset: number;
}

const GAP = 11;
const MOST_MAPS = 6;

/** Side in picture units of a map of so many pixels: large ones are held back, so that small ones can be seen. */
const side = (pixels: number | null, largest: number): number => 62 * ((pixels ?? 1) / largest) ** 0.6;

/** The stages as stacks from left to right, to a common scale. Returns the width they take. */
export function volumesOf(stages: readonly Stage[]): { readonly volumes: readonly Volume[]; readonly width: number } {
  const spatial = stages.flatMap(s => (s.shape.length === 3 ? [s.shape[0] ?? 1, s.shape[1] ?? 1] : []));
  const largest = Math.max(1, ...spatial);
  let x = 0;
  const volumes = stages.map(({ kind, shape }): Volume => {
    const [first = null, second = null, channels = 1] = shape;
    const flat = shape.length !== 3;
    const maps = flat ? 1 : Math.max(1, Math.min(MOST_MAPS, channels ?? 1));
    const size = flat
      ? ([20 + 8 * Math.log10(first ?? 1) * 2, 5] as const)
      : ([side(first, largest), side(second, largest)] as const);
    const volume = { kind, x, size, maps, offset: 2.6 };
    x += size[1] + (maps - 1) * volume.offset + GAP;
    return volume;
  });
  return { volumes, width: Math.max(1, x - GAP) };
}

/** Neurons to draw for each layer of a perceptron: by the logarithm of their number, at most eight. */
export const neuronsOf = (stages: readonly Stage[]): readonly number[] =>
  stages.map(({ shape }) => {
    const units = shape.reduce<number>((all, d) => all * (d ?? 1), 1);
    return Math.max(2, Math.min(8, Math.round(0.6 + 0.7 * Math.log2(units))));
  });
