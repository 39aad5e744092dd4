import type { TrainingPlan } from '../../../core/document/training-plan';
import { setTraining } from '../../../core/edits/setDetails';
import { planOf } from '../../../state/diagnosis';
import { documentOf, useEditor } from '../../../state/editor';
import { datasetById } from '../../../training/datasets/catalogue';
import { type Changes, changed } from './change-plan';

/** The open document's training plan. */
export const usePlan = (): TrainingPlan => useEditor(s => planOf(documentOf(s)));

/** A batch takes every training image once at most. */
export const largestBatch = ({ dataset }: TrainingPlan): number => datasetById(dataset)?.trainCount ?? 1_000_000;

/** Writes a new plan into the document; changes of the same `setting` in quick succession are one undo step. */
export function editPlan(setting: string, edit: (plan: TrainingPlan) => TrainingPlan): void {
  useEditor.getState().apply(doc => setTraining(doc, edit(planOf(doc))), { burst: `plan.${setting}` });
}

/** The same for settings that are changed by their names. */
export function setPlan(changes: Changes<TrainingPlan>): void {
  editPlan(Object.keys(changes).join(), plan => changed(plan, changes));
}
