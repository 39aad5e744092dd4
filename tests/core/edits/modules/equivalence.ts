import { compile } from '../../../../src/core/compiler/compile';
import type { KerasLayer } from '../../../../src/core/compiler/compiled';
import type { Architecture } from '../../../../src/core/document/architecture';
import { infer } from '../../../../src/core/inference/infer';
import { catalogue } from '../../../../src/ops/catalogue';

/**
 * What a document computes, whatever its layers are called: each layer written with all that feeds it, sorted, then the
 * inputs and outputs in their order. Two documents with the same text compile to the same network.
 */
export function meaningOf(doc: Architecture): string {
  const result = compile(doc, catalogue, infer(doc, catalogue));
  if (!result.ok) throw new Error(result.problems.map(p => p.says).join('; '));
  const { topology, inputs, outputs } = result.model;
  const inputNumber = new Map(inputs.map((input, i) => [input.layer, i]));
  const signature = new Map<string, string>();
  const signed = (layer: KerasLayer): string => {
    const { name: _, seed: __, ...config } = layer.config;
    const from = (layer.inbound_nodes[0] ?? []).map(([source]) => signature.get(source));
    return hash(JSON.stringify([layer.class_name, config, from, inputNumber.get(layer.name)]));
  };
  for (const layer of topology.config.layers) signature.set(layer.name, signed(layer));
  return JSON.stringify({
    layers: [...signature.values()].toSorted(),
    inputs: inputs.map(i => i.shape),
    outputs: outputs.map(o => [signature.get(o.layer), o.loss, o.lossWeight, o.shape]),
  });
}

function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x1000193];
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i), 0x5bd1e995);
  }
  return `${(a >>> 0).toString(16)}${(b >>> 0).toString(16)}`;
}
