import type { Chromium, ChromiumPage } from '../../tests/chromium-page';
import { assignmentOf } from './assignment';
import type { Figures } from './figures';
import { flopsPerImage } from './flops';
import type { JaxQuestion } from './jax.page';
import type { Subject } from './subjects';
import type { TfjsQuestion } from './tfjs.page';

/** Steps of each at most, and after how long no further one begins. */
const STEPS = 4;
const PATIENCE_MS = 6_000;
/** What has not answered by then is given up. */
const LONGEST_MS = 40_000;

const BACKENDS = ['webgl', 'webgpu', 'cpu'] as const;

interface Entrant {
  readonly engine: string;
  readonly times: number[];
  readonly product: number;
  step(): Promise<number>;
  close(): Promise<void>;
}

/**
 * The network on TensorFlow.js, by plain `model.fit` and by the loop of the app on each backend that comes up, in turns,
 * and LeNet-5 on jax-js. They take seconds a step, so few steps are made, of the subject's smaller batch.
 */
export async function measureSlow(chromium: Chromium, subject: Subject, lenet: boolean): Promise<readonly Figures[]> {
  const graph = subject.model.engine;
  if (!graph) throw new Error(`${subject.title} is not for the engine`);
  const { title: network, fewer: batch } = subject;
  const flops = flopsPerImage(graph) * batch;
  const figures: Figures[] = [];
  const note = ({ engine, times, product }: Entrant, beside?: Entrant): void => {
    if (times.length === 0) return;
    const other = beside && beside.times.length > 0 ? { beside: [beside.engine, beside.times] as const } : {};
    figures.push({ network, engine, batch, times, flops, product, ...other });
  };
  for (const backend of BACKENDS) {
    const enter = (how: 'fit' | 'loop') =>
      entered<TfjsQuestion>(chromium, `tfjs ${backend}, ${how}`, '/bench/engine/tfjs.page.ts', {
        ...{ do: 'prepare', how, backend },
        assignment: assignmentOf(subject, batch),
      });
    const [fit, loop] = [await enter('fit'), await enter('loop')];
    await alternate([fit, loop]);
    if (fit) note(fit);
    if (loop) note(loop, fit ?? undefined);
    await fit?.close();
    await loop?.close();
  }
  for (const device of lenet ? (['wasm', 'webgpu'] as const) : []) {
    const question = { do: 'prepare', device } as const;
    const jax = await entered<JaxQuestion>(chromium, `jax-js ${device}`, '/bench/engine/jax.page.ts', question);
    await alternate([jax]);
    if (jax) note(jax);
    await jax?.close();
  }
  return figures;
}

/** A page that is ready and warm; `null`, and a line that says so, where it does not come up. */
async function entered<Question extends object>(
  chromium: Chromium,
  engine: string,
  module: string,
  prepare: Question,
): Promise<Entrant | null> {
  const page = await chromium.open();
  const ask = <T>(question: object) => within(page.call<T>(module, question));
  try {
    if (!(await ask<boolean>(prepare))) throw new Error('not there');
    // The first step compiles what the others use.
    await ask({ do: 'time' });
    const product = await ask<number>({ do: 'product' });
    return { engine, times: [], product, step: () => ask<number>({ do: 'time' }), close: () => page.kill() };
  } catch (error) {
    console.log(`  ${engine}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    await closed(page);
    return null;
  }
}

async function alternate(entrants: readonly (Entrant | null)[]): Promise<void> {
  const began = performance.now();
  for (let round = 0; round < STEPS && (round === 0 || performance.now() - began < PATIENCE_MS); round++) {
    for (const entrant of entrants) {
      const time = await entrant?.step().catch(() => null);
      if (typeof time === 'number') entrant?.times.push(time);
    }
  }
}

async function within<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${LONGEST_MS / 1000} s`)), LONGEST_MS);
  });
  answer.catch(() => undefined);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

const closed = (page: ChromiumPage) => page.kill().catch(() => undefined);
