import type { EngineBuilder, EngineGraph, EngineNode, EngineRef } from '../op/engine';
import type { Shape } from '../op/shape';

/** Gathers the training engine's side of a network while the network is lowered. */
export class EngineNodes {
  readonly #inputs: (readonly number[])[] = [];
  readonly #nodes: EngineNode[] = [];
  /** By Keras layer. Inputs count down from −1 until all are known. */
  readonly #layers = new Map<string, number>();
  #complete = true;

  at(layer: string): EngineRef | undefined {
    const tensor = this.#layers.get(layer);
    return tensor === undefined ? undefined : { tensor };
  }
  /** Says which tensor a layer's output is. */
  name(layer: string, ref: EngineRef | undefined): void {
    if (ref) this.#layers.set(layer, ref.tensor);
    else this.#complete = false;
  }
  input(layer: string, shape: Shape): void {
    this.#inputs.push(known(shape));
    this.#layers.set(layer, -this.#inputs.length);
  }

  /** For one operation: its layer's name, the weights it has, and the shape that comes out. */
  builder(layer: string, weights: readonly string[], y: Shape): EngineBuilder {
    return {
      add: (primitive, inputs, { weights: renamed = {}, shape = y, without = [] } = {}) => {
        const named = [...weights.filter(w => !without.includes(w)).map(w => [w, w]), ...Object.entries(renamed)];
        this.#nodes.push({
          primitive,
          inputs: inputs.map(i => i.tensor),
          weights: Object.fromEntries(named.map(([name, own]) => [name, `${layer}/${own}`])),
          shape: known(shape),
        });
        return { tensor: this.#nodes.length - 1 };
      },
    };
  }

  /** The whole graph; `null` when an operation has no lowering. */
  get graph(): EngineGraph | null {
    if (!this.#complete) return null;
    const count = this.#inputs.length;
    const place = (tensor: number): number => (tensor < 0 ? -1 - tensor : count + tensor);
    return {
      inputs: this.#inputs,
      nodes: this.#nodes.map(node => ({ ...node, inputs: node.inputs.map(place) })),
      layers: Object.fromEntries([...this.#layers].map(([layer, tensor]) => [layer, place(tensor)])),
    };
  }
}

const known = (shape: Shape): readonly number[] => shape.map(d => d ?? 1);
