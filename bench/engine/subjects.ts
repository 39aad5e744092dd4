import inception from '../../presets/inception-v3-small.netloom.json';
import lenet from '../../presets/lenet-5.netloom.json';
import { compile } from '../../src/core/compiler/compile';
import type { Compiled } from '../../src/core/compiler/compiled';
import { type Architecture, EMPTY, type Node, type Wire } from '../../src/core/document/architecture';
import { readDocument } from '../../src/core/document/read';
import { infer } from '../../src/core/inference/infer';
import type { ParamValues } from '../../src/core/op/params';
import { catalogue } from '../../src/ops/catalogue';

/** A network to measure, and the batch that it is measured with. */
export interface Subject {
  readonly title: string;
  readonly model: Compiled;
  readonly batch: number;
  /** The batch for what would take minutes a step. */
  readonly fewer: number;
}

export const subjects = (): readonly Subject[] => [
  { title: 'LeNet-5, 32×32×1', model: compiled(read(lenet)), batch: 128, fewer: 128 },
  { title: 'ResNet-20, 32×32×3', model: compiled(residual()), batch: 128, fewer: 2 },
  { title: 'Inception v3, small', model: compiled(read(inception)), batch: 32, fewer: 16 },
];

function compiled(doc: Architecture): Compiled {
  const result = compile(doc, catalogue, infer(doc, catalogue));
  if (!result.ok) throw new Error(result.problems.map(p => p.says).join('\n'));
  return result.model;
}

function read(json: unknown): Architecture {
  const result = readDocument(JSON.stringify(json));
  if (!result.ok) throw new Error('The preset cannot be read');
  return result.document;
}

/** He et al. 2016, section 4.2: three stages of three blocks with 16, 32 and 64 channels; shortcuts are projected. */
function residual(): Architecture {
  const nodes: Node[] = [];
  const wires: Wire[] = [];
  const node = (op: string, params: ParamValues, ...from: string[]): string => {
    const id = `n${nodes.length}`;
    nodes.push({ id, op, name: id, params, at: [0, 0] });
    from.forEach((source, i) => {
      wires.push({ from: [source, 'y'], to: [id, op === 'add' ? `x.${i}` : 'x'] });
    });
    return id;
  };
  const convolved = (from: string, filters: number, size: number, stride: number): string =>
    node(
      'batch_norm',
      {},
      node('conv2d', { filters, kernel: [size, size], stride: [stride, stride], padding: 'same', bias: false }, from),
    );
  let x = node('relu', {}, convolved(node('input', { shape: [32, 32, 3] }), 16, 3, 1));
  for (const [stage, filters] of [16, 32, 64].entries()) {
    for (let block = 0; block < 3; block++) {
      const stride = stage > 0 && block === 0 ? 2 : 1;
      const inside = convolved(node('relu', {}, convolved(x, filters, 3, stride)), filters, 3, 1);
      const shortcut = stride === 1 ? x : convolved(x, filters, 1, stride);
      x = node('relu', {}, node('add', {}, inside, shortcut));
    }
  }
  const scores = node('linear', { units: 10 }, node('global_average_pool', {}, x));
  node('output', {}, node('softmax', {}, scores));
  return { ...EMPTY, title: 'ResNet-20', graph: { nodes, wires } };
}
