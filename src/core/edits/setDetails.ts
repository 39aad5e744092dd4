import type { Architecture } from '../document/architecture';
import type { TrainingPlan } from '../document/training-plan';

/** Sets the document's title. An empty one leaves it as it is. */
export function setTitle(doc: Architecture, title: string): Architecture {
  const trimmed = title.trim();
  return trimmed === '' || trimmed === doc.title ? doc : { ...doc, title: trimmed };
}

/** Sets the document's notes; empty ones are removed. */
export function setNotes(doc: Architecture, notes: string): Architecture {
  if (notes === (doc.notes ?? '')) return doc;
  if (notes !== '') return { ...doc, notes };
  const { notes: _, ...rest } = doc;
  return rest;
}

/** Sets how the network is to be trained. */
export function setTraining(doc: Architecture, plan: TrainingPlan): Architecture {
  return doc.training && samePlan(doc.training, plan) ? doc : { ...doc, training: plan };
}

function samePlan(a: TrainingPlan, b: TrainingPlan): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
