import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PRESETS } from '../../presets';
import { MAIN } from '../../src/core/document/architecture';
import { DEFAULT_PLAN, type TrainingPlan } from '../../src/core/document/training-plan';
import { setTraining } from '../../src/core/edits/setDetails';
import { setParams } from '../../src/core/edits/setParams';
import { catalogue } from '../../src/ops/catalogue';
import { useEditor } from '../../src/state/editor';
import { isOutdated, useRehearsal } from '../../src/state/rehearsal';
import { CheckClient } from '../../src/training/check/check-client';

const lenet = await PRESETS.find(p => p.id === 'lenet-5')?.load();
if (!lenet) throw new Error('the preset is missing');

const { open, apply } = useEditor.getState();
const plan = (changes: Partial<TrainingPlan>) => apply(doc => setTraining(doc, { ...DEFAULT_PLAN, ...changes }));
const rateless = ({ learningRate: _, ...rest }: TrainingPlan): unknown => rest;

beforeEach(() => {
  vi.restoreAllMocks();
  open(lenet);
  plan({});
});

describe('what was found out before a run', () => {
  it('is of the network and the plan that it was asked with', async () => {
    vi.spyOn(CheckClient.prototype, 'findRate').mockResolvedValue({ points: [], smooth: [], suggestion: 0.01 });
    await useRehearsal.getState().findRate();
    const { swept, sweep } = useRehearsal.getState();
    if (!swept) throw new Error('nothing was asked');
    expect(sweep?.suggestion).toBe(0.01);
    expect(isOutdated(swept)).toBe(false);

    plan({ learningRate: 0.01 });
    expect(isOutdated(swept)).toBe(true);
    expect(isOutdated(swept, rateless)).toBe(false);
    plan({ optimizer: 'sgd' });
    expect(isOutdated(swept, rateless)).toBe(true);
    plan({});
    const f6 = lenet.graph.nodes.find(n => n.name === 'F6')?.id ?? '';
    apply(doc => setParams(doc, catalogue, MAIN, [f6], { units: 60 }));
    expect(isOutdated(swept, rateless)).toBe(true);
  });
});
