import type { Weights } from '../../core/compiler/compiled';
import { Engine, type Hardware } from '../../engine/engine';
import { applyMapping, type ImageMapping, mapImages } from '../datasets/image-mapping';
import { headsOf } from '../heads';
import type { Activation, Assignment, Outputs, Snapshot, StepHow, Trainer, TrainerState } from '../trainer';
import { engineTask } from './engine-task';

/**
 * A trainer on the WASM engine. Its steps are done when `step` returns.
 * @param hardware how to get at the processor; called again for a network whose layers are looked at
 * @throws when an operation of the network is not known to the engine, or an input cannot take the images
 */
export async function createEngineTrainer(assignment: Assignment, hardware: Employer): Promise<Trainer> {
  const mappings = mappingsOf(assignment);
  const engine = await Engine.start(engineTask(assignment, mappings), await hardware('all'));
  const trainer = new EngineTrainer(assignment, mappings, engine, hardware);
  engine.load(assignment.dataset.pixels, assignment.dataset.labels);
  trainer.reset(assignment.weights);
  return trainer;
}

/** Where an engine runs: on all threads that there are for it, or on one. */
export type Employer = (threads: 'all' | 'one') => Promise<Hardware>;

class EngineTrainer implements Trainer {
  readonly backend = 'wasm';
  /** A processor is not taken away. */
  readonly lost = new Promise<never>(() => undefined);
  readonly #assignment: Assignment;
  readonly #mappings: readonly ImageMapping[];
  readonly #engine: Engine;
  readonly #hardware: Employer;
  #said: Outputs[] = [];
  #watching: { readonly layers: string; readonly engine: Engine } | null = null;

  constructor(assignment: Assignment, mappings: readonly ImageMapping[], engine: Engine, hardware: Employer) {
    this.#assignment = assignment;
    this.#mappings = mappings;
    this.#engine = engine;
    this.#hardware = hardware;
  }

  async activate(): Promise<void> {
    // Nothing to do: the engine shares no state with other backends.
  }

  step(images: Int32Array, how: StepHow): void {
    this.#said.push(this.#engine.step(images, how));
  }
  async heard(): Promise<readonly Outputs[]> {
    const said = this.#said;
    this.#said = [];
    return said;
  }
  async infer(images: Int32Array): Promise<Outputs> {
    return this.#engine.infer(images);
  }

  async predict(images: Float32Array, count: number): Promise<Outputs> {
    const { batchSize } = this.#assignment.plan;
    const perImage = images.length / count;
    const parts: Outputs[] = [];
    for (let from = 0; from < count; from += batchSize) {
      const size = Math.min(batchSize, count - from);
      parts.push(
        this.#engine.predict(this.#mapped(images.subarray(from * perImage, (from + size) * perImage), size), size),
      );
    }
    return headsOf(this.#assignment.model).map((_, head) =>
      joined(parts.map(part => part[head] ?? new Float32Array())),
    );
  }

  async activations(image: Float32Array, layers: readonly string[]): Promise<readonly Activation[]> {
    const { model } = this.#assignment;
    const graph = model.engine;
    if (!graph) throw new Error('A network that the engine does not know');
    const tensors = layers.map(layer => {
      const tensor = graph.layers[layer];
      if (tensor === undefined) throw new Error(`There is no layer ${layer}`);
      return tensor;
    });
    const key = JSON.stringify(layers);
    if (this.#watching?.layers !== key) {
      this.#watching?.engine.dispose();
      const one = { ...this.#assignment, plan: { ...this.#assignment.plan, batchSize: 1 } };
      const engine = await Engine.start(
        { ...engineTask(one, this.#mappings), images: 0 },
        await this.#hardware('one'),
        { tensors, during: 'predict' },
      );
      this.#watching = { layers: key, engine };
    }
    const { engine } = this.#watching;
    engine.setWeights(this.#engine.weights());
    const values = engine.predict(this.#mapped(image, 1), 1).slice(model.outputs.length);
    const shapes = [...graph.inputs, ...graph.nodes.map(n => n.shape)];
    return values.map((v, i) => ({ shape: shapes[tensors[i] ?? 0] ?? [], values: v }));
  }

  remember(toRepeat: boolean): Snapshot {
    const values = this.#engine.weights();
    const remembered = toRepeat ? this.#engine.remembered() : { t: 0, memories: [] };
    const { steps } = this.#engine;
    return {
      restore: () => {
        this.#engine.setWeights(values);
        this.#engine.recall(remembered, steps);
      },
      dispose: () => undefined,
    };
  }

  async weights(): Promise<Weights> {
    const values = this.#engine.weights();
    return new Map(
      this.#assignment.model.weights.map(({ name, shape }) => [
        name,
        { shape, values: values.get(name) ?? new Float32Array() },
      ]),
    );
  }

  async state(): Promise<TrainerState> {
    return { weights: await this.weights(), optimizer: this.#engine.remembered(), steps: this.#engine.steps };
  }
  resume({ weights, optimizer, steps }: TrainerState): void {
    this.reset(weights);
    this.#engine.recall(optimizer, steps);
  }

  reset(weights: Weights): void {
    this.#engine.setWeights(new Map([...weights].map(([name, { values }]) => [name, values])));
    this.#engine.reset();
    this.#said = [];
  }

  dispose(): void {
    this.#engine.dispose();
    this.#watching?.engine.dispose();
  }

  /** What each input gets of images of the data set's shape. */
  #mapped(images: Float32Array, count: number): readonly Float32Array[] {
    return this.#mappings.map(mapping => applyMapping(mapping, images, count));
  }
}

function mappingsOf({ model, dataset }: Assignment): readonly ImageMapping[] {
  return model.inputs.map(input => {
    const mapping = mapImages(dataset.facts.shape, input.shape);
    if (typeof mapping === 'string') throw new Error(mapping);
    return mapping;
  });
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const all = new Float32Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
