import '@tensorflow/tfjs-backend-cpu';
import { disposeVariables } from '@tensorflow/tfjs-core';
import { models } from '@tensorflow/tfjs-layers';
import inception from '../presets/inception-v3.netloom.json';
import lenet from '../presets/lenet-5.netloom.json';
import { summarise } from '../src/core/analysis/summarise';
import { compile } from '../src/core/compiler/compile';
import {
  type Architecture,
  EMPTY,
  type GraphId,
  MAIN,
  type Node,
  type NodeId,
  type Wire,
} from '../src/core/document/architecture';
import { readDocument } from '../src/core/document/read';
import { setParams } from '../src/core/edits/setParams';
import { infer } from '../src/core/inference/infer';
import type { ParamValues } from '../src/core/op/params';
import { catalogue } from '../src/ops/catalogue';
import { registerLayers } from '../src/training/layers';

/** An edit to measure: a parameter that goes back and forth between two values. */
interface Edit {
  readonly title: string;
  readonly graph: GraphId;
  readonly node: NodeId;
  readonly values: readonly [ParamValues, ParamValues];
}
interface Subject {
  readonly title: string;
  readonly doc: Architecture;
  readonly edits: readonly Edit[];
}

/**
 * How long it takes to know every shape, weight and problem of a network: from nothing, and after one edit; beside
 * what tfjs takes to build the same layers, which is when it would say that they do not fit. Its weights are zeros, so
 * that drawing random numbers is not counted. Medians of one run, in milliseconds.
 */
export default async function inference(): Promise<void> {
  registerLayers();
  const rows: string[][] = [['network', 'what', 'ms', 'tfjs / ours']];
  for (const subject of [leNet(), residual(), inceptionV3()]) rows.push(...(await measure(subject)));
  print(rows);
}

async function measure({ title, doc, edits }: Subject): Promise<readonly string[][]> {
  const facts = infer(doc, catalogue);
  const name = `${title}, ${summarise(facts).operations} operations`;
  // A copy is read each time, as what is remembered of a graph is remembered by its objects.
  const cold = median(
    60,
    () => structuredClone(doc),
    copy => infer(copy, catalogue),
  );
  const tfjs = await buildInTfjs(doc);
  const rows = [
    [name, 'build in tfjs', tfjs.toFixed(2), ''],
    ['', 'infer, cold', cold.toFixed(3), `${(tfjs / cold).toFixed(0)} ×`],
  ];
  for (const { title: what, graph, node, values } of edits) {
    let now = { doc, facts };
    let turn = 0;
    const edited = () => setParams(now.doc, catalogue, graph, [node], values[turn++ % 2] ?? {});
    const after = median(200, edited, next => {
      now = { doc: next, facts: infer(next, catalogue, now.facts) };
    });
    rows.push(['', what, after.toFixed(3), `${(tfjs / after).toFixed(0)} ×`]);
  }
  return rows;
}

async function buildInTfjs(doc: Architecture): Promise<number> {
  const compiled = compile(doc, catalogue, infer(doc, catalogue));
  if (!compiled.ok) throw new Error(compiled.problems.map(p => p.says).join('\n'));
  const modelTopology = JSON.parse(JSON.stringify(compiled.model.topology), (key, value: unknown) =>
    key.endsWith('_initializer') && value !== null ? { class_name: 'Zeros', config: {} } : value,
  );
  const times: number[] = [];
  for (let i = 0; i < 7; i++) {
    const copy = structuredClone(modelTopology);
    const start = performance.now();
    const model = await models.modelFromJSON({ modelTopology: copy });
    times.push(performance.now() - start);
    model.dispose();
    disposeVariables();
  }
  return middle(times);
}

/** Median time of `run`; `prepare` makes what it takes and is not counted. The first calls, still being compiled, neither. */
function median<T>(runs: number, prepare: () => T, run: (given: T) => unknown): number {
  const times: number[] = [];
  for (let i = 0; i < runs * 2; i++) {
    const given = prepare();
    const start = performance.now();
    run(given);
    if (i >= runs) times.push(performance.now() - start);
  }
  return middle(times);
}
const middle = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

const read = (file: unknown): Architecture => {
  const result = readDocument(file);
  if (!result.ok) throw new Error(result.says);
  return result.document;
};
const nodeOf = (nodes: readonly Node[], test: (n: Node) => boolean): Node => {
  const node = nodes.find(test);
  if (!node) throw new Error('no such node');
  return node;
};

function leNet(): Subject {
  const doc = read(lenet);
  const { nodes } = doc.graph;
  const input = nodeOf(nodes, n => n.op === 'input');
  const last = nodes.filter(n => n.op === 'linear').at(-1) ?? input;
  return {
    title: 'LeNet-5',
    doc,
    edits: [
      {
        title: 'infer after an edit of the last layer',
        graph: MAIN,
        node: last.id,
        values: [{ units: 11 }, { units: 10 }],
      },
      {
        title: 'infer after an edit of the input',
        graph: MAIN,
        node: input.id,
        values: [{ shape: [36, 36, 1] }, { shape: [32, 32, 1] }],
      },
    ],
  };
}

/** 300 nodes without modules: blocks of convolution, batch norm and ReLU, each added to what it came from. */
function residual(): Subject {
  const nodes: Node[] = [];
  const wires: Wire[] = [];
  const add = (op: string, params: ParamValues, ...from: readonly NodeId[]): NodeId => {
    const id = `n${nodes.length}`;
    nodes.push({ id, op, name: id, params, at: [0, 0] });
    for (const [i, source] of from.entries())
      wires.push({ from: [source, 'y'], to: [id, from.length > 1 ? `x.${i}` : 'x'] });
    return id;
  };
  const conv = { filters: 16, padding: 'same' };
  let last = add('conv2d', conv, add('input', { shape: [32, 32, 3] }));
  while (nodes.length <= 300 - 9) {
    const first = add('relu', {}, add('batch_norm', {}, add('conv2d', conv, last)));
    last = add('relu', {}, add('add', {}, last, add('batch_norm', {}, add('conv2d', conv, first))));
  }
  const head = add('linear', { units: 10 }, add('flatten', {}, last));
  add('output', {}, add('softmax', {}, head));
  return {
    title: 'Residual network',
    doc: { ...EMPTY, graph: { nodes, wires } },
    edits: [
      {
        title: 'infer after an edit of the last layer',
        graph: MAIN,
        node: head,
        values: [{ units: 11 }, { units: 10 }],
      },
      {
        title: 'infer after an edit in the middle',
        graph: MAIN,
        node: 'n149',
        values: [
          { bias: false, kernel: [5, 5] },
          { bias: true, kernel: [3, 3] },
        ],
      },
      {
        title: 'infer after an edit of the input',
        graph: MAIN,
        node: 'n0',
        values: [{ shape: [36, 36, 3] }, { shape: [32, 32, 3] }],
      },
    ],
  };
}

function inceptionV3(): Subject {
  const doc = read(inception);
  const { nodes } = doc.graph;
  const input = nodeOf(nodes, n => n.op === 'input');
  const last = nodeOf(nodes, n => n.op === 'linear');
  const [module = MAIN, inside] =
    Object.entries(doc.modules).find(([, m]) => m.graph.nodes.some(n => n.op === 'average_pool')) ?? [];
  const pool = nodeOf(inside?.graph.nodes ?? [], n => n.op === 'average_pool');
  return {
    title: 'Inception v3',
    doc,
    edits: [
      {
        title: 'infer after an edit of the last layer',
        graph: MAIN,
        node: last.id,
        values: [{ units: 10 }, { units: 1000 }],
      },
      {
        title: 'infer after an edit in a module',
        graph: module,
        node: pool.id,
        values: [
          { kernel: [5, 5], padding: [2, 2, 2, 2] },
          { kernel: [3, 3], padding: [1, 1, 1, 1] },
        ],
      },
      {
        title: 'infer after an edit of the input',
        graph: MAIN,
        node: input.id,
        values: [{ shape: [331, 331, 3] }, { shape: [299, 299, 3] }],
      },
    ],
  };
}

function print(rows: readonly string[][]): void {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map(r => r[i]?.length ?? 0))) ?? [];
  for (const row of rows) {
    console.log(row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '));
  }
}
