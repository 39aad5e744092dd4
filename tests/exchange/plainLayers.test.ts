import { describe, expect, it } from 'vitest';
import { compile } from '../../src/core/compiler/compile';
import { initialise } from '../../src/core/compiler/initialise';
import { type Architecture, EMPTY } from '../../src/core/document/architecture';
import { infer } from '../../src/core/inference/infer';
import { isMany, type Operation } from '../../src/core/op/operation';
import { tfjsFolder } from '../../src/exchange/tfjsModel';
import { catalogue } from '../../src/ops/catalogue';
import { loadPlain } from './plainTfjs';

/** The operation between an input that it accepts and an output. */
function around(op: Operation): Architecture {
  const ports = Object.entries(op.inputs);
  const flat = ports.some(([, port]) => port.ranks && !port.ranks.includes(3)) || op.id === 'linear';
  const wires = ports.flatMap(([name, port]) => (isMany(port) ? [`${name}.0`, `${name}.1`] : [name]));
  return {
    ...EMPTY,
    title: op.title,
    graph: {
      nodes: [
        {
          id: 'n1',
          op: 'input',
          name: 'in',
          params: { shape: flat ? [12] : [12, 12, op.id === 'normalize' ? 3 : 8] },
          at: [0, 0],
        },
        { id: 'n2', op: op.id, name: 'it', params: op.id === 'reshape' ? { shape: [48, 24] } : {}, at: [0, 72] },
        { id: 'n3', op: 'output', name: 'out', params: {}, at: [0, 144] },
      ],
      wires: [
        ...wires.map(port => ({ from: ['n1', 'y'] as const, to: ['n2', port] as const })),
        { from: ['n2', 'y'], to: ['n3', 'x'] },
      ],
    },
  };
}

const operations = [...catalogue.values()].filter(op => op.id !== 'input' && !op.sink);

describe.each(operations.map(op => [op.title, op] as const))('%s, written for TensorFlow.js', (_, op) => {
  it('is loaded by plain TensorFlow.js, or the export says which layer has to be registered', async () => {
    const document = around(op);
    const result = compile(document, catalogue, infer(document, catalogue));
    if (!result.ok) throw new Error(result.problems.map(p => p.says).join(' '));
    const written = await tfjsFolder.write?.({
      document,
      model: result.model,
      weights: initialise(result.model.weights, 1),
    });
    if (!written?.ok) throw new Error(written?.says);
    const loading = loadPlain(written.files);
    if (written.notes.length === 0) await expect(loading).resolves.toBeDefined();
    else await expect(loading).rejects.toThrow(/Unknown (layer|activation)/);
  });
});
