import { describe, expect, it } from 'vitest';
import { around, CASES, inTheMiddle } from './cases';
import { assigned, difference, gradients } from './gradients';
import { compiled, gradientPlan, noisyImages, written } from './networks';
import { onEngine, onTfjs } from './trainers';

describe('an operation in the middle of a network', () => {
  const images = Int32Array.of(5, 0, 17, 3, 22, 11);
  for (const op of inTheMiddle) {
    for (const params of CASES[op.id] ?? [{}]) {
      it(`${op.id} ${JSON.stringify(params)} has tfjs's values and gradients`, async () => {
        const assignment = assigned(
          compiled(written(around(op.id, params))),
          gradientPlan,
          noisyImages([11, 11, 3], 4),
        );
        const [engine, tfjs] = [await onEngine(assignment, 4), await onTfjs(assignment)];
        const [said, wanted] = [await engine.infer(images), await tfjs.infer(images)];
        expect(difference(said[0] ?? new Float32Array(), wanted[0] ?? new Float32Array())).toBeLessThan(1e-4);
        const ours = await gradients(engine, assignment.weights, images);
        const theirs = await gradients(tfjs, assignment.weights, images);
        for (const [name, gradient] of theirs)
          expect(difference(ours.get(name) ?? new Float32Array(), gradient), name).toBeLessThan(1e-3);
        engine.dispose();
        tfjs.dispose();
      });
    }
  }
});
