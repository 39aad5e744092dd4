import { blockUntilReady, defaultDevice, init, jit, lax, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import { seededRandom } from '../../src/core/random';

type Arrays = np.Array[];

const BATCH = 128;
const RATE = 2e-3;

export type JaxQuestion =
  | { readonly do: 'prepare'; readonly device: 'wasm' | 'webgpu' | 'webgl' }
  | { readonly do: 'time' | 'product' };

let step: (() => Promise<unknown>) | null = null;

/** LeNet-5 (tanh, average pooling, Adam, batch 128) in jax-js, jitted whole. Answers as tfjs.page does. */
export default async function ask(question: JaxQuestion): Promise<unknown> {
  if (question.do === 'product') return product();
  if (question.do === 'prepare') {
    if (!(await init(question.device)).includes(question.device)) return false;
    defaultDevice(question.device);
    step = lenet();
    return true;
  }
  const start = performance.now();
  await step?.();
  return performance.now() - start;
}

const random = seededRandom('jax');
const noise = (...shape: number[]): np.Array =>
  np
    .array(Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 0.3 * (random() - 0.5)))
    .reshape(shape);

/** Arrays are counted: one that is used again is passed as `ref`. */
function lenet(): () => Promise<unknown> {
  const pool = (x: np.Array, channels: number, side: number) =>
    x.reshape([BATCH, channels, side / 2, 2, side / 2, 2]).mean([3, 5]);
  const loss = ([c1, b1, c2, b2, w3, b3, w4, b4, w5, b5]: Arrays, x: np.Array, y: np.Array): np.Array => {
    if (!c1 || !b1 || !c2 || !b2 || !w3 || !b3 || !w4 || !b4 || !w5 || !b5) throw new Error('A weight is missing');
    const one = pool(np.tanh(lax.conv(x, c1, [1, 1], 'VALID').add(b1)), 6, 28);
    const two = pool(np.tanh(lax.conv(one, c2, [1, 1], 'VALID').add(b2)), 16, 10).reshape([BATCH, 400]);
    const three = np.tanh(np.matmul(two, w3).add(b3));
    const four = np.tanh(np.matmul(three, w4).add(b4));
    return nn
      .logSoftmax(np.matmul(four, w5).add(b5))
      .mul(y)
      .sum()
      .mul(-1 / BATCH);
  };
  const adam = jit((weights: Arrays, first: Arrays, second: Arrays, x: np.Array, y: np.Array) => {
    const [value, slopes] = valueAndGrad(loss)(
      weights.map(w => w.ref),
      x,
      y,
    );
    const updated = weights.map((weight, i) => {
      const [m, v, g] = [first[i], second[i], slopes[i]];
      if (!m || !v || !g) throw new Error('A gradient is missing');
      const mean = m.mul(0.9).add(g.ref.mul(0.1));
      const square = v.mul(0.999).add(g.ref.mul(g).mul(0.001));
      return [weight.sub(mean.ref.mul(RATE).div(np.sqrt(square.ref).add(1e-7))), mean, square] as const;
    });
    return [updated.map(u => u[0]), updated.map(u => u[1]), updated.map(u => u[2]), [value]];
  });
  let weights = [
    ...[noise(6, 1, 5, 5), noise(1, 6, 1, 1), noise(16, 6, 5, 5), noise(1, 16, 1, 1), noise(400, 120), noise(120)],
    ...[noise(120, 84), noise(84), noise(84, 10), noise(10)],
  ];
  let first: Arrays = weights.map(w => np.zeros(w.shape));
  let second: Arrays = weights.map(w => np.zeros(w.shape));
  const x = noise(BATCH, 1, 32, 32);
  const y = np
    .array(Float32Array.from({ length: BATCH * 10 }, (_, i) => (i % 10 === Math.floor(i / 10) % 10 ? 1 : 0)))
    .reshape([BATCH, 10]);
  return async () => {
    const [w = [], m = [], v = [], said = []] = adam(weights, first, second, x.ref, y.ref);
    [weights, first, second] = [w, m, v];
    await blockUntilReady(weights);
    for (const value of said) value.dispose();
  };
}

async function product(): Promise<number> {
  const side = 512;
  const [a, b] = [noise(side, side), noise(side, side)];
  const times = jit((p: np.Array, q: np.Array) => np.matmul(p, q));
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 4; round++) {
    const start = performance.now();
    const made = await times(a.ref, b.ref).blockUntilReady();
    best = Math.min(best, performance.now() - start);
    made.dispose();
  }
  return (2 * side ** 3) / best / 1e6;
}
