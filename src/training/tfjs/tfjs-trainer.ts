import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../core/compiler/compiled';
import { type Head, headsOf } from '../heads';
import { seedNoise } from '../layers/noiseSeed';
import { type Targets, targetsOf } from '../targets';
import type { Activation, Assignment, Outputs, Snapshot, StepHow, Trainer, TrainerState } from '../trainer';
import { bringUp, type Device, type TfjsBackend } from './backends';
import { type ImageBatches, imageBatches } from './image-batches';
import { lossGradient } from './loss-gradient';
import { buildNetwork, type Network, readWeights, setWeights } from './network';
import { createOptimizer, type Optimizer } from './optimizer';

/**
 * A trainer on the current TensorFlow.js backend.
 * @throws when tfjs refuses the model, there are not as many class weights as classes, or an input cannot take the images
 */
export async function createTfjsTrainer(device: Device, assignment: Assignment): Promise<Trainer> {
  const network = await buildNetwork(assignment.model);
  const batches = imageBatches(assignment.dataset, assignment.model.inputs);
  const trainer = new TfjsTrainer(device, assignment, network, batches);
  trainer.reset(assignment.weights);
  return trainer;
}

type Model = ReturnType<Network['to']>;

class TfjsTrainer implements Trainer {
  readonly backend: TfjsBackend;
  readonly lost: Promise<never>;
  readonly #network: Network;
  readonly #batches: ImageBatches;
  readonly #heads: readonly Head[];
  readonly #model: Model;
  readonly #optimizer: Optimizer;
  readonly #targets: Targets;
  readonly #seed: number;
  #steps = 0;
  /** By step since `heard` was last called: what was read at every head. */
  #said: tf.Tensor[][] = [];
  #watched: { readonly layers: string; readonly model: Model } | null = null;

  constructor(device: Device, { model, plan, dataset }: Assignment, network: Network, batches: ImageBatches) {
    this.backend = device.name;
    this.lost = device.lost;
    this.#network = network;
    this.#batches = batches;
    this.#heads = headsOf(model);
    this.#model = network.to(this.#heads.map(head => head.layer));
    this.#optimizer = createOptimizer(plan, network.trainable, device.update);
    this.#targets = targetsOf(plan, dataset);
    this.#seed = plan.seed;
  }

  async activate(): Promise<void> {
    await bringUp(this.backend);
  }

  step(images: Int32Array, { learningRate, pixels }: StepHow): void {
    seedNoise(this.#seed, this.#steps++);
    const said = tf.tidy(() => {
      const indices = tf.tensor1d(images, 'int32');
      const inputs = pixels ? this.#batches.pixels(pixels) : this.#batches.at(indices);
      const wanted = this.#batches.targets(indices);
      let outputs: tf.Tensor[] = [];
      const { grads } = tf.variableGrads(() => {
        outputs = asList(this.#model.apply(inputs, { training: true }));
        for (const output of outputs) tf.keep(output);
        return lossGradient(this.#heads, outputs, wanted, this.#targets);
      }, [...this.#network.trainable]);
      this.#optimizer.apply(grads, learningRate);
      return outputs;
    });
    this.#said.push(said);
  }

  async heard(): Promise<readonly Outputs[]> {
    const steps = this.#said;
    this.#said = [];
    const sizes = steps.map(step => step[0]?.shape[0] ?? 0);
    // One read for all steps of a head.
    const joined = this.#heads.map((_, i) =>
      tf.tidy(() => tf.concat(steps.flatMap(step => step[i] ?? []).map(t => tf.reshape(t, [t.size])))),
    );
    tf.dispose(steps);
    const values = await read(joined);
    const images = sizes.reduce((a, b) => a + b, 0);
    let before = 0;
    return sizes.map(size => {
      const from = before;
      before += size;
      return values.map(v => v.subarray((from * v.length) / images, (before * v.length) / images));
    });
  }

  infer(images: Int32Array): Promise<Outputs> {
    return read(tf.tidy(() => this.#apply(this.#model, this.#batches.at(tf.tensor1d(images, 'int32')))));
  }

  predict(images: Float32Array, count: number): Promise<Outputs> {
    return read(tf.tidy(() => this.#apply(this.#model, this.#batches.of(images, count))));
  }

  async activations(image: Float32Array, layers: readonly string[]): Promise<readonly Activation[]> {
    const key = JSON.stringify(layers);
    if (this.#watched?.layers !== key) this.#watched = { layers: key, model: this.#network.to(layers) };
    const { model } = this.#watched;
    const tensors = tf.tidy(() => this.#apply(model, this.#batches.of(image, 1)));
    const shapes = tensors.map(t => t.shape.slice(1));
    const values = await read(tensors);
    return values.map((v, i) => ({ shape: shapes[i] ?? [], values: v }));
  }

  remember(toRepeat: boolean): Snapshot {
    const copies = [...this.#network.weights.values()].map(w => [w, tf.keep(w.read().clone())] as const);
    const optimizer = toRepeat ? this.#optimizer.snapshot() : null;
    const steps = this.#steps;
    return {
      restore: () => {
        for (const [weight, copy] of copies) weight.write(copy);
        if (optimizer) optimizer.restore();
        else this.#optimizer.reset();
        this.#steps = steps;
      },
      dispose: () => {
        tf.dispose(copies.map(([, copy]) => copy));
        optimizer?.dispose();
      },
    };
  }

  weights(): Promise<Weights> {
    return readWeights(this.#network);
  }

  async state(): Promise<TrainerState> {
    const steps = this.#steps;
    const [weights, { t, memories }] = await Promise.all([this.weights(), this.#optimizer.remembered()]);
    const nameOf = new Map([...this.#network.weights].map(([name, variable]) => [variable.read(), name]));
    const named = (memory: ReadonlyMap<tf.Tensor, Float32Array>) =>
      new Map([...memory].map(([variable, values]) => [nameOf.get(variable) ?? variable.id.toString(), values]));
    return { weights, optimizer: { t, memories: memories.map(named) }, steps };
  }
  resume({ weights, optimizer: { t, memories }, steps }: TrainerState): void {
    this.reset(weights);
    const variableOf = (name: string) => this.#network.weights.get(name)?.read();
    const byVariable = (memory: ReadonlyMap<string, Float32Array>) =>
      new Map(
        [...memory].flatMap(([name, values]) => {
          const variable = variableOf(name);
          return variable instanceof tf.Variable ? [[variable, values] as const] : [];
        }),
      );
    this.#optimizer.recall({ t, memories: memories.map(byVariable) });
    this.#steps = steps;
  }

  reset(weights: Weights): void {
    setWeights(this.#network, weights);
    this.#optimizer.reset();
    this.#steps = 0;
  }

  dispose(): void {
    tf.dispose(this.#said);
    this.#optimizer.reset();
    this.#batches.dispose();
    this.#network.dispose();
  }

  #apply(model: Model, inputs: tf.Tensor[]): tf.Tensor[] {
    return asList(model.apply(inputs, { training: false }));
  }
}

function asList(applied: ReturnType<Model['apply']>): tf.Tensor[] {
  return (Array.isArray(applied) ? applied : [applied]).filter(t => t instanceof tf.Tensor);
}

/** Reads tensors back and disposes them. */
async function read(tensors: readonly tf.Tensor[]): Promise<Float32Array[]> {
  try {
    return await Promise.all(tensors.map(async t => Float32Array.from(await t.data())));
  } finally {
    tf.dispose([...tensors]);
  }
}
