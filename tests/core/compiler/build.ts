import type * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, models } from '@tensorflow/tfjs-layers';
import { type CompileResult, compile } from '../../../src/core/compiler/compile';
import type { Compiled } from '../../../src/core/compiler/compiled';
import { type Architecture, EMPTY, MAIN, type Node } from '../../../src/core/document/architecture';
import { addChain } from '../../../src/core/edits/addChain';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';

export const attempt = (doc: Architecture): CompileResult => compile(doc, catalogue, infer(doc, catalogue));

/** The compiled document; its problems as an error. */
export function compiled(doc: Architecture): Compiled {
  const result = attempt(doc);
  if (!result.ok) throw new Error(result.problems.map(p => p.says).join('; '));
  return result.model;
}

/** The model as tfjs builds it from the file. */
export const load = ({ topology }: Compiled): Promise<LayersModel> =>
  models.modelFromJSON(JSON.parse(JSON.stringify(topology)));

export function predict(model: LayersModel, input: tf.Tensor): number[] {
  const said = model.predict(input);
  return Array.isArray(said) ? [] : [...said.dataSync()];
}

export const layerNames = (model: Compiled): readonly string[] => model.topology.config.layers.map(l => l.name);

/** A document with a chain of operations, with or without parameters: ids `n1`, `n2`, … */
export const chain = (...ops: readonly (string | [string, Node['params']])[]): Architecture =>
  addChain(
    EMPTY,
    catalogue,
    MAIN,
    ops.map(o => (typeof o === 'string' ? { op: o } : { op: o[0], params: o[1] })),
    [0, 0],
  );
