import type { NodeFacts } from '../facts';
import { fixOf } from '../problem';
import { alone, Trace } from '../trace';
import { staysLinear } from './roles';
import type { Check } from './view';

/**
 * Two layers with weights and no activation between them: together they can do no more than one. Not reported where
 * that is the point: a narrow middle (a factorised layer, MobileNet's linear bottleneck) or a depthwise convolution.
 */
export const missingNonlinearity: Check = ({ doc, ops, graphId, facts }) => {
  const trace = new Trace(doc, ops);
  const inside = alone({ facts, graphId });
  return [...facts.nodes.values()].flatMap(at => {
    if (!isDense(at) || !ops.get(at.node.op)?.affine || at.node.muted) return [];
    let [source] = trace.before({ inside, facts: at });
    while (source && staysLinear(source.op)) [source] = trace.before(source);
    if (!source?.op.affine || !isDense(source.facts) || isNarrow(source.facts, at)) return [];
    return {
      code: 'no-nonlinearity',
      severity: 'warning',
      path: [at.node.id],
      port: 'x',
      says: `${source.facts.node.name} and ${at.node.name} have no activation between them`,
      why: 'Without one, two linear steps can be no more than a single one.',
      fixes: ops.has('relu')
        ? [fixOf(ops, graphId, at.node.id, { label: 'Insert ReLU', do: 'insert', op: 'relu', port: 'x' })]
        : [],
    };
  });
};

/** Every output channel sees every input channel. */
function isDense({ weights, node }: NodeFacts): boolean {
  const { groups = 1 } = node.params;
  return weights.kernel !== undefined && weights.depthwise_kernel === undefined && groups === 1;
}

/** Whether fewer channels lie between two layers than before the first and after the second. */
function isNarrow(first: NodeFacts, second: NodeFacts): boolean {
  const channels = (shape: readonly (number | null)[] | null | undefined): number => shape?.at(-1) ?? 0;
  const middle = channels(first.outputs.y);
  return middle < channels(first.inputs.x) && middle < channels(second.outputs.y);
}
