import { describe, expect, it } from 'vitest';
import { hasTorch, torchCurves } from '../../scripts/torch-reference/torch';
import { headsOf } from '../../src/training/heads';
import { score } from '../../src/training/scores';
import type { Assignment, Trainer } from '../../src/training/trainer';
import { type Case, cases, forTorch } from './torch-cases';
import curves from './torch-curves.json';
import { onEngine, onTfjs } from './trainers';

const kept: Readonly<Record<string, readonly number[]>> = curves;

/** The loss of each step. */
async function curve({ assignment, batches }: Case, on: (assignment: Assignment) => Promise<Trainer>) {
  const { model, dataset, plan } = assignment;
  const trainer = await on(assignment);
  const losses: number[] = [];
  for (const images of batches) {
    trainer.step(images, plan);
    const [said] = await trainer.heard();
    const labels = Uint8Array.from(images, i => dataset.labels[i] ?? 0);
    losses.push(score(headsOf(model), said ?? [], labels).loss / images.length);
  }
  trainer.dispose();
  return losses;
}

function expectSame(losses: readonly number[], wanted: readonly number[], most: number): void {
  expect(losses.length).toBe(wanted.length);
  losses.forEach((loss, step) => {
    expect(Math.abs(loss / (wanted[step] ?? Number.NaN) - 1), `step ${step + 1}`).toBeLessThan(most);
  });
}

describe('from the same weights, on the same batches, PyTorch’s loss curve within a thousandth', () => {
  for (const one of cases()) {
    it(`on the engine: ${one.title}`, async () => {
      expectSame(await curve(one, onEngine), kept[one.title] ?? [], 1e-3);
    });
    it(`on TensorFlow.js: ${one.title}`, async () => {
      expectSame(await curve(one, onTfjs), kept[one.title] ?? [], 1e-3);
    });
  }
  // Elsewhere the kept file stands for it; rounding differs from processor to processor.
  it.runIf(hasTorch())('and the file that is kept is what PyTorch says here', () => {
    const here = torchCurves(cases().map(forTorch));
    expect(Object.keys(here)).toEqual(Object.keys(kept));
    for (const [title, losses] of Object.entries(here)) expectSame(losses, kept[title] ?? [], 1e-4);
  });
});
