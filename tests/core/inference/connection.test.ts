import { describe, expect, it } from 'vitest';
import { type Architecture, MAIN, type Wire } from '../../../src/core/document/architecture';
import { candidates } from '../../../src/core/inference/candidates';
import { judgeConnection, type Verdict } from '../../../src/core/inference/connection';
import { infer } from '../../../src/core/inference/infer';
import { freePort, portsOf } from '../../../src/core/inference/ports';
import { catalogue } from '../../../src/ops/catalogue';
import { lenet } from '../lenet';
import { documentOf, moduleWith } from './sketch';

const judge = (doc: Architecture, from: Wire['from'], to: Wire['to']): Verdict =>
  judgeConnection(doc, catalogue, infer(doc, catalogue), MAIN, from, to);
const says = (verdict: Verdict): string => (verdict.ok ? 'ok' : verdict.says);

const loose = documentOf({
  in: ['input', { shape: [28, 28, 6] }],
  half: ['max_pool', {}, 'in'],
  vec: ['flatten', {}, 'in'],
  fc: ['linear', { units: 400 }],
  conv: ['conv2d', { kernel: [99, 1] }],
  sum: ['add', {}, ['in']],
  sub: ['subtract', {}, { a: 'in' }],
  out: ['output'],
});

describe('a wire that is dragged over an input', () => {
  it('is taken where its tensor fits', () => {
    expect(judge(loose, ['vec', 'y'], ['fc', 'x'])).toEqual({ ok: true });
    expect(judge(loose, ['half', 'y'], ['out', 'x'])).toEqual({ ok: true });
  });

  it('is told why it does not fit, with the fix that makes it', () => {
    const verdict = judge(loose, ['in', 'y'], ['fc', 'x']);
    expect(says(verdict)).toBe('28×28×6 into Linear: needs a flat vector');
    if (verdict.ok || !verdict.fix) throw new Error('there is no fix');
    expect(verdict.fix.label).toBe('Insert Flatten');
    const mended = infer(verdict.fix.edit(loose), catalogue);
    expect(mended.nodes.get('fc')?.inputs.x).toEqual([4704]);
    expect(mended.nodes.get('fc')?.outputs.y).toEqual([400]);
  });

  it('is told of a wrong number of axes, and of a kernel that is too large', () => {
    expect(says(judge(loose, ['vec', 'y'], ['conv', 'x']))).toBe(
      '4704 into Convolution 2D: needs an image (height × width × channels)',
    );
    expect(says(judge(loose, ['in', 'y'], ['conv', 'x']))).toBe(
      '28×28×6 into Convolution 2D: The 99×1 kernel is larger than the 28×28 image',
    );
  });

  it('is compared with what the other inputs of a merge get', () => {
    expect(says(judge(loose, ['half', 'y'], ['sum', 'x']))).toMatch(
      /^14×14×6 into Add: needs equal shapes, got 28×28×6 and 14×14×6/,
    );
    expect(judge(loose, ['half', 'y'], ['sum', 'x.0'])).toEqual({ ok: true });
    expect(says(judge(loose, ['half', 'y'], ['sub', 'b']))).toMatch(/^14×14×6 into Subtract: /);
    expect(judge(loose, ['half', 'y'], ['sub', 'a'])).toEqual({ ok: true });
  });

  it('may not close a cycle', () => {
    expect(says(judge(lenet, ['F6', 'y'], ['F6', 'x']))).toBe('F6 can’t feed itself');
    expect(says(judge(lenet, ['F6', 'y'], ['C1', 'x']))).toBe('C1 feeds F6 already: this wire would close a cycle');
  });

  it('is not held up by what is not known yet', () => {
    expect(judge(loose, ['fc', 'y'], ['out', 'x'])).toEqual({ ok: true });
    expect(says(judge(loose, ['in', 'y'], ['in', 'x']))).toBe('in can’t feed itself');
    expect(says(judge(loose, ['half', 'y'], ['vec', 'z']))).toBe('Flatten has no such input');
  });

  it('is judged by what it would do inside a module', () => {
    const head = moduleWith('Head', { x: ['input'], fc: ['linear', {}, 'x'], out: ['output', {}, 'fc'] });
    const doc = documentOf(
      { in: ['input', { shape: [4, 4, 1] }], flat: ['flatten', {}, 'in'], m: ['module:head'] },
      { head },
    );
    expect(judge(doc, ['flat', 'y'], ['m', 'x'])).toEqual({ ok: true });
    expect(says(judge(doc, ['in', 'y'], ['m', 'x']))).toBe('4×4×1 into Head: Linear needs a flat vector');
  });
});

describe('ports', () => {
  it('are those of the operation, and the next free one of several is found', () => {
    const add = loose.graph.nodes.find(n => n.id === 'sum');
    expect(add && portsOf(loose, catalogue, add).inputs).toEqual([
      { name: 'x', label: 'terms', ranks: null, many: true, min: 2 },
    ]);
    expect(freePort(loose, catalogue, MAIN, 'sum', 'x')).toBe('x.1');
    expect(freePort(loose, catalogue, MAIN, 'sub', 'b')).toBe('b');
    expect(portsOf(loose, catalogue, { op: 'output' }).outputs).toEqual([]);
  });

  it('of a module are the input and output nodes inside, and stay the same object', () => {
    const two = moduleWith('Two', { a: ['input'], b: ['input'], s: ['add', {}, ['a', 'b']], out: ['output', {}, 's'] });
    const doc = documentOf({ m: ['module:two'] }, { two });
    const ports = portsOf(doc, catalogue, { op: 'module:two' });
    expect(ports.inputs.map(p => p.name)).toEqual(['a', 'b']);
    expect(ports.outputs).toEqual([{ name: 'out', label: 'out' }]);
    expect(portsOf({ ...doc, title: 'Other' }, catalogue, { op: 'module:two' })).toBe(ports);
  });
});

describe('candidates for a loose wire', () => {
  const of = (op: string, shape: readonly number[]) =>
    candidates(catalogue, loose, shape, 'from').find(c => c.op === op);

  it('tell what they would make and cost', () => {
    expect(of('linear', [400])).toMatchObject({ shape: [128], parameters: 400 * 128 + 128, refusal: null });
    expect(of('max_pool', [28, 28, 6])).toMatchObject({ shape: [14, 14, 6], parameters: 0 });
    expect(of('concat', [28, 28, 6])).toMatchObject({ shape: [28, 28, 6] });
    expect(of('subtract', [28, 28, 6])).toMatchObject({ shape: [28, 28, 6] });
  });

  it('tell why they refuse', () => {
    expect(of('linear', [28, 28, 6])).toMatchObject({
      shape: null,
      refusal: 'Linear needs a flat vector, got 28×28×6',
    });
    expect(of('conv2d', [400])?.refusal).toBe('Convolution 2D needs an image (height × width × channels), got 400');
  });

  it('are everything with an input for an output, and everything with an output for an input', () => {
    const forOutput = candidates(catalogue, loose, [10], 'from').map(c => c.op);
    const forInput = candidates(catalogue, loose, null, 'to').map(c => c.op);
    expect(forOutput).toContain('output');
    expect(forOutput).not.toContain('input');
    expect(forInput).toContain('input');
    expect(forInput).not.toContain('output');
    expect(forOutput.length).toBe(forInput.length);
  });

  it('include the modules of the document', () => {
    const head = moduleWith('Head', { x: ['input'], fc: ['linear', { units: 3 }, 'x'], out: ['output', {}, 'fc'] });
    const doc = documentOf({}, { head });
    const last = (shape: readonly number[]) => candidates(catalogue, doc, shape, 'from').at(-1);
    expect(last([5])).toEqual({ op: 'module:head', title: 'Head', shape: [3], parameters: 18, refusal: null });
    expect(last([5, 5, 1])?.refusal).toBe('Linear needs a flat vector, got 5×5×1');
  });
});
