import { describe, expect, it } from 'vitest';
import { MAIN, type Wire } from '../../../src/core/document/architecture';
import { addNode } from '../../../src/core/edits/addNode';
import { connect, disconnect, reconnect } from '../../../src/core/edits/connect';
import { catalogue } from '../../../src/ops/catalogue';
import { chain, wires } from './sketch';

/** n1 input > n2 relu > n3 add > n4 output, and a loose n5 tanh. */
const DOC = addNode(chain('input', 'relu', 'add', 'output'), catalogue, MAIN, { op: 'tanh' }, [0, 0]);
const join = (doc = DOC, from: Wire['from'], to: Wire['to']) => connect(doc, catalogue, MAIN, from, to);

describe('connecting', () => {
  it('joins an output to an input', () => {
    expect(wires(join(DOC, ['n1', 'y'], ['n5', 'x']))).toContain('n1.y > n5.x');
  });

  it('replaces the wire into an input that takes one', () => {
    const doc = join(DOC, ['n5', 'y'], ['n2', 'x']);
    expect(wires(doc)).toEqual(['n2.y > n3.x.0', 'n3.y > n4.x', 'n5.y > n2.x']);
  });

  it('adds the next input where several are taken', () => {
    const doc = join(join(DOC, ['n1', 'y'], ['n3', 'x']), ['n5', 'y'], ['n3', 'x']);
    expect(wires(doc)).toEqual(expect.arrayContaining(['n2.y > n3.x.0', 'n1.y > n3.x.1', 'n5.y > n3.x.2']));
  });

  it('goes past the highest number, whatever gaps there are', () => {
    const doc = disconnect(join(DOC, ['n1', 'y'], ['n3', 'x']), MAIN, ['n3:x.0']);
    expect(wires(join(doc, ['n5', 'y'], ['n3', 'x']))).toContain('n5.y > n3.x.2');
  });

  it('replaces one of several when its place is named', () => {
    expect(wires(join(DOC, ['n5', 'y'], ['n3', 'x.0']))).toEqual(['n1.y > n2.x', 'n3.y > n4.x', 'n5.y > n3.x.0']);
  });

  it('never makes the same wire twice', () => {
    expect(join(DOC, ['n1', 'y'], ['n2', 'x'])).toBe(DOC);
    expect(join(DOC, ['n2', 'y'], ['n3', 'x'])).toBe(DOC);
    expect(join(DOC, ['n2', 'y'], ['n3', 'x.0'])).toBe(DOC);
  });

  it('lets one output feed two named places of the same node', () => {
    expect(wires(join(DOC, ['n2', 'y'], ['n3', 'x.1']))).toEqual(
      expect.arrayContaining(['n2.y > n3.x.0', 'n2.y > n3.x.1']),
    );
  });

  it('with a node that is gone changes nothing', () => {
    expect(join(DOC, ['n9', 'y'], ['n2', 'x'])).toBe(DOC);
    expect(join(DOC, ['n1', 'y'], ['n9', 'x'])).toBe(DOC);
  });
});

describe('disconnecting', () => {
  it('removes the wires that were cut', () => {
    expect(wires(disconnect(DOC, MAIN, ['n2:x', 'n4:x']))).toEqual(['n2.y > n3.x.0']);
  });

  it('of nothing changes nothing', () => {
    expect(disconnect(DOC, MAIN, [])).toBe(DOC);
    expect(disconnect(DOC, MAIN, ['n5:x'])).toBe(DOC);
  });
});

describe('moving the end of a wire', () => {
  it('takes the source elsewhere', () => {
    const doc = reconnect(DOC, catalogue, MAIN, 'n3:x.0', 'from', ['n5', 'y']);
    expect(wires(doc)).toEqual(['n1.y > n2.x', 'n3.y > n4.x', 'n5.y > n3.x.0']);
  });

  it('takes the target elsewhere', () => {
    const doc = reconnect(DOC, catalogue, MAIN, 'n2:x', 'to', ['n5', 'x']);
    expect(wires(doc)).toEqual(['n1.y > n5.x', 'n2.y > n3.x.0', 'n3.y > n4.x']);
  });

  it('to where it was changes nothing', () => {
    expect(reconnect(DOC, catalogue, MAIN, 'n2:x', 'to', ['n2', 'x'])).toBe(DOC);
    expect(reconnect(DOC, catalogue, MAIN, 'n3:x.0', 'to', ['n3', 'x'])).toBe(DOC);
    expect(reconnect(DOC, catalogue, MAIN, 'n3:x.0', 'from', ['n2', 'y'])).toBe(DOC);
  });

  it('to nowhere changes nothing', () => {
    expect(reconnect(DOC, catalogue, MAIN, 'n2:x', 'to', ['n9', 'x'])).toBe(DOC);
    expect(reconnect(DOC, catalogue, MAIN, 'n9:x', 'to', ['n5', 'x'])).toBe(DOC);
  });
});
