import type { EngineNode } from '../../core/op/engine';
import type { Arg, Buffer, Call, Place } from './call';
import { inBuffer } from './call';
import type { KernelName } from './kernel-names';
import { sizeOf, type Tensor } from './tensor';

/** Where a plan's parts come from, and go: what the stages of all nodes share. */
export interface Plant {
  readonly training: boolean;
  /** A phase of calls that every thread makes for its images, chunk by chunk. */
  emit(call: Call): void;
  /** Waits until all threads are here. */
  meet(): void;
  /** A call that is made once per step before all others, by any thread. */
  prepare(call: Call): void;
  /** Memory that all threads share, in floats. Contents are kept. */
  keep(floats: number): Place;
  /** A constant. */
  table(words: Int32Array | Float32Array): Place;
  weight(name: string): Place;
  /** Values in a weight. */
  sizeOfWeight(name: string): number;
  /** This thread's sum; `null` for a weight that is not trained. */
  weightGradient(name: string): Place | null;
  /** Marks the layer's number, from which its random numbers follow. */
  nextLayer(): number;
  /** The record that tells the kernels of the step (batch size, seed, rates). */
  readonly step: Place;
}

/** A gradient's destination: write, or add to what others have written. */
export interface GradientTarget {
  readonly to: Place;
  readonly add: 0 | 1;
}

/** One node's share of a plan: what its primitive works with. */
export class Stage {
  readonly plant: Plant;
  readonly node: EngineNode;
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  /** What the way there leaves for the way back. */
  readonly notes = new Map<string, Buffer | Place | number>();

  constructor(plant: Plant, node: EngineNode, inputs: readonly Tensor[], output: Tensor) {
    this.plant = plant;
    this.node = node;
    this.inputs = inputs;
    this.output = output;
  }

  get training(): boolean {
    return this.plant.training;
  }
  /** The first input; most primitives have one. */
  get input(): Tensor {
    const [first] = this.inputs;
    if (!first) throw new Error(`${this.node.primitive.kind} without an input`);
    return first;
  }
  get x(): Place {
    return inBuffer(this.input.value);
  }
  get y(): Place {
    return inBuffer(this.output.value);
  }
  /** The gradient that arrived at the output. */
  get dy(): Place {
    if (!this.output.gradient) throw new Error(`${this.node.primitive.kind} got no gradient`);
    return inBuffer(this.output.gradient);
  }

  call(kernel: KernelName, ...args: Arg[]): void {
    this.plant.emit({ kernel, args });
  }

  weight(name: string): Place | null {
    const full = this.node.weights[name];
    return full === undefined ? null : this.plant.weight(full);
  }
  /** @throws when the node has no such weight */
  needed(name: string): Place {
    const place = this.weight(name);
    if (!place) throw new Error(`${this.node.primitive.kind} needs the weight ${name}`);
    return place;
  }
  weightGradient(name: string): Place | null {
    const full = this.node.weights[name];
    return full === undefined ? null : this.plant.weightGradient(full);
  }

  /** Memory for as long as the calls that mention it, `floats` for each image or in all. */
  perImage(floats: number): Buffer {
    return { size: floats, perImage: true };
  }
  scratch(floats: number): Place {
    return inBuffer({ size: floats, perImage: false });
  }

  /** Where the gradient of an input goes; `null` when nobody needs it. */
  gradientOf(input: Tensor = this.input): GradientTarget | null {
    if (!input.learns) return null;
    if (input.gradient) return { to: inBuffer(input.gradient), add: 1 };
    input.gradient = this.perImage(input.size);
    return { to: inBuffer(input.gradient), add: 0 };
  }
  /** As `gradientOf`, but in the place of the output's gradient, which is not needed any more, where that is possible. */
  gradientInPlace(input: Tensor = this.input): GradientTarget | null {
    if (input.learns && !input.gradient && this.output.gradient && input.size === this.output.size) {
      input.gradient = this.output.gradient;
      return { to: inBuffer(input.gradient), add: 0 };
    }
    return this.gradientOf(input);
  }
  /** Hands the output's gradient on unchanged; only one input can take it over, the others get copies. */
  passGradient(input: Tensor, takeOver: boolean): void {
    if (!input.learns) return;
    const { dy } = this;
    if (takeOver && !input.gradient) {
      input.gradient = this.output.gradient;
      return;
    }
    const target = this.gradientOf(input);
    if (target) this.call('scale', dy, target.to, 1, input.size, target.add, 'count');
  }

  /** Packs a matrix of weights for the kernels' products, once per step. Returns where it lies. */
  packed(
    parts: readonly {
      readonly from: Place;
      readonly terms: number;
      readonly termStep: number;
      readonly columns: number;
      readonly columnStep: number;
    }[],
  ): Place {
    const size = (terms: number, columns: number) => Math.ceil(columns / 8) * 8 * terms;
    const place = this.plant.keep(parts.reduce((n, p) => n + size(p.terms, p.columns), 0));
    let before = 0;
    for (const { from, terms, termStep, columns, columnStep } of parts) {
      this.plant.prepare({ kernel: 'pack', args: [from, terms, termStep, columns, columnStep, moved(place, before)] });
      before += size(terms, columns);
    }
    return place;
  }
}

/** The place `floats` further. */
export function moved(place: Place, floats: number): Place {
  if (place.at === 'buffer' || place.at === 'first buffer') throw new Error('A buffer has no inside');
  return { ...place, offset: place.offset + 4 * floats };
}

export const rowsOf = (shape: readonly number[]): number => sizeOf(shape.slice(0, -1));
export const columnsOf = (shape: readonly number[]): number => shape.at(-1) ?? 1;
