import type { Architecture, TrainingPlan } from '../document/architecture';

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
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof TrainingPlan>;
  return [...names].every(name => a[name] === b[name]);
}
