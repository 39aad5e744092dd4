import { expect, it } from 'vitest';
import type { Architecture } from '../../../src/core/document/architecture';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';
import { findingText } from '../../../src/training/check/finding-text';
import type { Finding, Illness } from '../../../src/training/check/health-report';
import { remediesFor } from '../../../src/training/check/remedies';
import { written } from '../../engine/networks';

const doc = written([
  ['in', 'input', { shape: [8, 8, 1] }],
  ['flat', 'flatten'],
  ['fc1', 'linear', { units: 16, init: 'random_normal' }],
  ['act1', 'sigmoid'],
  ['fc2', 'linear', { units: 16 }],
  ['act2', 'tanh'],
  ['fc3', 'linear', { units: 10 }],
  ['last', 'sigmoid'],
  ['out', 'output'],
]);
const found = (illness: Illness, node: string, measured = 1): Finding => ({
  illness,
  path: [node],
  op: 'linear',
  measured,
});
const labels = (finding: Finding) => remediesFor(finding, doc, catalogue).map(f => f.label);
const apply = (finding: Finding, which = 0): Architecture => {
  const fix = remediesFor(finding, doc, catalogue)[which];
  if (!fix) throw new Error('There is no such fix');
  const after = fix.edit(doc);
  expect(after).not.toBe(doc);
  expect(infer(after, catalogue).problems.filter(p => p.severity === 'error')).toEqual([]);
  return after;
};
const ops = ({ graph }: Architecture) => graph.nodes.map(n => n.op);

it('replaces what squeezes the signal, but not what makes the answer', () => {
  const after = apply(found('gradient-vanishes', 'fc1'));
  expect(ops(after)).toEqual(['input', 'flatten', 'linear', 'relu', 'linear', 'relu', 'linear', 'sigmoid', 'output']);
});

it('normalises behind the layer where the signal is lost', () => {
  const after = apply(found('signal-vanishes', 'fc2'), 1);
  const added = after.graph.nodes.find(n => n.op === 'batch_norm');
  expect(after.graph.wires).toContainEqual({ from: ['fc2', 'y'], to: [added?.id, 'x'] });
});

it('draws weights another way, where they are not drawn so already', () => {
  const after = apply(found('signal-explodes', 'fc1'));
  // It is the default, which a document does not repeat.
  expect(after.graph.nodes.find(n => n.id === 'fc1')?.params).not.toHaveProperty('init', 'random_normal');
  expect(labels(found('sure-at-once', 'fc2'))).toEqual([]);
});

it('makes a dead ReLU leaky, clips gradients, takes smaller steps', () => {
  expect(ops(apply(found('dead', 'act1')))[3]).toBe('leaky_relu');
  expect(apply(found('gradient-explodes', 'fc1')).training?.clipNorm).toBe(1);
  const gentler = apply(found('step-too-large', 'fc1', 4));
  expect(gentler.training?.learningRate).toBe(5e-6);
});

it('says what was measured in few digits', () => {
  expect(findingText(found('signal-vanishes', 'fc1', 0.000012)).says).toBe(
    'hardly tells images apart: they differ by 0.0012 % of its values',
  );
  expect(findingText(found('signal-explodes', 'fc1', 123456)).says).toBe('makes values of about 120,000');
  expect(findingText(found('gradient-vanishes', 'fc1', 2.34e-9)).says).toBe(
    'gets a gradient 2.3e-9 times that of the other layers',
  );
  expect(findingText(found('dead', 'fc1', 1)).says).toBe('is 0 for every image');
});
