import { removeAndHeal } from '../../edits/removeNodes';
import { alone, Trace } from '../trace';
import { isSoftmax, passesValues } from './roles';
import type { Check } from './view';

/** A softmax of what is a softmax already: the probabilities come out nearly equal, and training hardly moves. */
export const softmaxTwice: Check = ({ doc, ops, graphId, facts }) => {
  const trace = new Trace(doc, ops);
  const inside = alone({ facts, graphId });
  return [...facts.nodes.values()].flatMap(at => {
    if (!isSoftmax(at.node.op) || at.node.muted) return [];
    let [source] = trace.before({ inside, facts: at });
    while (source && passesValues(source.op)) [source] = trace.before(source);
    if (!source || !isSoftmax(source.op.id)) return [];
    return {
      code: 'softmax-twice',
      severity: 'warning',
      path: [at.node.id],
      says: `${at.node.name} takes the softmax of ${source.facts.node.name}, which is one already`,
      why: 'A second softmax pushes all probabilities towards being equal, so the gradient almost vanishes.',
      fixes: [{ label: `Remove ${at.node.name}`, edit: d => removeAndHeal(d, graphId, [at.node.id]) }],
    };
  });
};
