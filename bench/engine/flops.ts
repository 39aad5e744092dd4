import type { EngineGraph, EngineNode } from '../../src/core/op/engine';

/** Floating-point operations of one training step, for one image: products there, and for both gradients. */
export function flopsPerImage(graph: EngineGraph): number {
  const shapes = [...graph.inputs, ...graph.nodes.map(n => n.shape)];
  const learns = new Set<number>();
  let flops = 0;
  graph.nodes.forEach((node, i) => {
    const [from = 0] = node.inputs;
    const before = node.inputs.some(t => learns.has(t));
    // There, the weights' gradient, and the input's where something before learns.
    flops += 2 * multiplications(node, shapes[from] ?? []) * (before ? 3 : 2);
    if (before || Object.keys(node.weights).length > 0) learns.add(graph.inputs.length + i);
  });
  return flops;
}

function multiplications({ primitive, shape }: EngineNode, from: readonly number[]): number {
  const size = (s: readonly number[]) => s.reduce((a, b) => a * b, 1);
  const channels = from.at(-1) ?? 1;
  switch (primitive.kind) {
    case 'convolution':
      return (size(shape) * size(primitive.kernel) * channels) / primitive.groups;
    case 'transposedConvolution':
      return (size(from) * size(primitive.kernel) * (shape.at(-1) ?? 1)) / primitive.groups;
    case 'depthwise':
      return size(shape) * size(primitive.kernel);
    case 'linear':
      return size(shape) * channels;
    default:
      return 0;
  }
}
