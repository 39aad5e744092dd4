import { describe, expect, it } from 'vitest';
import { type Architecture, MAIN } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { DEFAULT_PLAN, type TrainingPlan } from '../../../src/core/document/training-plan';
import { removeNodes } from '../../../src/core/edits/removeNodes';
import { setParams } from '../../../src/core/edits/setParams';
import type { DatasetView } from '../../../src/core/inference/checks/training';
import { type Circumstances, diagnose } from '../../../src/core/inference/diagnose';
import { infer } from '../../../src/core/inference/infer';
import { formatShape } from '../../../src/core/op/shape';
import { catalogue as ops } from '../../../src/ops/catalogue';
import { lenet } from '../lenet';
import { documentOf, moduleWith, type Sketch } from './sketch';

const problems = (doc: Architecture, around: Circumstances = {}) => diagnose(doc, ops, infer(doc, ops), around);
const told = (doc: Architecture, around?: Circumstances) =>
  problems(doc, around).map(p => `${p.severity} ${p.code} at ${p.path.join('/') || 'the whole'}: ${p.says}`);
/** What is told after a fix of the only problem. */
function afterFix(doc: Architecture, label: string, around?: Circumstances): readonly string[] {
  const fix = problems(doc, around)
    .flatMap(p => p.fixes)
    .find(f => f.label === label);
  if (!fix) throw new Error(`no fix called ${label}`);
  return told(fix.edit(doc), around);
}
const digits: DatasetView = {
  title: 'MNIST digits',
  classes: 10,
  shape: [28, 28, 1],
  refuses: input => (input.length === 3 ? null : `Digits do not fit ${formatShape(input)}`),
};
const trained = (doc: Architecture, plan: Partial<TrainingPlan> = {}): Architecture => ({
  ...doc,
  training: { ...DEFAULT_PLAN, ...plan },
});
const perceptron = (layers: Sketch, from: string): Architecture =>
  documentOf({ in: ['input', { shape: [8] }], ...layers, out: ['output', {}, from] });

it('finds nothing wrong with LeNet-5, trained on digits', () => {
  expect(told(lenet)).toEqual([]);
  expect(told(trained(lenet), { dataset: digits, budget: 1e9 })).toEqual([]);
});

it('finds nothing wrong with the classics', async () => {
  const files = Object.entries(import.meta.glob('../../../presets/*.netloom.json', { import: 'default' }));
  expect(files.length).toBeGreaterThan(10);
  for (const [file, load] of files) {
    const read = readDocument(await load());
    expect([file, read.ok ? told(read.document) : read.says]).toEqual([file, []]);
  }
});

it('finds nothing lacking on an empty canvas', () => {
  expect(told(documentOf({}))).toEqual([]);
});

describe('the ends of a network', () => {
  it('no output: offers one after each loose end, and says nothing of dead branches', () => {
    const doc = removeNodes(lenet, MAIN, ['output']);
    expect(told(doc)).toEqual(['error no-output at the whole: The network has no output']);
    expect(afterFix(doc, 'Add Output after softmax')).toEqual([]);
  });

  it('no input: offers one before the nodes that lack it', () => {
    const doc = removeNodes(lenet, MAIN, ['input']);
    expect(told(doc)).toEqual([
      'error unconnected at C1: Convolution 2D needs an input: nothing is connected to it',
      'error no-input at the whole: The network has no input',
    ]);
    expect(afterFix(doc, 'Add Input before C1')).toEqual([]);
  });
});

describe('a dead branch', () => {
  const doc = documentOf({
    in: ['input', { shape: [8] }],
    fc: ['linear', {}, 'in'],
    side: ['linear', {}, 'in'],
    act: ['relu', {}, 'side'],
    out: ['output', {}, 'fc'],
  });

  it('is told once, at its end', () => {
    expect(told(doc)).toEqual([
      'warning dead-branch at act: act leads to no output, so it and 1 node before it are not used',
    ]);
  });

  it('can be given an output or removed', () => {
    expect(afterFix(doc, 'Add Output after act')).toEqual([]);
    expect(afterFix(doc, 'Remove act and 1 node before it')).toEqual([]);
  });

  it('is not told where an error explains it', () => {
    const loose = documentOf({ in: ['input'], r: ['relu'], out: ['output', {}, 'in'] });
    expect(told(loose)).toEqual(['error unconnected at r: ReLU needs an input: nothing is connected to it']);
  });
});

describe('a second softmax', () => {
  it('is told, through dropout, muted nodes and modules', () => {
    const head = moduleWith('Head', { x: ['input'], p: ['softmax', {}, 'x'], o: ['output', {}, 'p'] });
    const doc: Architecture = {
      ...perceptron(
        {
          m: ['module:head', {}, { x: 'in' }],
          d: ['dropout', {}, 'm:o'],
          again: ['softmax', {}, 'd'],
        },
        'again',
      ),
      modules: { head },
    };
    expect(told(doc)).toEqual(['warning softmax-twice at again: again takes the softmax of p, which is one already']);
    expect(afterFix(doc, 'Remove again')).toEqual([]);
  });
});

describe('layers without an activation between them', () => {
  it('are told, with the ReLU that is missing', () => {
    const doc = perceptron({ a: ['linear', { units: 8 }, 'in'], d: ['dropout', {}, 'a'], b: ['linear', {}, 'd'] }, 'b');
    expect(told(doc)).toEqual(['warning no-nonlinearity at b: a and b have no activation between them']);
    expect(afterFix(doc, 'Insert ReLU')).toEqual([]);
  });

  it('are meant where the middle is narrow, or where a convolution is depthwise', () => {
    expect(told(perceptron({ a: ['linear', { units: 2 }, 'in'], b: ['linear', {}, 'a'] }, 'b'))).toEqual([]);
    const separable = documentOf({
      in: ['input'],
      dw: ['depthwise_conv2d', {}, 'in'],
      pw: ['conv2d', {}, 'dw'],
      out: ['output', {}, 'pw'],
    });
    expect(told(separable)).toEqual([]);
  });

  it('inside a module are told once, at the first instance', () => {
    const block = moduleWith('Block', {
      x: ['input'],
      a: ['linear', { units: 8 }, 'x'],
      b: ['linear', { units: 8 }, 'a'],
      act: ['relu', {}, 'b'],
      o: ['output', {}, 'act'],
    });
    const doc = {
      ...perceptron({ m: ['module:block', {}, { x: 'in' }], n: ['module:block', {}, { x: 'm:o' }] }, 'n:o'),
      modules: { block },
    };
    expect(told(doc)).toEqual(['warning no-nonlinearity at m/b: a and b have no activation between them']);
    expect(afterFix(doc, 'Insert ReLU')).toEqual([]);
  });
});

describe('a loss', () => {
  const ending = (op: string, loss: string, units = 10) => {
    const doc = perceptron({ fc: ['linear', { units }, 'in'], act: [op, {}, 'fc'] }, 'act');
    return setParams(doc, ops, MAIN, ['out'], { loss });
  };

  it('fits the activation that it is made for, and scores without any', () => {
    expect(told(ending('softmax', 'categorical_crossentropy'))).toEqual([]);
    expect(told(ending('sigmoid', 'binary_crossentropy'))).toEqual([]);
    expect(told(ending('dropout', 'categorical_crossentropy'))).toEqual([]);
    expect(told(ending('tanh', 'mean_squared_error'))).toEqual([]);
  });

  it('does not fit another activation', () => {
    const doc = ending('relu', 'categorical_crossentropy');
    expect(told(doc)).toEqual(['warning loss-mismatch at out: Categorical cross-entropy does not fit what ReLU gives']);
    expect(afterFix(doc, 'Replace ReLU by Softmax')).toEqual([]);
    expect(afterFix(doc, 'Let the loss follow the activation')).toEqual([]);
    expect(told(ending('softmax', 'binary_crossentropy'))).toHaveLength(1);
  });

  it('learns nothing from a softmax of one number', () => {
    const doc = ending('softmax', 'auto', 1);
    expect(told(doc)).toEqual([
      'warning loss-mismatch at out: out has one value: among one class, every answer is right',
    ]);
    expect(afterFix(doc, 'Replace Softmax by Sigmoid')).toEqual([]);
  });
});

describe('a data set', () => {
  it('wants one value for each of its classes', () => {
    const doc = trained(setParams(lenet, ops, MAIN, ['F7'], { units: 84 }));
    expect(told(doc)).toEqual([]);
    expect(told(doc, { dataset: digits })).toEqual([
      'error class-count at output: output gets 84 values, MNIST digits has 10 classes',
    ]);
    expect(afterFix(doc, 'Set F7 to 10', { dataset: digits })).toEqual([]);
  });

  it('wants an input that its images can be brought to', () => {
    const doc = trained(setParams(lenet, ops, MAIN, ['input'], { shape: [32, 32] }));
    const [first] = problems(doc, { dataset: digits }).filter(p => p.code === 'wrong-size');
    expect(first?.says).toBe('Digits do not fit 32×32');
    expect(first?.fixes.map(f => f.label)).toEqual(['Set the input to 28×28×1']);
  });
});

describe('a training plan', () => {
  const normed = perceptron({ bn: ['batch_norm', {}, 'in'] }, 'bn');

  it('with batches of one is told at the first batch normalisation', () => {
    const doc = trained(normed, { batchSize: 1 });
    expect(told(doc)).toEqual([
      'warning batch-of-one at bn: Batch normalisation learns little from batches of one image',
    ]);
    expect(afterFix(doc, 'Set the batch size to 32')).toEqual([]);
  });

  it('that takes more memory than there is is told with the largest batch that fits', () => {
    const doc = trained(lenet);
    expect(told(doc, { budget: 5e6 })).toEqual([
      'warning memory at the whole: Training at batch 128 needs about 14 MB, more than the 5.0 MB there are',
    ]);
    expect(afterFix(doc, 'Set the batch size to 32', { budget: 5e6 })).toEqual([]);
  });
});
