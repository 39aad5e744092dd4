import { describe, expect, it } from 'vitest';
import { type Architecture, MAIN } from '../../../src/core/document/architecture';
import { addNode } from '../../../src/core/edits/addNode';
import { connect } from '../../../src/core/edits/connect';
import { applyMend } from '../../../src/core/edits/mend';
import { titleOf } from '../../../src/core/edits/names';
import { renameNode } from '../../../src/core/edits/renameNode';
import { replaceNode } from '../../../src/core/edits/replaceNode';
import { setParams } from '../../../src/core/edits/setParams';
import { catalogue } from '../../../src/ops/catalogue';
import { chain, nodeOf, wires } from './sketch';

const replace = (doc: Architecture, id: string, op: string, params = {}) =>
  replaceNode(doc, catalogue, MAIN, id, op, params);

describe('replacing a node', () => {
  const doc = setParams(chain('input', 'max_pool', 'output'), catalogue, MAIN, ['n2'], { kernel: [3, 3] });

  it('keeps its place, its wires and the parameters that the new operation has too', () => {
    const after = replace(doc, 'n2', 'average_pool');
    expect(nodeOf(after, 'n2')).toEqual({
      ...nodeOf(doc, 'n2'),
      op: 'average_pool',
      name: titleOf(doc, catalogue, 'average_pool'),
    });
    expect(wires(after)).toEqual(wires(doc));
  });

  it('keeps a name that the person gave', () => {
    expect(nodeOf(replace(renameNode(doc, MAIN, 'n2', 'S2'), 'n2', 'average_pool'), 'n2').name).toBe('S2');
  });

  it('drops parameters that mean nothing to the new operation', () => {
    expect(nodeOf(replace(doc, 'n2', 'relu'), 'n2').params).toEqual({});
  });

  it('takes the parameters that are given', () => {
    expect(nodeOf(replace(doc, 'n2', 'conv2d', { filters: 6 }), 'n2').params).toMatchObject({ filters: 6 });
  });

  it('carries wires over between one input and several, in order', () => {
    let merged = addNode(chain('input', 'add', 'output'), catalogue, MAIN, { op: 'input' }, [0, 0]);
    merged = connect(merged, catalogue, MAIN, ['n4', 'y'], ['n2', 'x']);
    expect(wires(replace(merged, 'n2', 'concat'))).toEqual(['n1.y > n2.x.0', 'n2.y > n3.x', 'n4.y > n2.x.1']);
    expect(wires(replace(merged, 'n2', 'relu'))).toEqual(['n1.y > n2.x', 'n2.y > n3.x']);
    expect(wires(replace(doc, 'n2', 'add'))).toEqual(['n1.y > n2.x.0', 'n2.y > n3.x']);
  });

  it('removes wires that the new operation has no port for', () => {
    expect(wires(replace(doc, 'n2', 'output'))).toEqual(['n1.y > n2.x']);
    expect(wires(replace(doc, 'n2', 'input'))).toEqual(['n2.y > n3.x']);
  });

  it('by itself only sets parameters', () => {
    expect(replace(doc, 'n2', 'max_pool')).toBe(doc);
  });
});

describe('carrying out a mend', () => {
  const doc = chain('input', 'conv2d', 'linear');
  const mend = (change: Parameters<typeof applyMend>[4], id = 'n3') => applyMend(doc, catalogue, MAIN, id, change);

  it('sets parameters', () => {
    const after = mend({ label: '', do: 'set', params: { padding: 'same' } }, 'n2');
    expect(nodeOf(after, 'n2').params).toEqual({ padding: 'same' });
  });

  it('inserts an operation on the wire into a port, and makes room', () => {
    const after = mend({ label: '', do: 'insert', op: 'flatten', port: 'x' });
    expect(wires(after)).toEqual(['n1.y > n2.x', 'n2.y > n4.x', 'n4.y > n3.x']);
    expect(['n2', 'n4', 'n3'].map(id => nodeOf(after, id).at[1])).toEqual([72, 144, 216]);
  });

  it('replaces the operation', () => {
    const after = mend({ label: '', do: 'replace', op: 'conv2d', params: { filters: 120, kernel: [5, 5] } });
    expect(nodeOf(after, 'n3')).toMatchObject({ op: 'conv2d', params: { filters: 120, kernel: [5, 5] } });
    expect(wires(after)).toEqual(wires(doc));
  });

  it('on a node or wire that is gone changes nothing', () => {
    expect(mend({ label: '', do: 'insert', op: 'flatten', port: 'x' }, 'n9')).toBe(doc);
    expect(mend({ label: '', do: 'insert', op: 'flatten', port: 'x' }, 'n1')).toBe(doc);
    expect(mend({ label: '', do: 'set', params: { units: 3 } }, 'n9')).toBe(doc);
  });
});
