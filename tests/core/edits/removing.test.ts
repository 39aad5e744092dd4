import { describe, expect, it } from 'vitest';
import { type Architecture, MAIN } from '../../../src/core/document/architecture';
import { addChain } from '../../../src/core/edits/addChain';
import { connect } from '../../../src/core/edits/connect';
import { removeAndHeal, removeNodes } from '../../../src/core/edits/removeNodes';
import { setCaption } from '../../../src/core/edits/setFigure';
import { catalogue } from '../../../src/ops/catalogue';
import { chain, wires } from './sketch';

describe('removing nodes', () => {
  it('removes the wires at them and leaves the gap', () => {
    expect(wires(removeNodes(chain('input', 'relu', 'tanh', 'output'), MAIN, ['n2']))).toEqual(['n3.y > n4.x']);
  });

  it('that are gone changes nothing', () => {
    const doc = chain('input');
    expect(removeNodes(doc, MAIN, ['n9'])).toBe(doc);
    expect(removeAndHeal(doc, MAIN, [])).toBe(doc);
  });
});

describe('what was written in the figure at a node', () => {
  it('goes with it, so that no later node of its id has it, and comes back with it', () => {
    const doc = setCaption(setCaption(chain('input', 'relu', 'tanh'), 'caption:n3', 'Mine', ''), 'verb:n2', 'Keep', '');
    const without = removeAndHeal(doc, MAIN, ['n3']);
    expect(without.figure?.captions).toEqual({ 'verb:n2': 'Keep' });
    expect(removeNodes(without, MAIN, ['n2']).figure).toBeUndefined();
  });

  it('goes inside modules too, at every instance', () => {
    const inside = { nodes: chain('input', 'relu', 'output').graph.nodes, wires: [] };
    const base: Architecture = {
      ...chain('module:m1', 'module:m1'),
      modules: { m1: { title: 'M', params: {}, graph: inside } },
    };
    const keys = ['caption:n1/n2', 'caption:n2/n2', 'caption:n2', 'caption:n1/n3', 'sentence'];
    const doc = keys.reduce((d, key) => setCaption(d, key, 'Mine', ''), base);
    expect(Object.keys(removeNodes(doc, 'm1', ['n2']).figure?.captions ?? {})).toEqual([
      'caption:n2',
      'caption:n1/n3',
      'sentence',
    ]);
  });
});

describe('removing and healing', () => {
  it('keeps the wire when a node between two others is removed', () => {
    expect(wires(removeAndHeal(chain('input', 'relu', 'output'), MAIN, ['n2']))).toEqual(['n1.y > n3.x']);
  });

  it('closes the gap of several in a row', () => {
    expect(wires(removeAndHeal(chain('input', 'relu', 'tanh', 'output'), MAIN, ['n3', 'n2']))).toEqual(['n1.y > n4.x']);
  });

  it('joins the source to all that the node fed', () => {
    const doc = addChain(chain('input', 'relu', 'output'), catalogue, MAIN, [{ op: 'tanh' }], [0, 0], 'n2');
    expect(wires(removeAndHeal(doc, MAIN, ['n2']))).toEqual(['n1.y > n3.x', 'n1.y > n4.x']);
  });

  it('keeps the node’s place among several inputs', () => {
    let doc = chain('input', 'add', 'output');
    doc = addChain(doc, catalogue, MAIN, [{ op: 'tanh' }], [0, 0], 'n1');
    doc = connect(doc, catalogue, MAIN, ['n4', 'y'], ['n2', 'x']);
    expect(wires(removeAndHeal(doc, MAIN, ['n4']))).toEqual(['n1.y > n2.x.0', 'n1.y > n2.x.1', 'n2.y > n3.x']);
  });

  it('leaves the gap behind a node with several inputs', () => {
    let doc = addChain(chain('input', 'add', 'output'), catalogue, MAIN, [{ op: 'input' }], [0, 0]);
    doc = connect(doc, catalogue, MAIN, ['n4', 'y'], ['n2', 'x']);
    expect(wires(removeAndHeal(doc, MAIN, ['n2']))).toEqual([]);
  });

  it('leaves the gap behind a node that nothing fed', () => {
    expect(wires(removeAndHeal(chain('input', 'relu', 'output'), MAIN, ['n1']))).toEqual(['n2.y > n3.x']);
  });

  it('ends even when the removed nodes are a ring', () => {
    let doc = chain('relu', 'tanh', 'output');
    doc = connect(doc, catalogue, MAIN, ['n2', 'y'], ['n1', 'x']);
    expect(wires(removeAndHeal(doc, MAIN, ['n1', 'n2']))).toEqual([]);
  });
});
