import type { Architecture } from '../core/document/architecture';
import { DEFAULT_PLAN, type TrainingPlan } from '../core/document/training-plan';
import type { DatasetView } from '../core/inference/checks/training';
import { diagnose } from '../core/inference/diagnose';
import type { GraphFacts, Problem } from '../core/inference/facts';
import { isError } from '../core/inference/problem';
import { catalogue } from '../ops/catalogue';
import { type DatasetFacts, datasetById } from '../training/datasets/catalogue';
import { mapImages } from '../training/datasets/image-mapping';

export interface Diagnosis {
  /** What is wrong with the document, errors first. */
  readonly problems: readonly Problem[];
  /**
   * What stands in the way of training: the errors among `problems`, and where the document has no training plan of
   * its own, what keeps it from the plan that the training row proposes. A network for other images is not wrong.
   */
  readonly obstacles: readonly Problem[];
}

/** The plan of a document, or the one that the page proposes. */
export const planOf = (doc: Architecture): TrainingPlan => doc.training ?? DEFAULT_PLAN;

/** All that is wrong with a document, on the data set that it names. */
export function diagnosisOf(doc: Architecture, facts: GraphFacts): Diagnosis {
  if (doc.graph.nodes.length === 0) return { problems: [], obstacles: [] };
  const dataset = datasetById(planOf(doc).dataset);
  const circumstances = dataset ? { dataset: viewOf(dataset) } : {};
  const problems = diagnose(doc, catalogue, facts, circumstances);
  const planned = doc.training
    ? problems
    : diagnose({ ...doc, training: DEFAULT_PLAN }, catalogue, facts, circumstances);
  return { problems, obstacles: planned.filter(isError) };
}

function viewOf({ title, labels, shape }: DatasetFacts): DatasetView {
  const refuses: DatasetView['refuses'] = input => {
    const mapping = mapImages(shape, input);
    return typeof mapping === 'string' ? mapping : null;
  };
  return { title, classes: labels.length, shape, refuses };
}
