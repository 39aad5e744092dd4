import { describe, expect, it } from 'vitest';
import { summarise } from '../../../src/core/analysis/summarise';
import { DEFAULT_PLAN } from '../../../src/core/document/training-plan';
import { infer } from '../../../src/core/inference/infer';
import { catalogue } from '../../../src/ops/catalogue';
import inception from '../../presets/truth/inception_v3.torchvision.json';
import { lines, preset, tabled } from './opened';

const PAPER = [
  'conv | 3×3 / 2 | 299×299×3 | 149×149×32',
  'conv | 3×3 / 1 | 149×149×32 | 147×147×32',
  'conv padded | 3×3 / 1 | 147×147×32 | 147×147×64',
  'pool | 3×3 / 2, max | 147×147×64 | 73×73×64',
  'conv | 1×1 / 1 | 73×73×64 | 73×73×80',
  'conv | 3×3 / 1 | 73×73×80 | 71×71×192',
  'pool | 3×3 / 2, max | 71×71×192 | 35×35×192',
  '3 × Inception A | pool features 32, 64, 64 | 35×35×192 | 35×35×288',
  'Inception B |  | 35×35×288 | 17×17×768',
  '4 × Inception C | 7×7 channels 128, 160, 160, 192 | 17×17×768 | 17×17×768',
  'Inception D |  | 17×17×768 | 8×8×1280',
  '2 × Inception E |  | 8×8×1280 | 8×8×2048',
  'pool | global average | 8×8×2048 | 2048',
  'dropout | 0.5 | 2048 | 2048',
  'linear |  | 2048 | 1000',
  'softmax |  | 1000 | 1000',
];

describe("Inception v3's top level", () => {
  it("has the paper's rows in order, with the implementations' sizes", async () => {
    expect(lines(tabled(await preset('inception-v3')))).toEqual(PAPER);
  });

  it('has the auxiliary classifier after the main way, under a label that says where it leaves', async () => {
    expect(lines(tabled(await preset('inception-v3-auxiliary')))).toEqual([
      ...PAPER,
      'Auxiliary output, from Mixed_6e |  |  | ',
      'Auxiliary classifier | classes 1000 | 17×17×768 | 1000',
      'softmax |  | 1000 | 1000',
    ]);
  });

  it.each([
    ['inception-v3', inception.without_aux],
    ['inception-v3-auxiliary', inception.with_aux],
  ])("adds up to torchvision's totals: %s", async (name, truth) => {
    const { total } = tabled(await preset(name));
    expect(total.parameters).toEqual({ known: truth.total_params, complete: true });
    expect(total.macs).toEqual({ known: truth.macs_conv_linear, complete: true });
  });

  it("has torchvision's parameters in every row", async () => {
    const { rows } = tabled(await preset('inception-v3-auxiliary'));
    const truth = new Map(inception.with_aux.top.map(block => [block.name, block.params]));
    for (const row of rows.flatMap(r => (r.kind === 'repeat' ? (r.inside?.() ?? []) : [r]))) {
      if (truth.has(row.name)) expect([row.name, row.parameters.known]).toEqual([row.name, truth.get(row.name)]);
    }
    const named = rows.flatMap(r => (r.kind === 'repeat' ? (r.inside?.() ?? []) : [r])).map(r => r.name);
    expect(named).toEqual(expect.arrayContaining([...truth.keys()].filter(name => name !== 'softmax')));
  });

  it('adds up its rows to its totals, memory at the batch size of the plan', async () => {
    const doc = await preset('inception-v3');
    const planned = { ...doc, training: { ...DEFAULT_PLAN, batchSize: 16 } };
    const { rows, total, batchSize } = tabled(planned, { everything: true });
    const sum = (of: 'parameters' | 'macs' | 'memory') => rows.reduce((all, row) => all + row[of].known, 0);
    expect(batchSize).toBe(16);
    expect([sum('parameters'), sum('macs'), sum('memory')]).toEqual([
      total.parameters.known,
      total.macs.known,
      total.memory.known,
    ]);
    expect(total.memory.known).toBe(4 * 16 * summarise(infer(doc, catalogue)).activations);
  });
});

describe('modules', () => {
  it('unfold to their instances, each lane of an instance in one piece', async () => {
    const open = new Set(['n9~', 'n9']);
    expect(
      lines(tabled(await preset('inception-v3')), { open }, ['operation', 'name', 'remarks']).slice(7, 20),
    ).toEqual([
      '3 × Inception A | Mixed_5b–d | pool features 32, 64, 64',
      '  Inception A | Mixed_5b | pool features 32',
      '    conv | branch1x1 | 1×1 / 1',
      '    conv | branch5x5_1 | 1×1 / 1',
      '    conv padded | branch5x5_2 | 5×5 / 1',
      '    conv | branch3x3dbl_1 | 1×1 / 1',
      '    conv padded | branch3x3dbl_2 | 3×3 / 1',
      '    conv padded | branch3x3dbl_3 | 3×3 / 1',
      '    pool |  | 3×3 / 1, average, same, count padding',
      '    conv | branch_pool | 1×1 / 1',
      '    concat |  | ',
      '  Inception A | Mixed_5c | pool features 64',
      '  Inception A | Mixed_5d | pool features 64',
    ]);
  });

  it('that are one layer unfold to its operations', async () => {
    const open = new Set(['n2']);
    expect(lines(tabled(await preset('inception-v3')), { open }, ['operation', 'parameters']).slice(0, 5)).toEqual([
      'conv | 928',
      '  conv | 864',
      '  batch norm | 64',
      '  ReLU | ',
      'conv | 9,280',
    ]);
  });

  it('with many differing parameters say how many', async () => {
    const rows = lines(tabled(await preset('googlenet')), {}, ['operation', 'remarks']);
    expect(rows.filter(row => row.includes('×  Inception') || row.includes('× Inception'))).toEqual([
      '2 × Inception | 6 parameters differ',
      '5 × Inception | 6 parameters differ',
      '2 × Inception | 4 parameters differ',
    ]);
  });
});

describe('LeNet-5', () => {
  it('has a row for each layer of the figure, its activation within', async () => {
    expect(lines(tabled(await preset('lenet-5')), {}, ['operation', 'name', 'remarks', 'parameters', 'macs'])).toEqual([
      'conv | C1 | 5×5 / 1 | 156 | 118 k',
      'pool | S2 | 2×2 / 2, average |  | ',
      'conv | C3 | 5×5 / 1 | 2,416 | 240 k',
      'pool | S4 | 2×2 / 2, average |  | ',
      'flatten |  |  |  | ',
      'linear | C5 |  | 48,120 | 48.0 k',
      'linear | F6 |  | 10,164 | 10.1 k',
      'linear | Output |  | 850 | 840',
      'softmax |  |  |  | ',
    ]);
  });

  it('has rows for inputs, activations and outputs when they are asked for', async () => {
    const table = tabled(await preset('lenet-5'), { everything: true });
    expect(lines(table, {}, ['operation'])).toEqual(
      'input conv tanh pool conv tanh pool flatten linear tanh linear tanh linear softmax output'.split(' '),
    );
  });
});

it('counts batch normalisation with the convolution that it follows, and repeats residual blocks', async () => {
  const rows = lines(tabled(await preset('resnet-18')), {}, ['operation', 'name', 'parameters']);
  expect(rows.slice(0, 4)).toEqual([
    'conv padded | conv1 | 9,536',
    'pool | maxpool | ',
    '2 × Residual block | layer1.0–1 | 147,968',
    'Projected block | layer2.0 | 230,144',
  ]);
});

it('reads U-Net down and up again, what is cropped beside what it is cropped from', async () => {
  const rows = lines(tabled(await preset('u-net')), {}, ['operation', 'input']);
  expect(rows.slice(0, 3)).toEqual(['Double convolution | 572×572×1', 'crop | 568×568×64', 'pool | 568×568×64']);
  expect(rows.slice(-6)).toEqual([
    'Double convolution | 200×200×256',
    'transposed conv | 196×196×128',
    'concat | 2 × 392×392×64',
    'Double convolution | 392×392×128',
    'conv | 388×388×64',
    'softmax | 388×388×2',
  ]);
});
