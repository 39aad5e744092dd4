import { assignmentOf } from './assignment';
import { type Figures, printFigures } from './figures';
import { flopsPerImage } from './flops';
import type { JaxQuestion } from './jax.page';
import type { Lane } from './lane';
import type { Subject } from './subjects';
import type { TfjsQuestion } from './tfjs.page';

/** Steps of each at most, after the first. */
const STEPS = 4;
/** The share of the time that preparing and the first step of one of two may take. */
const FIRST_SHARE = 0.4;
/** The share of what is then left that is kept for the plain products. */
const PRODUCT_SHARE = 0.2;

/** Where each of two that take turns runs. */
export interface Lanes {
  readonly theirs: Lane;
  readonly ours: Lane;
}

/** Measures and prints, and has ended at a point in time (as `performance.now()` counts). */
export type Measurement = (lanes: Lanes, until: number) => Promise<void>;

const BACKENDS = ['webgl', 'webgpu', 'cpu'] as const;

/**
 * The network on TensorFlow.js, by plain `model.fit` and by the loop of the app on each backend, in turns, and LeNet-5
 * on jax-js. They take seconds a step, so few steps are made, of the subject's smaller batch.
 */
export function slowMeasurements(subject: Subject, lenet: boolean): readonly Measurement[] {
  const onTfjs = BACKENDS.map((backend): Measurement => {
    const enter = (how: 'fit' | 'loop', where: Lane, until: number) =>
      entered<TfjsQuestion>(where, subject, `tfjs ${backend}, ${how}`, '/bench/engine/tfjs.page.ts', until, {
        ...{ do: 'prepare', how, backend },
        assignment: assignmentOf(subject, subject.fewer),
      });
    return async ({ theirs, ours }, until) => {
      const share = FIRST_SHARE * (until - performance.now());
      const fit = await enter('fit', theirs, performance.now() + share);
      const loop = await enter('loop', ours, performance.now() + share);
      await takeTurns([fit, loop], until);
      printFigures(fit.figures());
      printFigures({ ...loop.figures(), beside: [fit.engine, fit.times] });
      await Promise.all([fit.close(), loop.close()]);
    };
  });
  const onJax = (lenet ? (['wasm', 'webgpu'] as const) : []).map(
    (device): Measurement =>
      async ({ ours }, until) => {
        const question = { do: 'prepare', device } as const;
        const module = '/bench/engine/jax.page.ts';
        const jax = await entered<JaxQuestion>(ours, subject, `jax-js ${device}`, module, until, question);
        await takeTurns([jax], until);
        printFigures(jax.figures());
        await jax.close();
      },
  );
  return [...onTfjs, ...onJax];
}

interface Entrant {
  readonly engine: string;
  readonly times: number[];
  /** Makes a step, unless it was given up before or is not answered in time. */
  step(until: number): Promise<void>;
  timeProduct(until: number): Promise<void>;
  figures(): Figures;
  close(): Promise<void>;
}

/** A page that has made its first step; or that was given up, which its figures say. */
async function entered<Question extends object>(
  where: Lane,
  { title: network, fewer: batch, model }: Subject,
  engine: string,
  module: string,
  until: number,
  prepare: Question,
): Promise<Entrant> {
  const page = await where.open();
  const times: number[] = [];
  const flops = model.engine ? flopsPerImage(model.engine) * batch : Number.NaN;
  let first: number | undefined;
  let gaveUp: number | undefined;
  let ended = false;
  let product = Number.NaN;
  const ask = async <T>(question: object, before: number): Promise<T | null> => {
    if (ended) return null;
    const began = performance.now();
    const answer = await within(page.call<T>(module, question), before - began).catch((error: unknown) => {
      console.log(`  ${engine}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
      return 'failed' as const;
    });
    if (answer !== LATE && answer !== 'failed') return answer;
    ended = true;
    if (answer === LATE && 'do' in question && question.do !== 'product') gaveUp = performance.now() - began;
    await where.end();
    return null;
  };
  if ((await ask<boolean>(prepare, until)) === false) {
    console.log(`  ${engine}: not there`);
    ended = true;
  }
  first = (await ask<number>({ do: 'time' }, until)) ?? undefined;
  return {
    ...{ engine, times },
    async step(before) {
      const time = await ask<number>({ do: 'time' }, before);
      if (time !== null) times.push(time);
    },
    async timeProduct(before) {
      product = (await ask<number>({ do: 'product' }, before)) ?? Number.NaN;
    },
    figures: () => ({ network, engine, batch, first, times, gaveUp, flops, product }),
    close: () => page.kill().catch(() => undefined),
  };
}

async function takeTurns(entrants: readonly Entrant[], until: number): Promise<void> {
  const began = performance.now();
  const end = began + (1 - PRODUCT_SHARE) * (until - began);
  for (let round = 0; round < STEPS && performance.now() < end; round++)
    for (const entrant of entrants) await entrant.step(end);
  for (const entrant of entrants) await entrant.timeProduct(until);
}

const LATE = Symbol('late');

async function within<T>(answer: Promise<T>, ms: number): Promise<T | typeof LATE> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof LATE>(resolve => {
    timer = setTimeout(() => resolve(LATE), Math.max(0, ms));
  });
  answer.catch(() => undefined);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
