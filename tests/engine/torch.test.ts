import { describe, expect, it } from 'vitest';
import { hasTorch, torchCurves } from '../../scripts/torch-reference/torch';
import { cases, forTorch } from './torch-cases';
import { torchCurve } from './torch-curve';
import curves from './torch-curves.json';
import { onEngine, onTfjs } from './trainers';

const kept: Readonly<Record<string, readonly number[]>> = curves;

function expectSame(losses: readonly number[], wanted: readonly number[], most: number): void {
  expect(losses.length).toBe(wanted.length);
  losses.forEach((loss, step) => {
    expect(Math.abs(loss / (wanted[step] ?? Number.NaN) - 1), `step ${step + 1}`).toBeLessThan(most);
  });
}

describe('from the same weights, on the same batches, PyTorch’s loss curve within a thousandth', () => {
  for (const one of cases()) {
    it(`on the engine: ${one.title}`, async () => {
      expectSame(
        await torchCurve(await onEngine(one.assignment), one.assignment, one.batches),
        kept[one.title] ?? [],
        1e-3,
      );
    });
    it(`on TensorFlow.js: ${one.title}`, async () => {
      expectSame(
        await torchCurve(await onTfjs(one.assignment), one.assignment, one.batches),
        kept[one.title] ?? [],
        1e-3,
      );
    });
  }
  // Elsewhere the kept file stands for it; rounding differs from processor to processor.
  it.runIf(hasTorch())('and the file that is kept is what PyTorch says here', () => {
    const here = torchCurves(cases().map(forTorch));
    expect(Object.keys(here)).toEqual(Object.keys(kept));
    for (const [title, losses] of Object.entries(here)) expectSame(losses, kept[title] ?? [], 1e-4);
  });
});
