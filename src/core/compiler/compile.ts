import type { Architecture } from '../document/architecture';
import type { GraphFacts, Problem } from '../inference/facts';
import { resolveParams } from '../inference/parameters';
import type { Catalogue } from '../op/operation';
import type { Compiled, CompiledOutput } from './compiled';
import { Expansion } from './expansion';
import { legalName } from './layerNames';
import { logitsOf, lossOf } from './loss';
import { isReached, outputsOf, reach } from './reach';

export type CompileResult =
  | { readonly ok: true; readonly model: Compiled }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Turns a document into a Keras functional model. Modules are expanded, their layers named by the way there
 * (`mixed_5b/branch5x5_1/conv`); bypassed nodes are left out, as is what no output depends on. An output designates
 * the layer that feeds it.
 *
 * @param facts what inference says of the document
 * @returns the model, or the Problems that stand between an input and an output
 */
export function compile(doc: Architecture, ops: Catalogue, facts: GraphFacts): CompileResult {
  const root = reach(doc, ops, facts);
  const standing = facts.problems.filter(p => p.severity === 'error' && isReached(root, p.path));
  if (standing.length > 0) return { ok: false, problems: standing };
  const ends = outputsOf(facts);
  if (ends.length === 0) return { ok: false, problems: [NO_OUTPUT] };

  const expansion = new Expansion(doc, ops);
  expansion.expand(root);
  if (expansion.problems.length > 0) return { ok: false, problems: expansion.problems };

  const { inputs } = expansion;
  const outputs: CompiledOutput[] = [];
  for (const node of ends) {
    const read = expansion.readBy(node.id);
    const op = ops.get(node.op);
    if (!read || !op) continue;
    const { values } = resolveParams(op.params, node.params, null);
    const taken = outputs.some(o => o.layer === read.layer.name) || inputs.some(i => i.layer === read.layer.name);
    const loss = lossOf(values.loss, read);
    outputs.push({
      layer: taken ? expansion.copyFor(node, read.layer.name) : read.layer.name,
      path: [node.id],
      shape: read.shape,
      loss,
      lossWeight: typeof values.weight === 'number' ? values.weight : 1,
      logits: logitsOf(loss, read),
    });
  }
  return {
    ok: true,
    model: {
      topology: {
        class_name: 'Model',
        config: {
          name: legalName(doc.title, 'model'),
          layers: expansion.layers,
          input_layers: inputs.map(i => [i.layer, 0, 0] as const),
          output_layers: outputs.map(o => [o.layer, 0, 0] as const),
        },
        keras_version: 'tfjs-layers 4.22.0',
        backend: 'tensor_flow.js',
      },
      inputs,
      outputs,
      weights: expansion.weights,
      layers: Object.fromEntries(expansion.origins),
      ...(expansion.engine.graph && { engine: expansion.engine.graph }),
    },
  };
}

const NO_OUTPUT: Problem = {
  code: 'no-output',
  severity: 'error',
  path: [],
  says: 'The network has no output',
  why: 'Training and export start from the Output nodes; add one behind the last layer.',
  fixes: [],
};
