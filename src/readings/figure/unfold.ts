import { type Architecture, type ModuleId, moduleOf, type NodeId } from '../../core/document/architecture';
import type { GraphFacts, NodeFacts } from '../../core/inference/facts';
import { into, wiringOf } from '../../core/inference/wiring';
import type { Catalogue, Category, Operation } from '../../core/op/operation';
import type { Shape } from '../../core/op/shape';
import { type FigureGraph, figureGraphOf, type Group, type Source, type Step } from './figure-graph';
import type { FigureOptions } from './figure-options';
import { foldsRepeats, withRepeatsFolded } from './repeats';

type Style = FigureOptions['style'];
/** What of the options decides what there is to draw. */
export type Unfolding = Pick<FigureOptions, 'style' | 'detail' | 'folded' | 'repeats' | 'width'>;

/** Categories whose operations are drawn with the layer that they follow. */
const WITH_LAYER: ReadonlySet<Category> = new Set(['activation', 'normalisation', 'shape', 'data']);
/** In figures of tensors, these too: they change values, not what there is to draw. */
const WITH_TENSOR: ReadonlySet<Category> = new Set(['regularisation']);

/** Whether an operation has no place of its own in a figure. */
function belongsToLayer(op: Operation, style: Style): boolean {
  if (op.sink || Object.keys(op.inputs).length === 0) return false;
  if (op.figure?.own) return style !== 'blocks' && op.category === 'activation';
  return WITH_LAYER.has(op.category) || (style !== 'blocks' && WITH_TENSOR.has(op.category));
}

/** A tensor on its way: the step that it comes out of, and its shape when it arrives. */
type Tensor = Source;
type Draft = { -readonly [K in keyof Step]: Step[K] extends readonly (infer T)[] ? T[] : Step[K] };

/**
 * What a figure of the document draws: modules opened as far as the settings ask, activations and the like put to
 * their layers, equal modules one after the other put together where the settings ask. Of a broken graph, all that is there; shapes that are not known are `null`.
 */
export function unfold(doc: Architecture, ops: Catalogue, facts: GraphFacts, unfolding: Unfolding): FigureGraph {
  const graph = new Unfolder(doc, ops, unfolding).unfold(facts);
  return foldsRepeats(graph, unfolding) ? withRepeatsFolded(graph) : graph;
}

class Unfolder {
  readonly #doc: Architecture;
  readonly #ops: Catalogue;
  readonly #how: Unfolding;
  readonly #steps = new Map<string, Draft>();
  readonly #single = new Map<ModuleId, boolean>();

  constructor(doc: Architecture, ops: Catalogue, how: Unfolding) {
    this.#doc = doc;
    this.#ops = ops;
    this.#how = how;
  }

  unfold(facts: GraphFacts): FigureGraph {
    for (const [path, end] of this.#inside(facts, [], [], new Map(), null)) {
      const name = facts.nodes.get(path)?.node.name ?? '';
      this.#steps.get(end.step)?.ends.push({ path: [path], name });
    }
    return figureGraphOf([...this.#steps.values()]);
  }

  /** Goes through one graph. Returns the tensors at its `output` nodes. `name` replaces that of a single layer inside. */
  #inside(
    facts: GraphFacts,
    path: readonly NodeId[],
    groups: readonly Group[],
    entering: ReadonlyMap<NodeId, Tensor>,
    name: string | null,
  ): ReadonlyMap<NodeId, Tensor> {
    const made = new Map<string, Tensor>();
    const ends = new Map<NodeId, Tensor>();
    const wiring = wiringOf(facts.graph.wires);
    for (const id of facts.order) {
      const known = facts.nodes.get(id);
      if (!known) continue;
      const arriving = into(wiring, id).flatMap(({ wire }) => {
        const tensor = made.get(wire.from.join(':'));
        return tensor ? [{ port: wire.to[1], tensor }] : [];
      });
      const [first] = arriving;
      const op = this.#ops.get(known.node.op);
      const module = moduleOf(known.node.op);
      const own = [...path, id];
      const keep = (port: string, tensor: Tensor): void => void made.set(`${id}:${port}`, tensor);
      const given = entering.get(id);
      if (op?.sink) {
        if (first) ends.set(id, first.tensor);
      } else if (given) {
        keep('y', given);
      } else if (known.node.muted) {
        for (const port of Object.keys(known.outputs)) if (first) keep(port, first.tensor);
      } else if (module !== null && known.inner && this.#opens(module)) {
        const single = this.#isSingle(module);
        const title = this.#doc.modules[module]?.title ?? module;
        const inner = this.#inside(
          known.inner,
          own,
          single ? groups : [...groups, { id: own.join('/'), path: own, title }],
          new Map(arriving.map(a => [a.port, a.tensor])),
          single ? (name ?? known.node.name) : null,
        );
        for (const [port, tensor] of inner) keep(port, tensor);
      } else if (op && first && this.#how.detail !== 'operations' && belongsToLayer(op, this.#how.style)) {
        const step = this.#steps.get(first.tensor.step);
        step?.within.push(own);
        if (op.category === 'activation') step?.activations.push(op.title);
        keep('y', { step: first.tensor.step, shape: known.outputs.y ?? null });
      } else {
        this.#add(
          known,
          own,
          groups,
          name,
          op ?? null,
          arriving.map(a => a.tensor),
        );
        for (const [port, shape] of Object.entries(known.outputs)) keep(port, { step: own.join('/'), shape });
      }
    }
    return ends;
  }

  #add(
    { node, outputs, window, weights }: NodeFacts,
    path: readonly NodeId[],
    groups: readonly Group[],
    name: string | null,
    op: Operation | null,
    tensors: readonly Tensor[],
  ): void {
    const id = path.join('/');
    const module = moduleOf(node.op);
    const title = op?.figure?.legend ?? op?.title ?? (module ? (this.#doc.modules[module]?.title ?? module) : node.op);
    const shape: Shape | null = Object.values(outputs)[0] ?? null;
    this.#steps.set(id, {
      id,
      path: [...path],
      within: [],
      role: op
        ? op.category === 'merge'
          ? 'merge'
          : Object.keys(op.inputs).length === 0
            ? 'input'
            : 'layer'
        : 'module',
      kind: op?.kind ?? 'module',
      module: op ? null : module,
      name: name ?? node.name,
      title,
      verb: op?.figure?.verb ?? op?.title ?? title,
      joins: op?.id === 'concat',
      from: tensors.filter((t, i) => tensors.findIndex(other => other.step === t.step) === i),
      shape,
      activations: [],
      ends: [],
      groups: [...groups],
      window,
      kernel: kernelOf(weights, window),
    });
  }

  /** Whether a module is drawn by what is in it. One with a single layer in it (convolution, norm, ReLU) is that layer. */
  #opens(module: ModuleId): boolean {
    if (this.#how.detail === 'operations') return !this.#how.folded.has(module);
    return this.#isSingle(module) || (this.#how.detail === 'layers' && !this.#how.folded.has(module));
  }

  #isSingle(module: ModuleId): boolean {
    const known = this.#single.get(module);
    if (known !== undefined) return known;
    // Until it is known otherwise, so that a module that contains itself ends here.
    this.#single.set(module, false);
    const inside = this.#doc.modules[module]?.graph.nodes ?? [];
    const layers = inside.filter(node => {
      const op = this.#ops.get(node.op);
      return !op || (op.id !== 'input' && !op.sink && !node.muted && !belongsToLayer(op, this.#how.style));
    });
    const [only] = layers;
    const inner = only ? moduleOf(only.op) : null;
    const single =
      this.#how.detail !== 'operations' &&
      layers.length === 1 &&
      (inner === null ? this.#ops.has(only?.op ?? '') : this.#isSingle(inner));
    this.#single.set(module, single);
    return single;
  }
}

/** The size of what a layer slides over an image. A transposed convolution's weights tell it; its window is that of a pixel. */
function kernelOf(weights: NodeFacts['weights'], window: NodeFacts['window']): Step['kernel'] {
  const [rows, columns, ...channels] = weights.kernel?.shape ?? [];
  if (typeof rows === 'number' && typeof columns === 'number' && channels.length === 2) return [rows, columns];
  return window?.kernel ?? null;
}
