import { describe, expect, it } from 'vitest';
import { type Architecture, MAIN } from '../../../src/core/document/architecture';
import { removeAndHeal } from '../../../src/core/edits/removeNodes';
import { setParams } from '../../../src/core/edits/setParams';
import { infer } from '../../../src/core/inference/infer';
import { previewFix, previewFixes } from '../../../src/core/inference/previewFix';
import { catalogue } from '../../../src/ops/catalogue';
import { lenet } from '../lenet';
import { documentOf, moduleWith } from './sketch';
import { toyOperations } from './toyOperations';

function previews(doc: Architecture, ops = catalogue): readonly string[] {
  const facts = infer(doc, ops);
  const [problem] = facts.problems;
  if (!problem) throw new Error('there is no problem');
  return previewFixes(doc, ops, facts, problem).map(({ fix, shape }) => {
    expect(previewFix(doc, ops, facts, problem, fix)).toEqual(shape);
    return `${fix.label} → ${shape?.join('×') ?? 'nothing'}`;
  });
}

describe('the fixes of a problem', () => {
  it('show what each leads to: the shape out of what is put in, or out of the node', () => {
    const broken = removeAndHeal(lenet, MAIN, ['flat']);
    expect(previews(broken)).toEqual([
      'Insert Flatten → 400',
      'Average over the image first → 16',
      'Make it a 5×5 convolution → 1×1×120',
    ]);
  });

  it('that leave the node with an error are dropped', () => {
    const doc = documentOf({ in: ['input', { shape: [4, 4, 1] }], c: ['conv', { size: 9 }, 'in'] });
    expect(infer(doc, toyOperations).problems[0]?.fixes.map(f => f.label)).toEqual([
      'Set Kernel to 99',
      'Set Kernel to 1',
    ]);
    expect(previews(doc, toyOperations)).toEqual(['Set Kernel to 1 → 4×4×8']);
  });

  it('work inside a module', () => {
    const block = moduleWith('Block', { x: ['input'], c: ['conv', { size: 9 }, 'x'], o: ['output', {}, 'c'] });
    const doc = documentOf({ in: ['input', { shape: [5, 5, 1] }], m: ['module:b', {}, { x: 'in' }] }, { b: block });
    expect(previews(doc, toyOperations)).toEqual(['Set Kernel to 1 → 5×5×8']);
  });

  it('of an illegal parameter go back to the default', () => {
    expect(previews(setParams(lenet, catalogue, MAIN, ['C5'], { units: 0 }))).toEqual(['Set Units back to 128 → 128']);
  });
});
