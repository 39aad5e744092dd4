import { trainingMemory } from '../../analysis/trainingMemory';
import type { Architecture } from '../../document/architecture';
import type { TrainingPlan } from '../../document/training-plan';
import { setTraining } from '../../edits/setDetails';
import { setParams } from '../../edits/setParams';
import { isBound } from '../../op/params';
import { formatShape, type Shape, sizeOf } from '../../op/shape';
import type { Fix, GraphFacts, NodeFacts, Problem } from '../facts';
import { alone, type Place, Trace } from '../trace';
import type { View } from './view';

/** What the checks need to know of a data set. */
export interface DatasetView {
  readonly title: string;
  readonly classes: number;
  /** Height, width and channels of its images. */
  readonly shape: Shape;
  /** Why its images can't be brought to an input of this shape, as a sentence; `null` when they can. */
  refuses(input: Shape): string | null;
}

/** Outputs that have not one value for each class, and inputs that the images can't be brought to. */
export function datasetProblems(view: View, dataset: DatasetView): readonly Problem[] {
  return [...view.facts.nodes.values()].flatMap(at => {
    if (at.node.op === 'input' && at.outputs.y) return inputProblem(view, at, at.outputs.y, dataset) ?? [];
    if (at.node.op === 'output' && !at.node.muted && at.inputs.x)
      return outputProblem(view, at, at.inputs.x, dataset) ?? [];
    return [];
  });
}

function inputProblem({ ops, graphId }: View, { node }: NodeFacts, shape: Shape, dataset: DatasetView): Problem | null {
  const says = dataset.refuses(shape);
  if (says === null) return null;
  return {
    code: 'wrong-size',
    severity: 'error',
    path: [node.id],
    says,
    why: `${dataset.title} has images of ${formatShape(dataset.shape)}.`,
    fixes: [
      {
        label: `Set the input to ${formatShape(dataset.shape)}`,
        edit: doc => setParams(doc, ops, graphId, [node.id], { shape: dataset.shape }),
      },
    ],
  };
}

function outputProblem(view: View, output: NodeFacts, shape: Shape, { title, classes }: DatasetView): Problem | null {
  const size = sizeOf(shape);
  if (size === null || size === classes) return null;
  const maker = lastWidth(view, output);
  return {
    code: 'class-count',
    severity: 'error',
    path: [output.node.id],
    says: `${output.node.name} gets ${count(size, 'value')}, ${title} has ${count(classes, 'class')}`,
    why: 'Each class needs one value of its own.',
    fixes: maker ? [widthFix(view, maker, classes)] : [],
  };
}

const count = (n: number, what: string): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? what : what.endsWith('s') ? `${what}es` : `${what}s`}`;

/** The parameters that say how many values or channels an operation makes. */
const WIDTHS = ['units', 'filters'] as const;

interface Width {
  readonly place: Place;
  readonly param: (typeof WIDTHS)[number];
}

/** The layer that decides how many values an output gets; `null` when a merge or a module's parameter does. */
function lastWidth({ doc, ops, graphId, facts }: View, output: NodeFacts): Width | null {
  const trace = new Trace(doc, ops);
  let [at, ...others] = trace.before({ inside: alone({ facts, graphId }), facts: output });
  while (at && others.length === 0) {
    const { op, facts: made } = at;
    const param = WIDTHS.find(w => w in op.params);
    if (param)
      return isBound(made.node.params[param]) || (made.outputs.y?.length ?? 0) > 1 ? null : { place: at, param };
    [at, ...others] = trace.before(at);
  }
  return null;
}

const widthFix = ({ ops }: View, { place, param }: Width, classes: number): Fix => ({
  label: `Set ${place.facts.node.name} to ${classes}`,
  edit: doc => setParams(doc, ops, place.inside.graphId, [place.facts.node.id], { [param]: classes }),
});

/** Batch normalisation with batches of one: there is nothing to average over. */
export function batchProblems(facts: GraphFacts, plan: TrainingPlan): readonly Problem[] {
  const path = plan.batchSize === 1 ? firstBatchNorm(facts) : null;
  if (!path) return [];
  return [
    {
      code: 'batch-of-one',
      severity: 'warning',
      path,
      says: 'Batch normalisation learns little from batches of one image',
      why: 'It compares the images of a batch with each other; one alone has nothing to be compared with.',
      fixes: [withPlan('Set the batch size to 32', { batchSize: 32 })],
    },
  ];
}

function firstBatchNorm(facts: GraphFacts): readonly string[] | null {
  for (const id of facts.order) {
    const at = facts.nodes.get(id);
    if (!at || at.node.muted) continue;
    if (at.node.op === 'batch_norm') return [id];
    const within = at.inner && firstBatchNorm(at.inner);
    if (within) return [id, ...within];
  }
  return null;
}

/** A training step that needs more than `budget` bytes. */
export function memoryProblems(facts: GraphFacts, plan: TrainingPlan, budget: number): readonly Problem[] {
  const needed = (batchSize: number): number | null => trainingMemory(facts, batchSize, plan.optimizer)?.total ?? null;
  const bytes = needed(plan.batchSize);
  if (bytes === null || bytes <= budget) return [];
  let fitting = 2 ** Math.floor(Math.log2(plan.batchSize));
  while (fitting >= 1 && (needed(fitting) ?? 0) > budget) fitting /= 2;
  return [
    {
      code: 'memory',
      severity: 'warning',
      path: [],
      says: `Training at batch ${plan.batchSize} needs about ${formatBytes(bytes)}, more than the ${formatBytes(budget)} there are`,
      fixes: fitting >= 1 ? [withPlan(`Set the batch size to ${fitting}`, { batchSize: fitting })] : [],
    },
  ];
}

/** `3.2 GB`, `640 MB`: decimal units, two digits. */
function formatBytes(bytes: number): string {
  const [size, unit] = bytes >= 1e9 ? [bytes / 1e9, 'GB'] : [bytes / 1e6, 'MB'];
  return `${size >= 10 ? Math.round(size).toLocaleString('en-US') : size.toFixed(1)} ${unit}`;
}

const withPlan = (label: string, change: Partial<TrainingPlan>): Fix => ({
  label,
  edit: (doc: Architecture) => (doc.training ? setTraining(doc, { ...doc.training, ...change }) : doc),
});
