import { describe, expect, it } from 'vitest';
import type { Weights } from '../../src/core/compiler/compiled';
import { initialise } from '../../src/core/compiler/initialise';
import type { Trainer } from '../../src/training/trainer';
import { activation, chain, dense } from './handmade';
import { goOn, lastOf, listen, onTfjs, phases, restless, tinyRequest, tinySession } from './session-harness';
import { tinyImages, tinyNet } from './tiny';

const plain = (weights: Weights | undefined) => [...(weights ?? [])].map(([name, w]) => [name, [...w.values]]);

describe('a training run', () => {
  it('goes from preparing to running to finished, and learns', async () => {
    const told = listen();
    await tinySession().start(tinyRequest({ epochs: 12 }), told.events);
    expect(phases(told)).toEqual(['preparing', 'running', 'finished']);
    const { result, ended, progress } = lastOf(told, 'finished');
    expect(ended).toBe('epochs');
    expect(result.accuracy).toBe(1);
    expect(progress).toMatchObject({ backend: 'cpu', step: 48, steps: 48, epoch: 12, epochs: 12, secondsLeft: 0 });
    const { train, validation } = told.points;
    expect(train.map(p => p.step)).toEqual(Array.from({ length: 48 }, (_, i) => i + 1));
    expect(validation.map(p => p.epoch)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect(train.at(-1)?.loss).toBeLessThan((train[0]?.loss ?? 0) / 2);
    expect(told.checkpoints).toHaveLength(12);
  });

  it('ends with what it says of every held-out image', async () => {
    const told = listen();
    await tinySession().start(tinyRequest({ epochs: 1 }), told.events);
    const { result } = lastOf(told, 'finished');
    const total = result.confusion.flat().reduce((a, b) => a + b);
    const right = result.confusion.reduce((sum, row, c) => sum + (row[c] ?? 0), 0);
    expect(total).toBe(21);
    expect(right / 21).toBeCloseTo(result.accuracy ?? Number.NaN);
    expect(result.classes.map(c => c.count)).toEqual(result.confusion.map(row => row.reduce((a, b) => a + b)));
    expect(result.macroF1).toBeCloseTo(result.classes.reduce((sum, c) => sum + (c.f1 ?? 0), 0) / 3, 9);
    expect(result.samples).toHaveLength(20);
    for (const { index, label, probabilities, image } of result.samples) {
      expect(label).toBe(tinyImages().labels[50 + index]);
      expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      expect([...image.pixels]).toEqual([...tinyImages().pixels.subarray((50 + index) * 16, (51 + index) * 16)]);
    }
  });

  it.each(['sgd', 'momentum', 'rmsprop', 'adam', 'adamw'] as const)('lowers the loss with %s', async optimizer => {
    const told = listen();
    const learningRate = optimizer === 'sgd' ? 0.5 : optimizer === 'momentum' ? 0.1 : 0.01;
    await tinySession().start(tinyRequest({ optimizer, learningRate, epochs: 8 }), told.events);
    const { train } = told.points;
    expect(train.at(-1)?.loss).toBeLessThan((train[0]?.loss ?? 0) * 0.8);
  });

  it('repeats itself with the same seed, and differs with another', async () => {
    const run = async (seed: number) => {
      const told = listen();
      await tinySession().start(tinyRequest({ seed }, { model: restless() }), told.events);
      return told;
    };
    const [a, b, c] = [await run(3), await run(3), await run(4)];
    expect(b.points).toEqual(a.points);
    expect(plain(b.checkpoints.at(-1))).toEqual(plain(a.checkpoints.at(-1)));
    expect(c.points).not.toEqual(a.points);
  });

  it('comes out the same with a pause in it as without', async () => {
    const straight = listen();
    await tinySession().start(tinyRequest({}, { model: restless() }), straight.events);

    const session = tinySession();
    let pauses = 0;
    const paused = listen(state => {
      if (state.phase === 'running' && state.progress.step % 3 === 2) session.pause();
      if (state.phase === 'paused') {
        pauses++;
        setTimeout(() => session.resume(), 5);
      }
    });
    await session.start(tinyRequest({}, { model: restless() }), paused.events);
    expect(pauses).toBeGreaterThan(1);
    expect(paused.points).toEqual(straight.points);
    expect(plain(paused.checkpoints.at(-1))).toEqual(plain(straight.checkpoints.at(-1)));
  });

  it('hands out its weights when it pauses', async () => {
    const session = tinySession();
    let before = -1;
    const told = listen(state => {
      if (state.phase === 'running' && before < 0) session.pause();
      if (state.phase === 'paused') {
        before = told.checkpoints.length;
        setTimeout(() => session.resume(), 0);
      }
    });
    await session.start(tinyRequest(), told.events);
    expect(before).toBe(1);
  });

  it('can be stopped: it keeps its weights and looks at the held-out images', async () => {
    const session = tinySession();
    const told = listen(state => {
      if (state.phase === 'running' && state.progress.step >= 5) session.stop();
    });
    await session.start(tinyRequest({ epochs: 1000 }), told.events);
    const { ended, best, progress, result } = lastOf(told, 'finished');
    expect([ended, best === null]).toEqual(['stopped', progress.step < 4]);
    expect(progress.step).toBeLessThan(20);
    expect(result.samples).toHaveLength(20);
    expect(told.points.validation.at(-1)?.step).toBe(progress.step);
    expect(told.checkpoints.length).toBeGreaterThan(0);
  });

  it('can be stopped while it is paused', async () => {
    const session = tinySession();
    const told = listen(state => {
      if (state.phase === 'running') session.pause();
      if (state.phase === 'paused') session.stop();
    });
    await session.start(tinyRequest({ epochs: 1000 }), told.events);
    expect(phases(told)).toEqual(['preparing', 'running', 'paused', 'finished']);
  });

  it('can be called off while it is prepared', async () => {
    const session = tinySession();
    const told = listen(() => session.stop());
    await session.start(tinyRequest(), told.events);
    expect(phases(told)).toEqual(['preparing', 'idle']);
  });

  it('goes on for more epochs as if it had been planned so', async () => {
    const planned = listen();
    await tinySession().start(tinyRequest({ epochs: 4 }, { model: restless() }), planned.events);
    const extended = listen();
    const session = tinySession();
    const request = tinyRequest({ epochs: 3 }, { model: restless() });
    await session.start(request, extended.events);
    await goOn(session, extended, request, 1);
    expect(extended.points).toEqual(planned.points);
    expect(lastOf(extended, 'finished').progress.epochs).toBe(4);
  });

  it('finishes the epoch that was stopped halfway when it goes on', async () => {
    const session = tinySession();
    let stopped = false;
    const told = listen(state => {
      if (state.phase !== 'running' || stopped) return;
      stopped = true;
      session.stop();
    });
    await session.start(tinyRequest({ epochs: 2 }), told.events);
    expect(lastOf(told, 'finished').progress.step).toBeLessThan(4);
    await goOn(session, told, tinyRequest(), 2);
    const straight = listen();
    await tinySession().start(tinyRequest({ epochs: 2 }), straight.events);
    expect(told.points.train).toEqual(straight.points.train);
  });

  it('says so when a batch is larger than all training images together', async () => {
    const told = listen();
    await tinySession().start(tinyRequest({ batchSize: 51 }), told.events);
    expect(lastOf(told, 'failed')).toMatchObject({
      says: 'A batch of 51 is more than the 50 training images',
      wayOut: 'Set the batch size to 50 or less',
    });
  });

  it('starts from given weights where they fit', async () => {
    const first = listen();
    const session = tinySession();
    await session.start(tinyRequest(), first.events);
    const [weights] = first.checkpoints.slice(-1);
    if (!weights) throw new Error('no weights');
    const second = listen();
    await tinySession().start(tinyRequest({ epochs: 1 }, { weights }), second.events);
    expect(second.points.train[0]?.loss).toBeLessThan((first.points.train[0]?.loss ?? 0) * 0.8);
  });
});

describe('a trained model', () => {
  it('is asked for class probabilities, images mapped as in training', async () => {
    const session = tinySession();
    const told = listen();
    await session.start(tinyRequest({ epochs: 12 }), told.events);
    const { pixels, labels } = tinyImages();
    const images = Float32Array.from(pixels.subarray(50 * 16), v => v / 255);
    const answers = await session.predict(images, 21);
    const guesses = Array.from({ length: 21 }, (_, i) => {
      const row = answers.slice(3 * i, 3 * i + 3);
      return row.indexOf(Math.max(...row));
    });
    expect(guesses).toEqual([...labels.subarray(50)]);
    const [sample] = lastOf(told, 'finished').result.samples;
    sample?.probabilities.forEach((p, c) => {
      expect(answers[3 * sample.index + c]).toBeCloseTo(p, 5);
    });
  });

  it('shows the values at any layer', async () => {
    const session = tinySession();
    await session.start(tinyRequest({ epochs: 1 }), listen().events);
    const image = Float32Array.from({ length: 16 }, (_, i) => i / 16);
    const [flat, tanh, out] = await session.activations(image, ['flatten', 'tanh', 'softmax']);
    expect([flat?.shape, tanh?.shape, out?.shape]).toEqual([[16], [8], [3]]);
    expect(flat?.values).toEqual(image);
    const answer = await session.predict(image, 1);
    out?.values.forEach((p, c) => {
      expect(p).toBeCloseTo(answer[c] ?? Number.NaN, 6);
    });
  });

  it('can be opened from weights without training', async () => {
    const model = tinyNet();
    const weights = initialise(model.weights, 5);
    const session = tinySession();
    await session.open(tinyRequest({}, { model, weights }), listen().events);
    const zero = await session.predict(new Float32Array(16), 1);
    expect(zero.reduce((a, b) => a + b)).toBeCloseTo(1);
  });
});

describe('a run that cannot go on', () => {
  it('stops at the first loss that is no number, with the last good weights', async () => {
    const told = listen();
    const model = chain([16], [dense('hidden', 16, 8), dense('out', 8, 3)], { classes: 3, loss: 'mean_squared_error' });
    await tinySession().start(tinyRequest({ optimizer: 'sgd', learningRate: 1e9 }, { model }), told.events);
    const failed = lastOf(told, 'failed');
    expect(failed.says).toMatch(
      /^The loss stopped being a number at step \d+: hidden is the first layer whose values explode, to \de\d+$/,
    );
    expect(failed).toMatchObject({ at: ['hidden'], others: [] });
    expect(failed.wayOut).toBe('Try a smaller learning rate than 1000000000; the last good weights are kept');
    const kept = told.checkpoints.at(-1);
    for (const { values } of kept?.values() ?? []) expect(values.every(Number.isFinite)).toBe(true);
    expect(kept?.size).toBe(4);
  });

  it('says when the engine is not there', async () => {
    const told = listen();
    await tinySession(async () => null).start(tinyRequest({}, { backend: 'webgpu' }), told.events);
    expect(lastOf(told, 'failed')).toMatchObject({
      says: 'WebGPU is not available in this browser',
      wayOut: 'Choose another engine, or let Netloom choose',
    });
  });

  it('says when the outputs are not the classes', async () => {
    const model = chain([16], [dense('out', 16, 5), activation('softmax', 'softmax')], { classes: 5 });
    const told = listen();
    await tinySession().start(tinyRequest({}, { model }), told.events);
    expect(lastOf(told, 'failed').says).toBe('The output softmax has 5 values, the data set 3 classes');
  });

  it('says when the input cannot take the images', async () => {
    const model = chain([17], [dense('out', 17, 3)], { classes: 3 });
    const told = listen();
    await tinySession().start(tinyRequest({}, { model }), told.events);
    expect(lastOf(told, 'failed').says).toBe('17 features are no square image; 4×4×1 images have 16 values');
  });

  it('says when there is nothing to train', async () => {
    const told = listen();
    await tinySession().start(
      tinyRequest({}, { model: chain([3], [activation('softmax', 'softmax')], { classes: 3 }) }),
      told.events,
    );
    expect(lastOf(told, 'failed').says).toBe('The network has no weights that could be trained');
  });

  it.each([
    ['Array buffer allocation failed', 'CPU ran out of memory', 'Try a batch size of 8'],
    ['Unable to create WebGLTexture.', 'CPU ran out of memory', 'Try a batch size of 8'],
    ["Kernel 'Fft' not registered for backend 'cpu'", 'CPU has no Fft', 'Choose another engine'],
    ['device is lost', 'The browser took the graphics device away from CPU', 'Go on from where the run was kept last'],
  ])('explains "%s" in the middle of a run and keeps the weights', async (message, says, wayOut) => {
    const told = listen();
    const session = tinySession(async (backend, assignment, software) => {
      const trainer = await onTfjs(backend, assignment, software);
      let steps = 0;
      const step: Trainer['step'] = (images, how) => {
        if (++steps === 9) throw new Error(message);
        trainer?.step(images, how);
      };
      return trainer && altered(trainer, { step });
    });
    await session.start(tinyRequest(), told.events);
    expect(lastOf(told, 'failed')).toMatchObject({ says, wayOut, progress: { step: 8 } });
    expect(told.checkpoints.length).toBeGreaterThan(0);
  });

  it('notices that the device is lost while it waits for it', async () => {
    const told = listen();
    let lose: (error: Error) => void = () => undefined;
    const session = tinySession(async (backend, assignment, software) => {
      const trainer = await onTfjs(backend, assignment, software);
      if (!trainer) return null;
      const lost = new Promise<never>((_, reject) => {
        lose = reject;
      });
      const stuck = () => {
        lose(new Error('device is lost'));
        return new Promise<never>(() => undefined);
      };
      return altered(trainer, { lost, infer: stuck });
    });
    await session.start(tinyRequest(), told.events);
    expect(lastOf(told, 'failed').says).toBe('The browser took the graphics device away from CPU');
  });
});

/** A trainer with some of its ways replaced. */
function altered(trainer: Trainer, ways: Partial<Trainer>): Trainer {
  return {
    backend: trainer.backend,
    lost: trainer.lost,
    activate: () => trainer.activate(),
    step: (images, how) => trainer.step(images, how),
    heard: () => trainer.heard(),
    infer: images => trainer.infer(images),
    predict: (images, count) => trainer.predict(images, count),
    activations: (image, layers) => trainer.activations(image, layers),
    remember: toRepeat => trainer.remember(toRepeat),
    weights: () => trainer.weights(),
    state: () => trainer.state(),
    resume: state => trainer.resume(state),
    reset: weights => trainer.reset(weights),
    dispose: () => trainer.dispose(),
    ...ways,
  };
}
