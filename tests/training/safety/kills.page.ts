import { checkpointStorage } from '../../../src/training/checkpoints/storage';
import { TrainingClient } from '../../../src/training/client';
import { remembering } from './remembering';

/** Trains a document from the start, or takes its run up when the browser's storage has one. */
export default async function run(document: string) {
  const found = await checkpointStorage().find(document);
  console.log(`found ${found?.step ?? 0}`);
  const told = remembering(state => {
    if (state.phase === 'running') console.log(`at ${state.progress.step}`);
  });
  const client = new TrainingClient();
  if (found) await client.takeUp(document, told.listener);
  else {
    // Only the first page needs the compiler.
    const { smallRun } = await import('./small-run');
    await client.start(smallRun(document, 'wasm'), told.listener);
  }
  const end = told.last();
  const weights = await client.weights();
  client.dispose();
  return {
    phase: end.phase,
    says: end.phase === 'failed' ? end.says : null,
    curves: told.curves,
    weights: [...(weights ?? [])].map(([name, w]) => [name, [...w.values]]),
  };
}
