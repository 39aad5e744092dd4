import type { Checkpoint } from '../training/checkpoints/checkpoint';
import type { CheckpointStorage } from '../training/checkpoints/storage';
import type { CheckpointFacts } from '../training/protocol';

let opened: Promise<CheckpointStorage> | null = null;
/** Apart from the first load, which needs no storage of runs. */
function storage(): Promise<CheckpointStorage> {
  opened ??= import('../training/checkpoints/storage').then(({ checkpointStorage }) => checkpointStorage());
  return opened;
}

/** The interrupted runs in the browser's storage, as the page asks for them: a browser that keeps nothing has none. */
export const keptRuns = {
  async find(document: string): Promise<CheckpointFacts | null> {
    return await storage()
      .then(runs => runs.find(document))
      .catch(() => null);
  },
  async load(document: string): Promise<Checkpoint | null> {
    return await storage()
      .then(runs => runs.load(document))
      .catch(() => null);
  },
  async remove(document: string): Promise<void> {
    await storage()
      .then(runs => runs.remove(document))
      .catch(() => undefined);
  },
};
