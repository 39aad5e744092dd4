import { expose, transfer } from 'comlink';
import type { Weights } from '../core/compiler/compiled';
import { datasets } from './datasets/catalogue';
import { loadDataset } from './datasets/dataset';
import { makeTrainer } from './make-trainer';
import type { RunRequest } from './protocol';
import type { RunEvents } from './run';
import { Session } from './session';

let folder = '';
const session = new Session({ datasets, load: facts => loadDataset(facts, folder), make: makeTrainer });

const worker = {
  /** @param dataFolder address of the folder that data sets are served from */
  start(request: RunRequest, events: RunEvents, dataFolder: string): Promise<void> {
    folder = dataFolder;
    return session.start(request, posting(events));
  },
  open(request: RunRequest, events: RunEvents, dataFolder: string): Promise<void> {
    folder = dataFolder;
    return session.open(request, posting(events));
  },
  extend: (epochs: number) => session.extend(epochs),
  pause: () => session.pause(),
  resume: () => session.resume(),
  stop: () => session.stop(),
  predict: (images: Float32Array, count: number) => session.predict(images, count),
  activations: (image: Float32Array, layers: readonly string[]) => session.activations(image, layers),
};
export type TrainingWorker = typeof worker;

/** Weights are handed over, not copied: they may be large, and are read for this purpose only. */
const posting = (events: RunEvents): RunEvents => ({
  state: state => events.state(state),
  points: (curve, points) => events.points(curve, points),
  checkpoint: weights => events.checkpoint(transfer(weights, buffers(weights))),
});

const buffers = (weights: Weights) => [...weights.values()].map(w => w.values.buffer);

expose(worker);
