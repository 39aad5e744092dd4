import { type Call, type Place, shared } from './call';
import { aligned, Region } from './memory';
import type { EngineTask, WeightShape } from './network';
import { sizeOf } from './tensor';

/** Words of the record that tells the kernels of a step. */
const STEP_WORDS = 8;
const RULES = { sgd: 0, momentum: 1, rmsprop: 2, adam: 3, adamw: 3, nesterov: 4 } as const;
/** How much each rule remembers of a weight. */
const MEMORIES = { sgd: 0, momentum: 1, nesterov: 1, rmsprop: 2, adam: 2, adamw: 2 } as const;

/** A constant and where it goes when the memory is there. */
export interface Constant {
  readonly offset: number;
  readonly words: Int32Array | Float32Array;
}

/**
 * What stands in memory from step to step, shared by all threads: the data set, the weights and what the optimizer
 * remembers, constants, and what is read at the heads.
 */
export class Standing {
  readonly threads: number;
  readonly step: Place;
  /** Indices of a batch's images, labels by image, and the images' bytes. */
  readonly indices: Place;
  readonly labels: Place;
  readonly pixels: Place;
  readonly stepAt: number;
  readonly indicesAt: number;
  readonly labelsAt: number;
  readonly pixelsAt: number;
  /** Room behind the data set for so many changed images. */
  readonly stagedImages: number;
  readonly constants: Constant[] = [];
  /** Floats of all weights that are trained, which lie side by side, and of one thread's gradients. */
  readonly trainedFloats: number;
  readonly #region: Region;
  readonly #weights = new Map<string, { readonly at: number; readonly weight: WeightShape }>();
  readonly #trained: ReadonlySet<string>;
  readonly #trainedAt: number;
  readonly #momentsAt: readonly [number, number];
  readonly #task: EngineTask;
  readonly #tables = new Map<string, Place>();
  readonly #written: Place[];

  /** @param start first free byte @param most images in the largest batch */
  constructor(task: EngineTask, threads: number, most: number, start: number) {
    this.threads = threads;
    this.#task = task;
    const region = new Region(start);
    this.#region = region;
    this.stepAt = region.take(4 * STEP_WORDS);
    this.indicesAt = region.take(4 * most);
    this.stagedImages = task.plan.augmentation ? most : 0;
    const images = task.images + this.stagedImages;
    this.labelsAt = region.take(images);
    const [first] = task.inputs;
    this.pixelsAt = region.take(first ? images * sizeOf(first.from) : 0);
    this.step = shared(this.stepAt);
    this.indices = { at: 'batch', offset: this.indicesAt, stride: 4 };
    this.labels = shared(this.labelsAt);
    this.pixels = shared(this.pixelsAt);
    this.#written = task.graph.inputs.map(shape => ({
      at: 'batch',
      offset: region.take(4 * sizeOf(shape) * most),
      stride: 4 * sizeOf(shape),
    }));
    this.#trained = reachable(task);
    const trained = task.weights.filter(w => this.#trained.has(w.name));
    let floats = 0;
    const offsets = trained.map(w => {
      const at = floats;
      floats += aligned(4 * sizeOf(w.shape)) / 4;
      return at;
    });
    this.trainedFloats = floats;
    this.#trainedAt = region.take(4 * floats);
    this.#momentsAt = [region.take(4 * floats), region.take(4 * floats)];
    trained.forEach((weight, i) => {
      this.#weights.set(weight.name, { at: this.#trainedAt + 4 * (offsets[i] ?? 0), weight });
    });
    for (const weight of task.weights)
      if (!this.#weights.has(weight.name))
        this.#weights.set(weight.name, { at: region.take(4 * sizeOf(weight.shape)), weight });
  }

  get end(): number {
    return this.#region.end;
  }
  /** Where values of a weight lie, in bytes. */
  addressOf(name: string): number {
    return this.#known(name).at;
  }
  /** What the optimizer remembers, in bytes from and up to. */
  get moments(): readonly [number, number] {
    return [this.#momentsAt[0], this.#momentsAt[1] + 4 * this.trainedFloats];
  }
  /** Where each memory of the optimizer begins; weights lie in it as they lie among those that are trained. */
  get memories(): readonly number[] {
    return this.#momentsAt.slice(0, MEMORIES[this.#task.plan.optimizer]);
  }
  /** Where a weight lies among those that are trained, in bytes. */
  trainedOffset(name: string): number {
    return this.#known(name).at - this.#trainedAt;
  }
  trains(name: string): boolean {
    return this.#trained.has(name);
  }
  keep(floats: number): Place {
    return shared(this.#region.take(4 * floats));
  }
  /** Room for `floats` of each of `most` images. */
  perImageOfBatch(floats: number, most: number): Extract<Place, { readonly at: 'batch' }> {
    return { at: 'batch', offset: this.#region.take(4 * floats * most), stride: 4 * floats };
  }
  /** Where the caller writes an input's values. */
  written(input: number): Place {
    const place = this.#written[input];
    if (!place) throw new Error('No such input');
    return place;
  }
  table(words: Int32Array | Float32Array): Place {
    const key = `${words.constructor.name} ${words.join()}`;
    const known = this.#tables.get(key);
    if (known) return known;
    const offset = this.#region.take(words.byteLength);
    this.constants.push({ offset, words });
    const place = shared(offset);
    this.#tables.set(key, place);
    return place;
  }
  weight(name: string): Place {
    return shared(this.#known(name).at);
  }
  sizeOfWeight(name: string): number {
    return sizeOf(this.#known(name).weight.shape);
  }
  /** A thread's gradients stand at the start of its block, in the order of the weights. */
  weightGradient(name: string): Place | null {
    if (!this.#trained.has(name)) return null;
    return { at: 'thread', offset: this.trainedOffset(name) };
  }

  /**
   * The optimizer's step, by phase: each thread updates a stretch of the weights. Where gradients are clipped, they are
   * joined in a phase before, since their norm is taken over all.
   */
  updates(): readonly (readonly Call[])[] {
    const { optimizer, clipNorm = 0 } = this.#task.plan;
    const share = 4 * Math.ceil(this.trainedFloats / 4 / this.threads);
    const gradients = { at: 'first thread', offset: 0 } as const;
    const squaresAt = clipNorm > 0 ? this.#region.take(8 * this.threads) : 0;
    const byThread = (call: (thread: number, stretch: readonly [from: number, to: number]) => Call): readonly Call[] =>
      Array.from({ length: this.threads }, (_, thread) => {
        const at = (t: number) => Math.min(this.trainedFloats, t * share);
        return { ...call(thread, [at(thread), at(thread + 1)]), thread };
      });
    const joins = byThread((thread, stretch) => ({
      kernel: 'joinGradients',
      args: [gradients, 'thread stride', 'threads', ...stretch, shared(squaresAt + 8 * thread)],
    }));
    const updates = byThread((_, stretch) => ({
      kernel: 'update',
      args: [
        ...[RULES[optimizer], this.step, shared(this.#trainedAt), gradients],
        ...(['thread stride', clipNorm > 0 ? 1 : 'threads'] as const),
        ...[shared(this.#momentsAt[0]), shared(this.#momentsAt[1]), ...stretch],
        ...[clipNorm, shared(squaresAt), clipNorm > 0 ? this.threads : 0],
      ],
    }));
    return clipNorm > 0 ? [joins, updates] : [updates];
  }

  #known(name: string) {
    const known = this.#weights.get(name);
    if (!known) throw new Error(`The weight ${name} is missing`);
    return known;
  }
}

/** The weights that a loss depends on; others are left alone, by weight decay too. */
function reachable({ graph, heads, weights }: EngineTask): ReadonlySet<string> {
  const needed = new Set(heads.map(h => h.tensor));
  const names = new Set<string>();
  for (let t = graph.inputs.length + graph.nodes.length - 1; t >= graph.inputs.length; t--) {
    const node = graph.nodes[t - graph.inputs.length];
    if (!node || !needed.has(t)) continue;
    for (const from of node.inputs) needed.add(from);
    for (const name of Object.values(node.weights)) names.add(name);
  }
  return new Set(weights.filter(w => w.trainable && names.has(w.name)).map(w => w.name));
}
