import { assignmentOf } from './assignment';
import { type Figures, printFigures } from './figures';
import { flopsPerImage } from './flops';
import type { JaxQuestion } from './jax.page';
import type { Lane } from './lane';
import type { Subject } from './subjects';
import type { TfjsQuestion } from './tfjs.page';

/** Steps of each at most, after the first. */
const STEPS = 4;
/** The share of the time that is left which preparing and the first step may take, of `fit` and then of our loop. */
const FIRST_SHARE = { fit: 0.55, loop: 0.75 } as const;
/** The share of what is then left that is kept for the plain products. */
const PRODUCT_SHARE = 0.2;

/** Where each of two that take turns runs. */
export interface Lanes {
  readonly theirs: Lane;
  readonly ours: Lane;
}

/** Something to measure and to print. */
export interface Measurement {
  /** How much time it gets in proportion to others. */
  readonly weight: number;
  /** @param until when it has to have ended, as `performance.now()` counts */
  measure(lanes: Lanes, until: number): Promise<void>;
}

/** With weights: shaders for the backends that need some take long to compile. */
const BACKENDS = { webgl: 2, webgpu: 2, cpu: 1 } as const;
/** TensorFlow.js needs half a minute for the shaders of its first WebGPU step on a processor. */
const LENET_WEBGPU = 6;

/**
 * The network on TensorFlow.js, by plain `model.fit` and by the loop of the app on each backend, in turns, and LeNet-5
 * on jax-js. They take seconds a step, so few steps are made, of the subject's smaller batch.
 */
export function slowMeasurements(subject: Subject, lenet: boolean): readonly Measurement[] {
  const onTfjs = (['webgl', 'webgpu', 'cpu'] as const).map((backend): Measurement => {
    const enter = (how: 'fit' | 'loop', where: Lane, until: number) => {
      const now = performance.now();
      const first = now + FIRST_SHARE[how] * (until - now);
      return entered<TfjsQuestion>(where, subject, `tfjs ${backend}, ${how}`, '/bench/engine/tfjs.page.ts', first, {
        ...{ do: 'prepare', how, backend },
        assignment: assignmentOf(subject, subject.fewer),
      });
    };
    return {
      weight: lenet && backend === 'webgpu' ? LENET_WEBGPU : BACKENDS[backend],
      async measure({ theirs, ours }, until) {
        const fit = await enter('fit', theirs, until);
        const loop = await enter('loop', ours, until);
        await takeTurns([fit, loop], until);
        printFigures(fit.figures());
        printFigures({ ...loop.figures(), beside: [fit.engine, fit.times] });
        await Promise.all([fit.close(), loop.close()]);
      },
    };
  });
  const onJax = (lenet ? (['wasm', 'webgpu'] as const) : []).map(
    (device): Measurement => ({
      weight: 1,
      async measure({ ours }, until) {
        const question = { do: 'prepare', device } as const;
        const module = '/bench/engine/jax.page.ts';
        const jax = await entered<JaxQuestion>(ours, subject, `jax-js ${device}`, module, until, question);
        await takeTurns([jax], until);
        printFigures(jax.figures());
        await jax.close();
      },
    }),
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
  const opened = performance.now();
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
    if (answer === LATE && question !== PRODUCT) gaveUp = performance.now() - (first === undefined ? opened : began);
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
      product = (await ask<number>(PRODUCT, before)) ?? Number.NaN;
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
const PRODUCT = { do: 'product' } as const;

async function within<T>(answer: Promise<T>, ms: number): Promise<T | typeof LATE> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof LATE>(resolve => {
    timer = setTimeout(() => resolve(LATE), Math.max(0, ms));
  });
  answer.catch(() => undefined);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
