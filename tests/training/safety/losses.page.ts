import { TrainingClient } from '../../../src/training/client';
import type { RunState } from '../../../src/training/protocol';
import { remembering } from './remembering';
import { replaceWorkers } from './replace-workers';
import { smallRun } from './small-run';

/** Trains on WebGL, loses the context again and again a few steps after something was kept, and goes on each time. */
export default async function run({ losses, epochs }: { readonly losses: number; readonly epochs: number }) {
  replaceWorkers();
  const channel = new BroadcastChannel('lose the graphics');
  const lose = () => channel.postMessage(null);
  const client = new TrainingClient();
  const failures: RunState[] = [];
  let lost = 0;
  let doomed = false;
  const once = () => {
    doomed = false;
    const told = remembering(state => {
      // Steps are queued ahead, so it happens while some are under way.
      if (state.phase !== 'running' || doomed || lost >= losses) return;
      doomed = true;
      lost++;
      setTimeout(lose, 40 * (lost % 5));
    });
    return told;
  };
  const began = performance.now();
  let told = once();
  await client.start(
    smallRun('lost', 'webgl', { batchSize: 2000, epochs, schedule: { kind: 'cosine', floor: 0.1 } }),
    told.listener,
  );
  for (let end = told.last(); end.phase === 'failed'; end = told.last()) {
    failures.push(end);
    if (failures.length > losses) break;
    told = once();
    await client.goOn(failures.length < losses ? 'webgl' : 'wasm', told.listener);
  }
  const end = told.last();
  client.dispose();
  return {
    failures: failures.map(f => (f.phase === 'failed' ? { says: f.says, others: f.others } : null)),
    phase: end.phase,
    backend: end.phase === 'finished' ? end.progress.backend : null,
    steps: told.curves.train.map(p => p.step),
    validated: told.curves.validation.map(p => p.step),
    finite: told.curves.train.every(p => Number.isFinite(p.loss)),
    seconds: (performance.now() - began) / 1000,
  };
}
