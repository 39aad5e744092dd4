import { TrainingClient } from '../../src/training/client';
import { mnist } from '../../src/training/datasets/catalogue';
import type { CurvePoint, RunListener, RunRequest, RunState } from '../../src/training/protocol';
import { activation, chain, dense } from './handmade';

/** The simplest network that learns digits: 784 inputs, 10 outputs. */
const request = (plan: Partial<RunRequest['plan']> = {}, backend: RunRequest['backend'] = 'cpu'): RunRequest => ({
  model: chain([784], [dense('out', 784, 10), activation('softmax', 'softmax')]),
  plan: { dataset: 'mnist', optimizer: 'adam', learningRate: 0.01, batchSize: 256, epochs: 2, seed: 1, ...plan },
  backend,
});

/** A listener that remembers, and does something at a phase. */
function listener(at: Partial<Record<RunState['phase'], () => void>> = {}) {
  const states: RunState[] = [];
  const points: CurvePoint[] = [];
  const listen: RunListener = {
    state(state) {
      if (states.at(-1)?.phase !== state.phase) at[state.phase]?.();
      states.push(state);
    },
    points: (curve, added) => void (curve === 'train' && points.push(...added)),
  };
  const phases = () => states.map(s => s.phase).filter((phase, i, all) => phase !== all[i - 1]);
  return { listen, phases, points, last: () => states.at(-1) };
}

const STORIES = {
  /** From start to a trained model that answers. */
  async whole() {
    const client = new TrainingClient();
    const told = listener();
    await client.start(request(), told.listen);
    const end = told.last();
    if (end?.phase !== 'finished') throw new Error(JSON.stringify(end));
    const [sample] = end.result.samples;
    const pixels = Float32Array.from(sample?.image.pixels ?? [], v => v / 255);
    const [answer, [flat, out] = []] = await Promise.all([
      client.predict(pixels, 1),
      client.activations(pixels, ['input', 'softmax']),
    ]);
    const weights = await client.weights();
    told.points.length = 0;
    const further = { ...request({ epochs: 1 }), further: true, ...(weights && { weights }) } as const;
    await client.start(further, told.listen);
    const extended = told.last();
    client.dispose();
    return {
      phases: told.phases(),
      accuracy: end.result.accuracy,
      weights: [...(weights ?? [])].map(([name, w]) => [name, w.shape, w.values.length]),
      answer: [...answer],
      sample: sample?.probabilities,
      flat: flat?.shape,
      out: [...(out?.values ?? [])],
      epochs: extended?.phase === 'finished' ? extended.progress.epochs : null,
      steps: told.points.length,
    };
  },

  async pausedAndStopped() {
    const client = new TrainingClient();
    let kept = 0;
    const told = listener({
      running: () => void (told.phases().length < 2 ? client.pause() : client.stop()),
      paused: () =>
        void client.weights().then(weights => {
          kept = weights?.size ?? 0;
          return client.resume();
        }),
    });
    await client.start(request({ epochs: 1000 }), told.listen);
    const end = told.last();
    client.dispose();
    return { phases: told.phases(), kept, stopped: end?.phase === 'finished' && end.ended === 'stopped' };
  },

  /** Fails, then starts anew with the same client. */
  async failedAndStartedAgain() {
    const client = new TrainingClient();
    const first = listener();
    await client.start(request({ classWeights: [1, 2] }), first.listen);
    const second = listener();
    await client.start(request({ epochs: 1 }), second.listen);
    client.dispose();
    return { failed: first.last(), again: second.phases() };
  },

  /** A model that was trained elsewhere. */
  async opened() {
    const client = new TrainingClient();
    const told = listener();
    await client.start(request({ epochs: 1 }), told.listen);
    const weights = await client.weights();
    const image = Float32Array.from({ length: 784 }, (_, i) => (i % 7) / 7);
    const before = [...(await client.predict(image, 1))];
    client.dispose();
    const other = new TrainingClient();
    await other.open({ ...request(), ...(weights && { weights }) });
    const after = [...(await other.predict(image, 1))];
    other.dispose();
    return { before, after };
  },

  /** Tells the test when to take the graphics device away. */
  async lost() {
    const client = new TrainingClient();
    const told = listener();
    let asked = false;
    const listen: RunListener = {
      ...told.listen,
      state(state) {
        told.listen.state(state);
        if (asked || state.phase !== 'running' || state.progress.epoch < 1) return;
        asked = true;
        console.log('crash the GPU');
      },
    };
    await client.start(request({ epochs: 1000, batchSize: 2000 }, 'webgl'), listen);
    const weights = await client.weights();
    const answer = await client.predict(new Float32Array(mnist.shape[0] * mnist.shape[1]), 1);
    client.dispose();
    return { failed: told.last(), weights: weights?.size ?? 0, answers: answer.length };
  },
};

export default (story: keyof typeof STORIES) => STORIES[story]();
