import { layOut, MOST_PAGES, PAGE, type Watched } from './plan/layout';
import type { EngineTask } from './plan/network';
import { resolve } from './plan/program';
import type { Standing } from './plan/standing';
import { sizeOf } from './plan/tensor';
import { Crew, type Helper } from './run/crew';

/** Where the engine runs. */
export interface Hardware {
  readonly module: WebAssembly.Module;
  /** Other threads that help; the module must then be the one for shared memory. */
  readonly helpers: readonly Helper[];
  /** Images that go through the network at a time; found from its size when absent. */
  readonly chunk?: number;
}

/** What one step is told: see StepHow in src/training/trainer.ts. */
export interface StepTold {
  readonly learningRate: number;
  readonly pixels?: Uint8Array;
}

export type Values = ReadonlyMap<string, Float32Array>;

/** What the optimizer remembers: steps since it was fresh, and its memories by weight, as many as its rule has. */
export interface Remembered {
  readonly t: number;
  readonly memories: readonly Values[];
}

/** Where what is read of each image lies, and how many floats. */
type SaidAt = readonly { readonly offset: number; readonly size: number }[];

const TRAIN = 0;
const INFER = 1;
const PREDICT = 2;

/** One network in memory, with its weights, its optimizer and its images. Calls return when their work is done. */
export class Engine {
  readonly #task: EngineTask;
  readonly #standing: Standing;
  readonly #memory: WebAssembly.Memory;
  readonly #crew: Crew;
  readonly #saidAt: SaidAt;
  /** Steps since the optimizer was fresh, and since the random numbers began. */
  #t = 0;
  #steps = 0;

  private constructor(task: EngineTask, standing: Standing, memory: WebAssembly.Memory, crew: Crew, saidAt: SaidAt) {
    this.#task = task;
    this.#standing = standing;
    this.#memory = memory;
    this.#crew = crew;
    this.#saidAt = saidAt;
  }

  /**
   * Plans the network, takes the memory that it needs, and starts the threads. Weights and images are then 0.
   * @param watched tensors that `predict` returns too, or `seen` after a step
   * @throws RangeError when the network needs more memory than there is
   */
  static async start(task: EngineTask, hardware: Hardware, watched: Watched | null = null): Promise<Engine> {
    const threads = hardware.helpers.length + 1;
    const { standing, plans, read, pages, ...blocks } = layOut(task, threads, watched, hardware.chunk);
    if (pages > MOST_PAGES)
      throw new RangeError(`Out of memory: the network needs ${((PAGE * pages) / 2 ** 30).toFixed(1)} GiB`);
    const memory = new WebAssembly.Memory(
      threads > 1 ? { initial: pages, maximum: MOST_PAGES, shared: true } : { initial: pages },
    );
    for (const { offset, words } of standing.constants) {
      const Words = words instanceof Float32Array ? Float32Array : Int32Array;
      new Words(memory.buffer, offset, words.length).set(words);
    }
    const programs = Array.from({ length: threads }, (_, thread) =>
      plans.map(({ phases, offsets }) => resolve(phases, { threads, offsets, ...blocks }, thread)),
    );
    const crew = await Crew.employ(hardware.module, memory, programs, hardware.helpers);
    return new Engine(task, standing, memory, crew, read);
  }

  /** Bytes of memory, of all threads. */
  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Puts the data set's images (bytes) and labels in place. */
  load(pixels: Uint8Array, labels: Uint8Array): void {
    const bytes = new Uint8Array(this.#memory.buffer);
    bytes.set(pixels, this.#standing.pixelsAt);
    bytes.set(labels, this.#standing.labelsAt);
  }

  /**
   * One step of the optimizer on these images. Returns what was read at each head before it.
   * @throws RangeError when changed images are given though the plan does not augment
   */
  step(images: Int32Array, { learningRate, pixels }: StepTold): readonly Float32Array[] {
    this.#place(images);
    if (pixels) this.#stage(images, pixels);
    this.#tell(images.length, learningRate);
    this.#t++;
    this.#steps++;
    this.#crew.run(TRAIN, images.length);
    return this.#said(images.length, this.#task.heads.length);
  }

  /** The watched tensors' values for the images of the last step, as they were on the way there. */
  seen(count: number): readonly Float32Array[] {
    return this.#said(count, this.#saidAt.length).slice(this.#task.heads.length);
  }

  /** What is read at each head for these images, without dropout and with running statistics. */
  infer(images: Int32Array): readonly Float32Array[] {
    this.#place(images);
    this.#crew.run(INFER, images.length);
    return this.#said(images.length, this.#task.heads.length);
  }

  /** The same, and the watched tensors, for values of each input; at most as many images as a batch has. */
  predict(inputs: readonly Float32Array[], count: number): readonly Float32Array[] {
    inputs.forEach((values, i) => {
      const place = this.#standing.written(i);
      if (place.at === 'batch') this.#view(place.offset, values.length).set(values);
    });
    this.#crew.run(PREDICT, count);
    return this.#said(count, this.#saidAt.length);
  }

  /** A copy of every weight. */
  weights(): Values {
    return new Map(
      this.#task.weights.map(({ name, shape }) => [
        name,
        new Float32Array(this.#view(this.#standing.addressOf(name), sizeOf(shape))),
      ]),
    );
  }
  /** @throws when a weight is missing or has another size */
  setWeights(values: Values): void {
    for (const { name, shape } of this.#task.weights) {
      const given = values.get(name);
      if (given?.length !== sizeOf(shape)) throw new Error(`The weight ${name} is missing`);
      this.#view(this.#standing.addressOf(name), given.length).set(given);
    }
  }
  /** A fresh optimizer, and the first random numbers. */
  reset(): void {
    const [from, to] = this.#standing.moments;
    new Uint8Array(this.#memory.buffer).fill(0, from, to);
    this.#t = 0;
    this.#steps = 0;
  }
  /** Steps taken since the random numbers began. */
  get steps(): number {
    return this.#steps;
  }
  /** A copy of what the optimizer remembers. */
  remembered(): Remembered {
    return {
      t: this.#t,
      memories: this.#standing.memories.map(
        at =>
          new Map(
            this.#trained().map(({ name, offset, size }) => [name, new Float32Array(this.#view(at + offset, size))]),
          ),
      ),
    };
  }
  /** Goes on with what an optimizer of the same rule remembered; weights that it does not know start with zeros. */
  recall({ t, memories }: Remembered, steps: number): void {
    this.reset();
    this.#standing.memories.forEach((at, i) => {
      for (const { name, offset, size } of this.#trained()) {
        const known = memories[i]?.get(name);
        if (known?.length === size) this.#view(at + offset, size).set(known);
      }
    });
    this.#t = t;
    this.#steps = steps;
  }
  dispose(): void {
    this.#crew.dismiss();
  }

  /** Writes the record of this step: what the kernels `update`, `lossGradient` and `noise` read. */
  #tell(count: number, learningRate: number): void {
    const { optimizer, momentum = 0.9, weightDecay, seed } = this.#task.plan;
    const { stepAt } = this.#standing;
    const t = this.#t + 1;
    const root = Math.sqrt(1 - 0.999 ** t);
    new Int32Array(this.#memory.buffer, stepAt, 2).set([count, Math.imul(seed, 0x9e3779b1) + this.#steps]);
    this.#view(stepAt + 8, 6).set([
      learningRate,
      momentum,
      optimizer === 'adamw' ? 1 - learningRate * (weightDecay ?? 0.01) : 1,
      (learningRate * root) / (1 - 0.9 ** t),
      root,
      optimizer === 'adamw' ? 0 : (weightDecay ?? 0),
    ]);
  }

  #place(images: Int32Array): void {
    const { batchSize } = this.#task.plan;
    if (images.length > batchSize) throw new RangeError(`${images.length} images in a batch of ${batchSize}`);
    new Int32Array(this.#memory.buffer, this.#standing.indicesAt, images.length).set(images);
  }
  /** Puts a batch's changed images, with their labels, behind the data set's, and has the indices point there. */
  #stage(images: Int32Array, pixels: Uint8Array): void {
    const { labelsAt, pixelsAt, indicesAt, stagedImages } = this.#standing;
    if (images.length > stagedImages) throw new RangeError('There is no room for changed images');
    const first = this.#task.images;
    const bytes = new Uint8Array(this.#memory.buffer);
    bytes.set(pixels, pixelsAt + (first * pixels.length) / images.length);
    const indices = new Int32Array(this.#memory.buffer, indicesAt, images.length);
    images.forEach((image, i) => {
      bytes[labelsAt + first + i] = bytes[labelsAt + image] ?? 0;
      indices[i] = first + i;
    });
  }
  /** The weights that are trained: where each lies among them, in bytes, and its floats. */
  #trained() {
    return this.#task.weights
      .filter(({ name }) => this.#standing.trains(name))
      .map(({ name, shape }) => ({ name, offset: this.#standing.trainedOffset(name), size: sizeOf(shape) }));
  }
  #view(at: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, at, length);
  }
  #said(count: number, read: number): readonly Float32Array[] {
    return this.#saidAt.slice(0, read).map(({ offset, size }) => new Float32Array(this.#view(offset, count * size)));
  }
}
