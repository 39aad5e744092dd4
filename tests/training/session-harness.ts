import type { Weights } from '../../src/core/compiler/compiled';
import { checkpointStorage } from '../../src/training/checkpoints/storage';
import type { MakeTrainer } from '../../src/training/choose-trainer';
import type { Curve, CurvePoint, Kept, RunRequest, RunState } from '../../src/training/protocol';
import type { RunEvents } from '../../src/training/run';
import { Session } from '../../src/training/session';
import { makeTfjsTrainer } from '../../src/training/tfjs/make-trainer';
import { activation, batchNorm, chain, dense, dropout } from './handmade';
import { tinyImages, tinyNet, tinyPlan } from './tiny';

/** Everything that a run told. */
export interface Told {
  readonly states: RunState[];
  readonly points: Record<Curve, CurvePoint[]>;
  readonly checkpoints: Weights[];
  readonly kept: Kept[];
  readonly events: RunEvents;
}

/** @param react is called with each state, before the run goes on */
export function listen(react: (state: RunState) => void = () => undefined): Told {
  const told: Omit<Told, 'events'> = { states: [], points: { train: [], validation: [] }, checkpoints: [], kept: [] };
  return {
    ...told,
    events: {
      state(state) {
        told.states.push(state);
        react(state);
      },
      points: (curve, points) => told.points[curve].push(...points),
      kept: kept => told.kept.push(kept),
      checkpoint: weights => told.checkpoints.push(weights),
    },
  };
}

export const onTfjs: MakeTrainer = async (backend, assignment) =>
  backend === 'wasm' ? null : await makeTfjsTrainer(backend, assignment);

/** A session on the tiny images and the processor. */
export const tinySession = (make = onTfjs, checkpoints = checkpointStorage()): Session =>
  new Session({ datasets: [tinyImages().facts], load: async () => tinyImages(), make, checkpoints });

/** Has everything that must be carried over: dropout's random numbers, running statistics, Adam's memory. */
export const restless = () =>
  chain(
    [16],
    [
      dense('hidden', 16, 8),
      batchNorm('norm', 8),
      activation('relu', 'relu'),
      dropout('drop', 0.3),
      dense('out', 8, 3),
      activation('softmax', 'softmax'),
    ],
    { classes: 3 },
  );

export const tinyRequest = (plan: Partial<RunRequest['plan']> = {}, rest: Partial<RunRequest> = {}): RunRequest => ({
  model: tinyNet(),
  plan: { ...tinyPlan, ...plan },
  backend: 'cpu',
  ...rest,
});

/** Goes on with a run that is over for so many epochs; what was told before is forgotten, since it is told anew. */
export async function goOn(session: Session, told: Told, before: RunRequest, epochs: number): Promise<void> {
  const weights = told.checkpoints.at(-1);
  if (!weights) throw new Error('no weights');
  for (const points of Object.values(told.points)) points.length = 0;
  await session.start({ ...before, plan: { ...before.plan, epochs }, weights, further: true }, told.events);
}

/** Phases in order, repetitions left out. */
export const phases = (told: Told): string[] =>
  told.states.map(s => s.phase).filter((phase, i, all) => phase !== all[i - 1]);

export function lastOf<P extends RunState['phase']>(told: Told, phase: P): Extract<RunState, { phase: P }> {
  const found = told.states.at(-1);
  if (found?.phase !== phase) throw new Error(`Ended ${JSON.stringify(found)}`);
  return found as Extract<RunState, { phase: P }>;
}
