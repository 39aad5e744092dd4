import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PRESETS } from '../../presets';
import type { Weights } from '../../src/core/compiler/compiled';
import { initialise } from '../../src/core/compiler/initialise';
import { MAIN } from '../../src/core/document/architecture';
import { renameNode } from '../../src/core/edits/renameNode';
import { setParams } from '../../src/core/edits/setParams';
import { catalogue } from '../../src/ops/catalogue';
import { useEditor } from '../../src/state/editor';
import { keptRuns } from '../../src/state/kept-runs';
import { useNotices } from '../../src/state/notices';
import { savesDocuments } from '../../src/state/open-document';
import { compileOpen, fittingWeights, useRun } from '../../src/state/run';
import { TrainingClient } from '../../src/training/client';
import { originsOf } from '../../src/training/origins';
import type {
  CheckpointFacts,
  Progress,
  RunListener,
  RunRequest,
  RunState,
  WeightsChoice,
} from '../../src/training/protocol';

const lenet = await PRESETS.find(p => p.id === 'lenet-5')?.load();
if (!lenet) throw new Error('the preset is missing');

const progress: Progress = {
  backend: 'wasm',
  step: 63,
  steps: 126,
  epoch: 1,
  epochs: 2,
  imagesPerSecond: 1,
  secondsLeft: 1,
};
const result = {
  accuracy: 0.9,
  loss: 0.3,
  seconds: 1,
  confusion: [],
  samples: [],
  answers: new Float32Array(),
  labels: new Uint8Array(),
  classes: [],
  macroF1: null,
  top: [],
};
const choice: WeightsChoice = {
  has: 'last',
  last: { epoch: 2, loss: 0.3, accuracy: 0.9 },
  best: { epoch: 1, loss: 0.2, accuracy: 0.8 },
  bytes: 12,
};
const finished = (ended: 'epochs' | 'stopped', choice: WeightsChoice | null = null): RunState => ({
  phase: 'finished',
  progress,
  result,
  ended,
  best: choice?.best ?? null,
  choice,
});
const facts = (document: string): CheckpointFacts => ({
  ...{ document, savedAt: 5, epoch: 1, epochs: 2, step: 63 },
  fingerprint: 'f',
});
const failed = (others: ('wasm' | 'webgl')[]): RunState => ({
  ...{ phase: 'failed', says: 'It broke', wayOut: 'Go on', progress },
  others,
});

/** What the page asked of the client, whom the client would tell, and what lies in the storage. */
let request: RunRequest | null;
let tell: RunListener;
const stored = new Map<string, CheckpointFacts>();
const calls: string[] = [];
let at = { id: 'doc' as string | null, whole: true };

const { open } = useEditor.getState();
const run = () => useRun.getState();
/** What the store does of its own accord has been done. */
const calm = () => new Promise(resolve => setTimeout(resolve, 20));

beforeEach(async () => {
  vi.restoreAllMocks();
  stored.clear();
  calls.length = 0;
  request = null;
  at = { id: 'doc', whole: true };
  savesDocuments(async () => at);
  vi.spyOn(TrainingClient.prototype, 'start').mockImplementation(async (asked, listener) => {
    request = asked;
    tell = listener;
  });
  vi.spyOn(TrainingClient.prototype, 'takeUp').mockImplementation(async (document, listener) => {
    calls.push(`take up ${document}`);
    tell = listener;
  });
  vi.spyOn(TrainingClient.prototype, 'goOn').mockImplementation(async (backend, listener) => {
    calls.push(`go on with ${backend}`);
    tell = listener;
  });
  vi.spyOn(TrainingClient.prototype, 'choose').mockImplementation(async (which, listener) => {
    calls.push(`choose ${which}`);
    tell = listener;
  });
  vi.spyOn(TrainingClient.prototype, 'leave').mockImplementation(async () => void calls.push('leave'));
  vi.spyOn(TrainingClient.prototype, 'weights').mockImplementation(async () => null);
  vi.spyOn(keptRuns, 'find').mockImplementation(async document => stored.get(document) ?? null);
  vi.spyOn(keptRuns, 'remove').mockImplementation(async document => void stored.delete(document));
  open(lenet);
  run().adopt(null);
  await calm();
  calls.length = 0;
  useNotices.setState({ notices: [] });
});

/** The open document, compiled. */
function modelNow() {
  const compiled = compileOpen();
  if (!compiled.ok) throw new Error('LeNet-5 does not compile');
  return compiled.model;
}

/** A run of the open document that was kept once. */
async function runs() {
  await run().start();
  tell.state({ phase: 'running', progress });
  stored.set('doc', facts('doc'));
  tell.kept?.({ ok: true, facts: facts('doc') });
}

describe('a run of the open document', () => {
  it('is kept under the document’s id', async () => {
    await run().start();
    expect(request?.document).toBe('doc');
  });

  it('is not kept when it only tests, or the browser keeps nothing', async () => {
    await run().start('test');
    expect(request?.document).toBeUndefined();
    at = { id: null, whole: false };
    await run().start();
    expect(request?.document).toBeUndefined();
  });

  it.each([null, choice])('stays kept after its end, for its result and its optimizer’s memory', async choice => {
    await runs();
    tell.state(finished('epochs', choice));
    await calm();
    expect(stored.size).toBe(1);
    expect(run().resumable).toBeNull();
  });

  it('takes the weights of its best epoch into the document when they are chosen', async () => {
    await runs();
    tell.state(finished('epochs', choice));
    await calm();
    const best: Weights = new Map([['F6/bias', { shape: [1], values: Float32Array.of(7) }]]);
    vi.mocked(TrainingClient.prototype.weights).mockImplementation(async () => best);
    await run().choose('best');
    expect(calls).toEqual(['choose best']);
    tell.state(finished('epochs', { ...choice, has: 'best' }));
    await calm();
    expect(run().weights).toBe(best);
  });

  it('can be taken up after a stop', async () => {
    await runs();
    tell.state(finished('stopped'));
    await calm();
    expect(run().resumable).toEqual(facts('doc'));
    await run().resumeRun();
    expect(calls).toEqual(['take up doc']);
    expect(run()).toMatchObject({ resumable: null, run: { phase: 'preparing' } });
  });

  it('says once that it cannot be kept', async () => {
    await run().start();
    tell.kept?.({ ok: false, says: 'No space left' });
    const [notice] = useNotices.getState().notices;
    expect(notice?.says).toEqual(['No space left']);
    useNotices.getState().dismiss(notice?.id ?? 0);
    tell.kept?.({ ok: false, says: 'No space left' });
    expect(useNotices.getState().notices).toEqual([]);
  });

  it('goes on with another engine after a failure, from an empty chart that the earlier points will fill', async () => {
    await runs();
    tell.points('train', [{ step: 1, epoch: 0, loss: 1, accuracy: 0 }]);
    tell.state(failed(['wasm']));
    await calm();
    expect(stored.size).toBe(1);
    await run().goOn('wasm');
    expect(calls).toEqual(['go on with wasm']);
    expect(run().curves.train).toEqual([]);
  });

  it('is not offered again when its numbers came apart', async () => {
    await runs();
    tell.state(failed([]));
    await calm();
    expect(stored.size).toBe(0);
  });

  it('has no earlier run drawn behind it when it goes on with the one before, but does when it begins anew', async () => {
    const point = { step: 1, epoch: 1, loss: 1, accuracy: 0 };
    run().adopt(initialise(modelNow().weights, 3), originsOf(modelNow()));
    await run().start('further');
    expect(request).toMatchObject({ further: true });
    tell.points('train', [point]);
    tell.state(finished('epochs'));
    await calm();
    await run().start('further');
    tell.state({ phase: 'preparing', doing: 'Going on', onward: true });
    expect(run().earlier).toBeNull();
    tell.points('train', [point, { ...point, step: 2 }]);
    tell.state(finished('epochs'));
    await calm();
    await run().start('further');
    tell.state({ phase: 'preparing', doing: 'Starting' });
    expect(run().earlier?.train).toHaveLength(2);
  });

  it('is kept and given up when another document is opened', async () => {
    await runs();
    run().adopt(null);
    expect(run().run).toEqual({ phase: 'idle' });
    await calm();
    expect(calls).toEqual(['leave']);
    const [notice] = useNotices.getState().notices;
    expect(notice?.says).toEqual(['The run of LeNet-5 was stopped and kept. Open it again to go on.']);
  });

  it('is given up without a word when the browser keeps nothing', async () => {
    at = { id: null, whole: false };
    await run().start();
    tell.state({ phase: 'running', progress });
    run().adopt(null);
    await calm();
    expect([calls, useNotices.getState().notices]).toEqual([['leave'], []]);
  });
});

describe('a document that another tab trains', () => {
  /** The browser's locks, with the names that another tab has. */
  const others = new Set<string>();
  beforeEach(() => {
    others.clear();
    const query = async () => ({ held: [...others].map(name => ({ name })) });
    const request = async (name: string, _: unknown, hold: (lock: unknown) => unknown) =>
      hold(others.has(name) ? null : { name });
    vi.stubGlobal('navigator', { locks: { query, request } });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is not trained here, and what is on the page stays', async () => {
    await runs();
    tell.points('train', [{ step: 1, epoch: 0, loss: 1, accuracy: 0 }]);
    tell.state(finished('stopped'));
    await calm();
    others.add('netloom run doc');
    request = null;
    await run().start();
    expect(request).toBeNull();
    expect(run()).toMatchObject({ elsewhere: true, resumable: null, run: { phase: 'finished' } });
    expect(run().curves.train).toHaveLength(1);
    // As a document of its own it is trained under its own key.
    at = { id: 'copy', whole: true };
    await run().start();
    expect(request).toMatchObject({ document: 'copy' });
  });

  it('keeps what the other tab kept of it', async () => {
    others.add('netloom run doc');
    stored.set('doc', facts('doc'));
    await run().lookFor('doc');
    await run().forget('doc');
    expect([run().elsewhere, run().resumable, stored.size]).toEqual([true, null, 1]);
  });

  it('is offered again when the other tab is over', async () => {
    others.add('netloom run doc');
    stored.set('doc', facts('doc'));
    await run().lookFor('doc');
    await calm();
    others.clear();
    await vi.waitFor(() => expect(run()).toMatchObject({ elsewhere: false, resumable: facts('doc') }), 3000);
  });
});

describe('an interrupted run', () => {
  it('is found when its document is opened', async () => {
    stored.set('doc', facts('doc'));
    await run().lookFor('other');
    expect(run().resumable).toBeNull();
    await run().lookFor('doc');
    expect(run().resumable).toEqual(facts('doc'));
  });

  it('is gone when it is discarded', async () => {
    stored.set('doc', facts('doc'));
    await run().lookFor('doc');
    await run().dropCheckpoint();
    expect([run().resumable, stored.size]).toEqual([null, 0]);
  });
});

describe('weights that are there', () => {
  const adopt = (): Weights => {
    const weights = initialise(modelNow().weights, 3);
    run().adopt(weights, originsOf(modelNow()));
    return weights;
  };
  const idOf = (name: string) => lenet.graph.nodes.find(n => n.name === name)?.id ?? '';

  it('follow a node that is renamed', async () => {
    const weights = adopt();
    useEditor.getState().apply(doc => renameNode(doc, MAIN, idOf('F6'), 'features'));
    expect(fittingWeights(modelNow(), weights)?.get('features/bias')).toBe(weights.get('F6/bias'));
    await run().start('further');
    expect(request?.weights?.get('features/kernel')).toBe(weights.get('F6/kernel'));
    expect(run().carried).toBeNull();
  });

  it('are gone on from where a layer was resized, and the page says so', async () => {
    const weights = adopt();
    useEditor.getState().apply(doc => setParams(doc, catalogue, MAIN, [idOf('F6')], { units: 60 }));
    expect(fittingWeights(modelNow(), weights)).toBeNull();
    await run().start('further');
    expect(run().carried).toBe('Kept 3 layers, resized F6, Output');
    expect(request?.weights?.get('C1/kernel')).toBe(weights.get('C1/kernel'));
    expect(request?.weights?.get('F6/bias')?.values).toEqual(weights.get('F6/bias')?.values.subarray(0, 60));
  });
});
