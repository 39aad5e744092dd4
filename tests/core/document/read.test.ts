import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { writeDocument } from '../../../src/core/document/write';
import { anyDocument } from '../edits/anyEdit';

type Plain = { [key: string]: unknown };
const node = (id: string, more: Plain = {}): Plain => ({
  id,
  op: 'conv2d',
  name: 'C3',
  params: {},
  at: [0, 0],
  ...more,
});
const wire = (from: string, to: string, port = 'x'): Plain => ({ from: [from, 'y'], to: [to, port] });
const doc = (graph: Plain = {}, more: Plain = {}): Plain => ({
  format: 'netloom',
  version: 1,
  title: 'T',
  graph: { nodes: [node('n1'), node('n2', { name: 'C5' })], wires: [wire('n1', 'n2')], ...graph },
  modules: {},
  ...more,
});
const module = (more: Plain = {}): Plain => ({ title: 'Block', params: {}, graph: { nodes: [], wires: [] }, ...more });
const says = (source: unknown): string => {
  const read = readDocument(source);
  return read.ok ? '' : read.says;
};
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('a document that can’t be read gets one sentence', () => {
  it.each<[what: string, source: unknown, sentence: string]>([
    ['is empty', ' \n', 'The file is empty.'],
    [
      'is cut off',
      writeDocument(EMPTY).slice(0, -10),
      'The file is not complete JSON: it may have been cut off, or it is something else.',
    ],
    ['is no JSON', 'import torch', 'The file is not complete JSON: it may have been cut off, or it is something else.'],
    ['is a number', '42', 'This is not a Netloom document: it doesn’t say "format": "netloom".'],
    ['is null', null, 'This is not a Netloom document: it doesn’t say "format": "netloom".'],
    [
      'is a Keras model',
      { class_name: 'Model', config: {} },
      'This is not a Netloom document: it doesn’t say "format": "netloom".',
    ],
    ['has no version', { format: 'netloom' }, 'The document doesn’t say which version of the format it is in.'],
    ['has half a version', doc({}, { version: 0.5 }), 'The document doesn’t say which version of the format it is in.'],
    [
      'is newer',
      doc({}, { version: 7 }),
      'The document is in version 7 of the format, made by a newer Netloom; this one reads versions up to 1.',
    ],
    ['has no title', { ...doc(), title: undefined }, 'The document’s title is missing.'],
    ['has a number for a title', doc({}, { title: 3 }), 'The document’s title must be text.'],
    ['has no graph', { ...doc(), graph: undefined }, 'The document’s graph is missing.'],
    ['has nodes that are no list', doc({ nodes: {} }), 'The document’s nodes must be a list.'],
    ['has a field of its own', doc({}, { colour: 'red' }), 'The document’s colour is not known.'],
    ['has a node without an operation', doc({ nodes: [node('n1', { op: undefined })] }), 'Node "C3": op is missing.'],
    ['has a node that is null', doc({ nodes: [null] }), 'Node 1: it must be a node.'],
    ['has a nameless node', doc({ nodes: [node('n1', { name: null })] }), 'Node "n1": name must be text.'],
    [
      'has NaN for a parameter',
      doc({ nodes: [node('n1', { params: { filters: Number.NaN } })] }),
      'Node "C3": filters must be a number, text, true, false or a list of numbers.',
    ],
    [
      'has an infinite size',
      JSON.stringify(doc({ nodes: [node('n1', { params: { kernel: [3, 77] } })] })).replace('77', '1e999'),
      'Node "C3": kernel entry 2 must be a number.',
    ],
    [
      'has text in a list of numbers',
      doc({ nodes: [node('n1', { params: { kernel: [3, '3'] } })] }),
      'Node "C3": kernel entry 2 must be a number.',
    ],
    [
      'has an object for a parameter',
      doc({ nodes: [node('n1', { params: { kernel: { height: 3 } } })] }),
      'Node "C3": kernel must be a number, text, true, false or a list of numbers.',
    ],
    [
      'has a place that is no place',
      doc({ nodes: [node('n1', { at: [0, null] })] }),
      'Node "C3": at entry 2 must be a number.',
    ],
    [
      'has a place out of this world',
      doc({ nodes: [node('n1', { at: [0, 1e300] })] }),
      'Node "C3": at entry 2 must be a place on the canvas.',
    ],
    [
      'has an id with a dot',
      doc({ nodes: [node('n.1')] }),
      'Node "C3": id must be up to 64 letters, digits, hyphens and underscores, and start with a letter or digit.',
    ],
    [
      'has an id that objects have',
      doc({ nodes: [node('toString')] }),
      'Node "C3": id must be up to 64 letters, digits, hyphens and underscores, and start with a letter or digit.',
    ],
    [
      'has one id twice',
      doc({ nodes: [node('n1'), node('n1')], wires: [] }),
      'In the document, two nodes have the id "n1".',
    ],
    [
      'has a wire to nowhere',
      doc({ wires: [wire('n1', 'n9')] }),
      'In the document, the wire from "n1" to "n9" has no node "n9" to end at.',
    ],
    [
      'has a wire from nowhere',
      doc({ wires: [wire('n9', 'n1')] }),
      'In the document, the wire from "n9" to "n1" has no node "n9" to end at.',
    ],
    [
      'has two wires into one input',
      doc({ wires: [wire('n1', 'n2'), wire('n2', 'n2')] }),
      'In the document, two wires go into the input x of node "C5".',
    ],
    ['has half a wire', doc({ wires: [{ from: ['n1', 'y'] }] }), 'Wire 1: to is missing.'],
    [
      'has a wire without ports',
      doc({ wires: [{ from: ['n1', 'y'], to: 'n2' }] }),
      'Wire 1: to must be a node and a port.',
    ],
    [
      'has a learning rate of 0',
      doc(
        {},
        { training: { dataset: 'mnist', optimizer: 'adam', learningRate: 0, batchSize: 128, epochs: 5, seed: 1 } },
      ),
      'The document’s training learningRate must be more than 0.',
    ],
    [
      'has half an epoch',
      doc(
        {},
        { training: { dataset: 'mnist', optimizer: 'adam', learningRate: 1, batchSize: 128, epochs: 0.5, seed: 1 } },
      ),
      'The document’s training epochs must be a whole number.',
    ],
    [
      'has an unheard-of optimizer',
      doc(
        {},
        { training: { dataset: 'mnist', optimizer: 'lion', learningRate: 1, batchSize: 128, epochs: 5, seed: 1 } },
      ),
      'The document’s training optimizer must be one of sgd, momentum, nesterov, rmsprop, adam, adamw.',
    ],
    [
      'has a module without a graph',
      doc({}, { modules: { a: { title: 'Block', params: {} } } }),
      'Module "Block": graph is missing.',
    ],
    [
      'has a bad node in a module',
      doc({}, { modules: { a: module({ graph: { nodes: [node('n1', { at: 3 })], wires: [] } }) } }),
      'Module "Block", Node "C3": at must be two numbers.',
    ],
    [
      'has a wire to nowhere in a module',
      doc({}, { modules: { a: module({ graph: { nodes: [node('n1')], wires: [wire('n1', 'n2')] } }) } }),
      'In the module "Block", the wire from "n1" to "n2" has no node "n2" to end at.',
    ],
    [
      'has a module’s parameter with an impossible default',
      doc({}, { modules: { a: module({ params: { width: { kind: 'int', label: 'Width', default: 0, min: 1 } } }) } }),
      'Module "Block": width must have a default that it allows.',
    ],
    [
      'reaches for the prototype',
      '{"format":"netloom","version":1,"title":"T","graph":{"nodes":[],"wires":[]},"modules":{"__proto__":{}}}',
      'The document can’t be read: it uses the reserved name "__proto__".',
    ],
    [
      'reaches for the constructor',
      doc({ nodes: [node('n1', { params: { constructor: 1 } })] }),
      'The document can’t be read: it uses the reserved name "constructor".',
    ],
    [
      'is nested without end',
      doc({}, { notes: nested(100) }),
      'The document can’t be read: it is nested more than 24 levels deep.',
    ],
    [
      'has absurdly many nodes',
      doc({ nodes: Array.from({ length: 50_001 }, (_, i) => node(`n${i}`)), wires: [] }),
      'The document’s nodes must have at most 50,000 entries.',
    ],
    [
      'is absurdly long',
      `{"format": "netloom"${' '.repeat(60_000_000)}}`,
      'The file has 60 MB; a document has at most 50 MB.',
    ],
  ])('when it %s', (_, source, sentence) => {
    expect(says(source)).toBe(sentence);
  });

  it('wherever it is cut', () => {
    fc.assert(
      fc.property(anyDocument(8), fc.nat(), (document, at) => {
        const text = writeDocument(document);
        const cut = text.slice(0, at % (text.length - 2));
        expect(says(cut)).toMatch(/^The file is (empty|not complete JSON: .*)\.$/);
      }),
      { numRuns: 300 },
    );
  });

  it('whatever is put in place of one of its values', () => {
    fc.assert(
      fc.property(anyDocument(8), fc.nat(), fc.jsonValue({ maxDepth: 3 }), (document, at, junk) => {
        const plain: unknown = JSON.parse(writeDocument(document));
        const read = readDocument(replaced(plain, at, junk));
        if (read.ok) expect(readDocument(writeDocument(read.document)).ok).toBe(true);
        else expect(read.says).toMatch(/^[A-Z].*\.$/s);
      }),
      { numRuns: 3000 },
    );
  });
});

/** `value` with what stands at the `n`th place in it, counted around, replaced. */
function replaced(value: unknown, n: number, by: unknown): unknown {
  let count = 0;
  const measure = (v: unknown): void => {
    count++;
    if (typeof v === 'object' && v !== null) Object.values(v).forEach(measure);
  };
  measure(value);
  let left = n % count;
  const walk = (v: unknown): unknown => {
    if (left-- === 0) return by;
    if (Array.isArray(v)) return v.map(walk);
    if (typeof v !== 'object' || v === null) return v;
    return Object.fromEntries(Object.entries(v).map(([k, inner]) => [k, walk(inner)]));
  };
  return walk(value);
}

describe('reading', () => {
  it('keeps operations that this version doesn’t know, with their parameters', () => {
    const future = node('n1', { op: 'attention', params: { heads: 8 } });
    const read = readDocument(doc({ nodes: [future], wires: [] }));
    expect(read.ok && read.document.graph.nodes).toEqual([future]);
  });

  it('leaves legality of parameters to inference', () => {
    expect(readDocument(doc({ nodes: [node('n1', { params: { filters: -3 } })], wires: [] })).ok).toBe(true);
  });
});
