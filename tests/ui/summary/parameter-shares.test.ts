import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../presets';
import { type Architecture, EMPTY, type Node } from '../../../src/core/document/architecture';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';
import { parameterShares } from '../../../src/ui/summary/parameter-shares';

const chain = (units: readonly number[]): Architecture => {
  const nodes: Node[] = [
    { id: 'n0', op: 'input', name: 'in', params: { shape: [4] }, at: [0, 0] },
    ...units.map(
      (u, i): Node => ({ id: `n${i + 1}`, op: 'linear', name: `L${i + 1}`, params: { units: u }, at: [0, 0] }),
    ),
  ];
  const wires = units.map((_, i) => ({ from: [`n${i}`, 'y'], to: [`n${i + 1}`, 'x'] }) as const);
  return { ...EMPTY, graph: { nodes, wires } };
};

describe('where the parameters are', () => {
  it('is told of each layer of LeNet-5, most first', async () => {
    const lenet = await PRESETS[0]?.load();
    const shares = lenet ? parameterShares(infer(lenet, catalogue)) : [];
    expect(shares.map(s => [s.name, s.parameters])).toEqual([
      ['C5', 48_120],
      ['F6', 10_164],
      ['C3', 2_416],
      ['Output', 850],
      ['C1', 156],
    ]);
    expect(shares.reduce((sum, s) => sum + s.share, 0)).toBeCloseTo(1, 12);
  });
  it('is told by operation when there are many layers', () => {
    const shares = parameterShares(infer(chain(Array.from({ length: 12 }, () => 4)), catalogue));
    expect(shares).toHaveLength(1);
    expect(shares[0]).toMatchObject({ name: null, op: 'linear', parameters: 12 * 20, share: 1 });
    expect(shares[0]?.nodes).toHaveLength(12);
  });
  it('is empty where nothing has parameters', () => {
    expect(parameterShares(infer(EMPTY, catalogue))).toEqual([]);
  });
});
