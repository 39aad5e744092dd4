import { expose, transfer } from 'comlink';
import type { Weights } from '../core/compiler/compiled';
import type { CheckEvents, CheckRequest } from './check/check';
import type { RateEvents, Sweep } from './check/rate-finder';
import { checkpointStorage } from './checkpoints/storage';
import { type DatasetFacts, datasets } from './datasets/catalogue';
import { loadDataset } from './datasets/dataset';
import { makeTrainer } from './make-trainer';
import type { BackendName, RunRequest, Which } from './protocol';
import type { RunEvents } from './run';
import { Session } from './session';

let folder = '';
const around = { datasets, load: (facts: DatasetFacts) => loadDataset(facts, folder), make: makeTrainer };
const session = new Session({ ...around, checkpoints: checkpointStorage() });

const worker = {
  /** @param dataFolder address of the folder that data sets are served from */
  start(request: RunRequest, events: RunEvents, dataFolder: string): Promise<void> {
    folder = dataFolder;
    return session.start(request, posting(events));
  },
  takeUp(document: string, events: RunEvents, dataFolder: string, backend?: BackendName): Promise<void> {
    folder = dataFolder;
    return session.takeUp(document, posting(events), backend);
  },
  open(request: RunRequest, events: RunEvents, dataFolder: string): Promise<void> {
    folder = dataFolder;
    return session.open(request, posting(events));
  },
  choose: (which: Which) => session.choose(which),
  pause: () => session.pause(),
  resume: () => session.resume(),
  stop: () => session.stop(),
  keep: () => session.keep(),
  predict: (images: Float32Array, count: number) => session.predict(images, count),
  activations: (image: Float32Array, layers: readonly string[]) => session.activations(image, layers),
  async check(request: CheckRequest, events: CheckEvents, dataFolder: string): Promise<void> {
    folder = dataFolder;
    const { checkHere } = await import('./check/check-here');
    await checkHere(request, around, events);
  },
  async findRate(request: RunRequest, events: RateEvents, dataFolder: string): Promise<Sweep> {
    folder = dataFolder;
    const { findRate } = await import('./check/rate-finder');
    return await findRate(request, around, events);
  },
};
export type TrainingWorker = typeof worker;

/** Weights are handed over as a copy: the originals may still wait to be written into the storage. */
const posting = (events: RunEvents): RunEvents => ({
  state: state => events.state(state),
  points: (curve, points) => events.points(curve, points),
  kept: kept => events.kept?.(kept),
  took: request => events.took?.(request),
  checkpoint(weights) {
    const copy: Weights = new Map(
      [...weights].map(([name, { shape, values }]) => [name, { shape, values: values.slice() }]),
    );
    const buffers = [...copy.values()].map(w => w.values.buffer);
    events.checkpoint(transfer(copy, buffers));
  },
});

expose(worker);
