/** A fully connected layer's kernel: `values[input * units + unit]`, as Keras keeps it. */
export interface LayerWeights {
  readonly inputs: number;
  readonly units: number;
  readonly values: ArrayLike<number>;
}
