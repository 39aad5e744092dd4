import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as e from '../../src/core/op/expression';
import { expressionProgram } from '../../src/engine/plan/expression-program';
import { instantiate } from '../../src/engine/run/thread';

const file = fileURLToPath(new URL('../../src/engine/built/simd.wasm', import.meta.url));
const memory = new WebAssembly.Memory({ initial: 4 });
const kernels = instantiate(new WebAssembly.Module(readFileSync(file)), memory);

/** Runs an expression in the engine. */
function run(expr: e.Expr, xs: Float32Array): Float32Array {
  const [program, x, y, registers] = [1024, 65_536, 98_304, 131_072];
  const { words } = expressionProgram(expr, false);
  new Int32Array(memory.buffer, program, words.length).set(words);
  new Float32Array(memory.buffer, x, xs.length).set(xs);
  kernels.evaluate(program, x, 0, 1, 0, y, registers, 0, xs.length, 1);
  return new Float32Array(memory.buffer, y, xs.length).slice();
}

const line = (from: number, to: number, count = 2001): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

describe('functions in the engine', () => {
  // Relative where the value may be tiny, of 1 where the function is a difference of large ones.
  for (const [name, expr, from, to, relative] of [
    ['exp', e.exp(e.x), -87, 88, 1e-6],
    ['log', e.log(e.x), 1e-6, 1000, 2e-6],
    ['sigmoid', e.sigmoid(e.x), -80, 80, 1e-6],
    ['softplus', e.softplus(e.x), -80, 80, 2e-6],
  ] as const)
    it(`${name} is within ${relative} of its value`, () => {
      const xs = line(from, to);
      run(expr, xs).forEach((y, i) => {
        const wanted = e.evaluate(expr, xs[i] ?? 0);
        expect(Math.abs(y - wanted), `at ${xs[i]}`).toBeLessThan(relative * Math.max(Math.abs(wanted), 1e-36) + 1e-38);
      });
    });
  for (const [name, expr] of [
    ['tanh', e.tanh(e.x)],
    ['erf', e.erf(e.x)],
    ['tanh of small values', e.tanh(e.mul(0.001, e.x))],
  ] as const)
    it(`${name} is within 10⁻⁶`, () => {
      const xs = line(-12, 12);
      run(expr, xs).forEach((y, i) => {
        const wanted = e.evaluate(expr, xs[i] ?? 0);
        expect(Math.abs(y - wanted), `at ${xs[i]}`).toBeLessThan(
          1e-6 * Math.max(1e-3, Math.abs(wanted)) + 2e-7 * Math.abs(wanted),
        );
      });
    });
  it('overflow to infinity and 0 as they should', () => {
    expect([...run(e.exp(e.x), Float32Array.of(100, -200, 0))]).toEqual([Number.POSITIVE_INFINITY, 0, 1]);
    expect([...run(e.log(e.x), Float32Array.of(0, 1, -1))]).toEqual([Number.NEGATIVE_INFINITY, 0, Number.NaN]);
  });
  it('a choice takes one branch and is not touched by the other’s infinity', () => {
    const expr = e.where(e.sub(e.x, 1), e.x, e.mul(e.sub(e.exp(e.mul(100, e.x)), 1), 2));
    const reach = run(expr, Float32Array.of(5, 2, -1));
    expect([...reach]).toEqual([5, 2, -2]);
  });
  it('a part that occurs twice is computed once', () => {
    const silu = e.mul(e.x, e.sigmoid(e.x));
    expect(expressionProgram(e.add(silu, e.mul(silu, silu)), false).words[0]).toBe(5);
  });
});
