import { bringUp, type TfjsBackend } from '../../../src/training/tfjs/backends';
import { makeTfjsTrainer } from '../../../src/training/tfjs/make-trainer';
import { around, CASES, inTheMiddle } from '../../engine/cases';
import { assigned, difference, gradients } from '../../engine/gradients';
import { compiled, gradientPlan, noisyImages, type Written, written } from '../../engine/networks';

/** How far a backend's gradients are from those of the CPU, by weight, relative to the largest of each. */
export interface Compared {
  readonly title: string;
  readonly differences: Readonly<Record<string, number>>;
}

const IMAGES = Int32Array.of(5, 0, 17, 3, 22, 11);

/**
 * For every operation of the catalogue, in the middle of a small network, one step's gradients on this backend beside
 * those on the CPU; `null` when there is no such backend here.
 */
export default async function everyOperation(backend: TfjsBackend): Promise<Compared[] | null> {
  if (!(await bringUp(backend))) return null;
  const all: Compared[] = [];
  for (const [title, nodes] of networks()) {
    const assignment = assigned(compiled(written(nodes)), gradientPlan, noisyImages([11, 11, 3], 4));
    const [there, cpu] = [await stepOn(backend), await stepOn('cpu')];
    all.push({
      title,
      differences: Object.fromEntries(
        [...cpu].map(([name, wanted]) => [name, difference(there.get(name) ?? new Float32Array(), wanted)]),
      ),
    });

    async function stepOn(name: TfjsBackend) {
      const trainer = await makeTfjsTrainer(name, assignment);
      if (!trainer) throw new Error(`There is no ${name}`);
      const found = await gradients(trainer, assignment.weights, IMAGES);
      trainer.dispose();
      return found;
    }
  }
  return all;
}

const MERGES = ['add', 'multiply', 'average', 'maximum', 'minimum', 'subtract', 'concat'];

function* networks(): Generator<readonly [title: string, readonly Written[]]> {
  for (const op of inTheMiddle)
    for (const params of CASES[op.id] ?? [{}]) yield [`${op.id} ${JSON.stringify(params)}`, around(op.id, params)];
  for (const op of MERGES) yield [op, merging(op)];
}

const merging = (op: string): readonly Written[] => [
  ['in', 'input', { shape: [11, 11, 3] }],
  ['a', 'conv2d', { filters: 4, kernel: [3, 3] }, 'in'],
  ['b', 'conv2d', { filters: 4, kernel: [3, 3] }, 'in'],
  ['merged', op, {}, 'a', 'b'],
  ['flat', 'flatten'],
  ['scores', 'linear', { units: 4 }],
  ['softmax', 'softmax'],
  ['out', 'output'],
];
