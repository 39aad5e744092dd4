import { bytesNeeded } from '../../engine/plan/layout';
import { mapImages } from '../datasets/image-mapping';
import { engineTask } from '../engine/engine-task';
import type { Assignment } from '../trainer';

/** What the engine takes by batch size, to the byte, without taking any of it. `null` when it does not know the network. */
export function engineNeeds(assignment: Assignment, threads: number): ((batch: number) => number) | null {
  const { model, plan, dataset } = assignment;
  if (!model.engine) return null;
  const mappings = model.inputs.flatMap(input => {
    const mapping = mapImages(dataset.facts.shape, input.shape);
    return typeof mapping === 'string' ? [] : [mapping];
  });
  if (mappings.length < model.inputs.length) return null;
  return batchSize => bytesNeeded(engineTask({ ...assignment, plan: { ...plan, batchSize } }, mappings), threads);
}
