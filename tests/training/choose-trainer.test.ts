import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { initialise } from '../../src/core/compiler/initialise';
import { anyTrainer, chooseTrainer, type MakeTrainer } from '../../src/training/choose-trainer';
import type { BackendName } from '../../src/training/protocol';
import type { Assignment, Trainer } from '../../src/training/trainer';
import { tinyImages, tinyNet, tinyPlan } from './tiny';

const model = tinyNet();
const assignment: Assignment = {
  model,
  plan: tinyPlan,
  dataset: tinyImages(),
  weights: initialise(model.weights, 1),
};

/** What is on a machine: milliseconds of a step by backend, `software` for one that is only drawn on the processor. */
interface Machine {
  readonly ms: Partial<Record<BackendName, number>>;
  readonly software?: readonly BackendName[];
  readonly broken?: readonly BackendName[];
}

/** Trainers that only take their time, and a log of what happened to them. */
function machine({ ms, software = [], broken = [] }: Machine) {
  const log: string[] = [];
  const make: MakeTrainer = async (backend, _, takesSoftware) => {
    const speed = ms[backend];
    if (speed === undefined || (software.includes(backend) && !takesSoftware)) return null;
    log.push(`made ${backend}`);
    let queued = 0;
    const trainer: Partial<Trainer> = {
      backend,
      step: images => {
        if (broken.includes(backend)) throw new Error(`${backend} broke`);
        queued += (speed * images.length) / tinyPlan.batchSize;
      },
      async heard() {
        await new Promise(resolve => setTimeout(resolve, queued));
        queued = 0;
        return [];
      },
      activate: async () => void log.push(`activated ${backend}`),
      reset: weights => void log.push(weights === assignment.weights ? `reset ${backend}` : 'wrong weights'),
      dispose: () => void log.push(`disposed ${backend}`),
    };
    return trainer as Trainer;
  };
  return { make, log };
}

const choose = async (on: Machine, backend: BackendName | 'auto' = 'auto') => {
  const { make, log } = machine(on);
  const said: string[] = [];
  const trainer = await chooseTrainer(backend, assignment, make, doing => said.push(doing));
  return { backend: trainer.backend, log, said };
};

// Time is made up, so that a busy machine changes nothing.
beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }).setTimerTickMode('nextTimerAsync'));
afterAll(() => void vi.useRealTimers());

describe('choosing a trainer', () => {
  it('takes the fastest, and says how fast each is', async () => {
    const { backend, said } = await choose({ ms: { webgpu: 12, webgl: 30, wasm: 50, cpu: 1 } });
    expect(backend).toBe('webgpu');
    expect(said.at(-1)).toMatch(
      /^WebGPU takes \d+ ms a step, WebGL takes \d+ ms a step, WebAssembly takes \d+ ms a step$/,
    );
  });

  it('lets the processor win', async () => {
    expect((await choose({ ms: { webgl: 40, wasm: 3 } })).backend).toBe('wasm');
  });

  it('leaves the chosen one as new, and the others gone', async () => {
    const { log } = await choose({ ms: { webgpu: 25, webgl: 5, wasm: 40 } });
    expect(log).toEqual([
      'made webgpu',
      'made webgl',
      'disposed webgpu',
      'made wasm',
      'disposed wasm',
      'activated webgl',
      'reset webgl',
    ]);
  });

  it('does not try a software renderer where anything else works', async () => {
    const { log } = await choose({ ms: { webgpu: 1, webgl: 1, wasm: 2 }, software: ['webgpu', 'webgl'] });
    expect(log).toEqual(['made wasm', 'activated wasm', 'reset wasm']);
  });

  it('takes a software renderer where nothing else works', async () => {
    expect((await choose({ ms: { webgl: 1 }, software: ['webgl'] })).backend).toBe('webgl');
  });

  it('goes on to the next where a backend cannot run the network', async () => {
    expect((await choose({ ms: { webgpu: 1, webgl: 9 }, broken: ['webgpu'] })).backend).toBe('webgl');
  });

  it('says what went wrong where none can', async () => {
    await expect(choose({ ms: { webgl: 1, cpu: 1 }, broken: ['webgl', 'cpu'] })).rejects.toThrow(
      'WebGL stopped: webgl broke',
    );
    await expect(choose({ ms: {} })).rejects.toThrow('No engine works in this browser. Try another browser');
  });

  it('spends one small batch on a processor that is far too slow', async () => {
    const start = performance.now();
    await choose({ ms: { webgl: 5, wasm: 4000 } });
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('takes what it is told to', async () => {
    expect((await choose({ ms: { webgpu: 1, cpu: 50 } }, 'cpu')).log).toEqual(['made cpu']);
    await expect(choose({ ms: { cpu: 1 } }, 'webgpu')).rejects.toThrow('WebGPU is not available in this browser');
  });
});

describe('a trainer to ask', () => {
  it('is the first that works, without trying how fast it is', async () => {
    const { make, log } = machine({ ms: { wasm: 1, webgl: 1 } });
    expect((await anyTrainer('auto', assignment, make)).backend).toBe('wasm');
    expect(log).toEqual(['made wasm']);
  });
});
