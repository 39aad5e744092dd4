import '@tensorflow/tfjs-backend-cpu';
import { disposeVariables } from '@tensorflow/tfjs-core';
import { models } from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/core/compiler/compile';
import type { Compiled } from '../../src/core/compiler/compiled';
import type { Architecture, NodeId } from '../../src/core/document/architecture';
import type { GraphFacts, NodeFacts } from '../../src/core/inference/facts';
import { infer } from '../../src/core/inference/infer';
import type { Shape } from '../../src/core/op/shape';
import { catalogue } from '../../src/ops/catalogue';
import { registerLayers } from '../../src/training/layers';
import { lenet } from './lenet';
import { randomGraph } from './randomGraph';

registerLayers();

/** The topology with all weights 0, as drawing them would take most of the time and says nothing of shapes. */
const withZeros = (topology: Compiled['topology']) =>
  JSON.parse(JSON.stringify(topology), (key, value: unknown) =>
    key.endsWith('_initializer') && value !== null ? { class_name: 'Zeros', config: {} } : value,
  );

function factsAt(facts: GraphFacts, path: readonly NodeId[]): NodeFacts | undefined {
  const [id = '', ...rest] = path;
  const at = facts.nodes.get(id);
  return rest.length === 0 || !at?.inner ? at : factsAt(at.inner, rest);
}

interface Compared {
  readonly layers: number;
  readonly merges: number;
}

/** Builds the model in tfjs and compares every layer's shape, every weight and the total. */
async function compare(doc: Architecture): Promise<Compared> {
  const facts = infer(doc, catalogue);
  const compiled = compile(doc, catalogue, facts);
  if (!compiled.ok) throw new Error(compiled.problems.map(p => p.says).join('\n'));
  const { topology, layers, outputs } = compiled.model;
  const model = await models.modelFromJSON({ modelTopology: withZeros(topology) });
  try {
    // A node may be several layers; the last of them makes its result.
    const results = new Map<string, { readonly layer: string; readonly path: readonly NodeId[] }>();
    for (const { name } of topology.config.layers) {
      const path = layers[name]?.path ?? [];
      results.set(path.join('/'), { layer: name, path });
    }
    const ours: Record<string, Shape | null | undefined> = {};
    const theirs: Record<string, unknown> = {};
    for (const { layer, path } of results.values()) {
      const at = factsAt(facts, path);
      ours[layer] = at?.node.op === 'output' ? at.inputs.x : at?.outputs.y;
      theirs[layer] = model.getLayer(layer).outputShape.slice(1);
    }
    expect(ours).toEqual(theirs);
    expect(facts.costs.parameters).toBe(model.countParams());
    expect(outputs.map(o => o.shape)).toEqual(model.outputs.map(o => o.shape.slice(1)));
    expect(model.inputs.length).toBe(doc.graph.nodes.filter(n => n.op === 'input').length);
    const merges = doc.graph.nodes.filter(n => catalogue.get(n.op)?.category === 'merge').length;
    return { layers: results.size, merges };
  } finally {
    model.dispose();
    disposeVariables();
  }
}

describe('against tfjs', () => {
  it('LeNet-5 has the same layers', async () => {
    expect(await compare(lenet)).toEqual({ layers: 14, merges: 0 });
  });

  it('1,000 random graphs of 3 to 40 nodes have the same shape in every layer and the same number of parameters', async () => {
    const seen: (Compared & { readonly nodes: number; readonly ops: readonly string[] })[] = [];
    await fc.assert(
      fc.asyncProperty(randomGraph, async doc => {
        const nodes = doc.graph.nodes.length;
        expect(nodes).toBeGreaterThanOrEqual(3);
        expect(nodes).toBeLessThanOrEqual(40);
        seen.push({ ...(await compare(doc)), nodes, ops: doc.graph.nodes.map(n => n.op) });
      }),
      { numRuns: 1000 },
    );
    // What was drawn is what was meant: large and small graphs, most with merges, all operations.
    const share = (test: (s: (typeof seen)[number]) => boolean): number => seen.filter(test).length / seen.length;
    expect(share(s => s.nodes >= 20)).toBeGreaterThan(0.3);
    expect(share(s => s.merges >= 2)).toBeGreaterThan(0.3);
    expect(share(s => s.ops.some(op => op.startsWith('module:')))).toBeGreaterThan(0.2);
    const used = new Set(seen.flatMap(s => s.ops));
    expect([...catalogue.keys()].filter(id => !used.has(id))).toEqual([]);
  }, 300_000);
});
