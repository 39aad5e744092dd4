import { setParams } from '../../edits/setParams';
import { sizeOf } from '../../op/shape';
import type { Fix, NodeFacts, Problem } from '../facts';
import { fixOf } from '../problem';
import { alone, type Place, Trace } from '../trace';
import { isSoftmax, passesValues } from './roles';
import type { View } from './view';

/** What a loss that compares classes expects, and what it is called. */
const CLASS_LOSSES: Readonly<
  Record<string, { readonly title: string; readonly partner: string; readonly name: string }>
> = {
  categorical_crossentropy: { title: 'Categorical cross-entropy', partner: 'softmax', name: 'Softmax' },
  binary_crossentropy: { title: 'Binary cross-entropy', partner: 'sigmoid', name: 'Sigmoid' },
};

/**
 * Losses of the document's outputs that do not fit what reaches them: cross-entropy after another activation than its
 * own, a softmax of one number. Scores without an activation are logits and fit either cross-entropy.
 * `classes` says that a data set with classes is to be learned; then squared error by default is worth a word too.
 */
export function lossProblems(view: View, classes: boolean): readonly Problem[] {
  const trace = new Trace(view.doc, view.ops);
  const inside = alone(view);
  return [...view.facts.nodes.values()].flatMap(output => {
    if (output.node.op !== 'output' || output.node.muted || !output.inputs.x) return [];
    let [ending] = trace.before({ inside, facts: output });
    while (ending && passesValues(ending.op)) [ending] = trace.before(ending);
    const problem = ending && lossProblem(view, output, ending, classes);
    return problem ? [problem] : [];
  });
}

function lossProblem(view: View, output: NodeFacts, ending: Place, classes: boolean): Problem | null {
  const asked = output.node.params.loss ?? 'auto';
  const { op } = ending;
  const wanted = typeof asked === 'string' && Object.hasOwn(CLASS_LOSSES, asked) ? CLASS_LOSSES[asked] : undefined;
  const size = sizeOf(output.inputs.x ?? [null]);
  if (size === 1 && (isSoftmax(op.id) || asked === 'categorical_crossentropy')) {
    return problem(output, `${output.node.name} has one value: among one class, every answer is right`, {
      why: 'A softmax of one number is always 1. For yes or no use a sigmoid.',
      fixes: isSoftmax(op.id)
        ? [sigmoidInstead(view, ending, output)]
        : [lossFix(view, output, 'binary_crossentropy', 'Set Loss to binary cross-entropy')],
    });
  }
  if (
    wanted &&
    op.category === 'activation' &&
    op.id !== wanted.partner &&
    !(wanted.partner === 'softmax' && isSoftmax(op.id))
  ) {
    const why = `It compares probabilities, or scores before ${wanted.name}; what ${op.title} gives is neither.`;
    return problem(output, `${wanted.title} does not fit what ${op.title} gives`, {
      ...(op.id === 'sigmoid' || isSoftmax(op.id) ? {} : { why }),
      fixes: [
        replacement(view, ending, wanted.partner, `Replace ${op.title} by ${wanted.name}`),
        lossFix(view, output, 'auto', 'Let the loss follow the activation'),
      ],
    });
  }
  if (asked === 'auto' && classes && op.category === 'activation' && !isSoftmax(op.id) && op.id !== 'sigmoid') {
    return problem(output, `After ${op.title} the loss is squared error, which learns classes slowly`, {
      fixes: [replacement(view, ending, 'softmax', `Replace ${op.title} by Softmax`)],
    });
  }
  return null;
}

const problem = (
  output: NodeFacts,
  says: string,
  more: Pick<Problem, 'fixes'> & { readonly why?: string },
): Problem => ({
  code: 'loss-mismatch',
  severity: 'warning',
  path: [output.node.id],
  says,
  ...more,
});

const lossFix = ({ ops, graphId }: View, { node }: NodeFacts, loss: string, label: string): Fix => ({
  label,
  edit: doc => setParams(doc, ops, graphId, [node.id], { loss }),
});

/** Puts another activation in the place of the last one, inside a module where it is there. */
const replacement = ({ ops }: View, { inside, facts }: Place, op: string, label: string): Fix =>
  fixOf(ops, inside.graphId, facts.node.id, { label, do: 'replace', op });

/** A sigmoid in place of the softmax, and the loss that goes with it. */
function sigmoidInstead(view: View, ending: Place, output: NodeFacts): Fix {
  const { label, edit } = replacement(view, ending, 'sigmoid', 'Replace Softmax by Sigmoid');
  return { label, edit: doc => lossFix(view, output, 'auto', '').edit(edit(doc)) };
}
