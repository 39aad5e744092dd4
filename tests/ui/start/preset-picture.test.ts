import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../presets';
import { infer } from '../../../src/core/inference/infer';
import { formatShape } from '../../../src/core/op/shape';
import { catalogue } from '../../../src/ops/catalogue';
import { isPerceptron, neuronsOf, stagesOf, volumesOf } from '../../../src/ui/start/preset-picture';

const stages = async (id: string) => {
  const doc = await PRESETS.find(p => p.id === id)?.load();
  return doc ? stagesOf(infer(doc, catalogue)) : [];
};

describe('a preset’s picture', () => {
  it('of LeNet-5 shows the tensors of the figure', async () => {
    const lenet = await stages('lenet-5');
    const shapes = ['32×32×1', '28×28×6', '14×14×6', '10×10×16', '5×5×16', '120', '84', '10'];
    expect(lenet.map(s => formatShape(s.shape)).filter((s, i, all) => s !== all[i - 1])).toEqual(shapes);
    expect(isPerceptron(lenet)).toBe(false);
  });
  it('shrinks as the maps do, and never overlaps', async () => {
    const { volumes, width } = volumesOf(await stages('lenet-5'));
    const heights = volumes.slice(0, 5).map(v => v.size[0]);
    expect(heights).toEqual(heights.toSorted((a, b) => b - a));
    for (const [i, v] of volumes.entries()) {
      const end = v.x + v.size[1] + (v.maps - 1) * v.offset;
      expect(end).toBeLessThan((volumes[i + 1]?.x ?? width + 1e-9) + 1e-9);
    }
  });
  it('of a perceptron is columns of neurons', async () => {
    const mlp = await stages('multilayer-perceptron');
    expect(isPerceptron(mlp)).toBe(true);
    const columns = neuronsOf(mlp);
    expect(columns.length).toBeGreaterThanOrEqual(4);
    for (const count of columns) expect(count).toBeGreaterThanOrEqual(2);
    expect(columns[0]).toBeGreaterThan(columns.at(-1) ?? 0);
  });
});
