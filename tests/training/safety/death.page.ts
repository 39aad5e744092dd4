import { TrainingClient } from '../../../src/training/client';
import { remembering } from './remembering';
import { replaceWorkers } from './replace-workers';
import { smallRun } from './small-run';

/** Trains on the processor; the worker dies once after it was kept, and the run goes on where it was kept. */
export default async function run() {
  replaceWorkers();
  const channel = new BroadcastChannel('die');
  const client = new TrainingClient();
  const first = remembering();
  let killed = false;
  await client.start(smallRun('death', 'wasm'), {
    ...first.listener,
    kept() {
      if (!killed) channel.postMessage(null);
      killed = true;
    },
  });
  const failed = first.last();
  const second = remembering();
  await client.goOn('wasm', second.listener);
  client.dispose();
  const end = second.last();
  return {
    failed: failed.phase === 'failed' && { says: failed.says, others: failed.others },
    phase: end.phase,
    steps: second.curves.train.map(p => p.step),
  };
}
