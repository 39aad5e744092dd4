import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs';

const HEADER = 28;
const COUNT = 10_000;
const HELD_OUT_FROM = 8000;
const SIDE = 28;

/** The first `count` held-out digits of the packed data set, padded to 32×32, values 0 to 1. */
export async function digitsOf(count: number): Promise<tf.Tensor4D> {
  const packed = await readFile(new URL('../public/data/mnist.bin', import.meta.url));
  const file = packed[0] === 0x1f ? gunzipSync(packed) : packed;
  const start = HEADER + COUNT + HELD_OUT_FROM * SIDE * SIDE;
  const pixels = Float32Array.from(file.subarray(start, start + count * SIDE * SIDE), v => v / 255);
  const images = tf.tensor4d(pixels, [count, SIDE, SIDE, 1]);
  return tf.pad4d(images, [
    [0, 0],
    [2, 2],
    [2, 2],
    [0, 0],
  ]);
}

/** What an exported model says of images when nothing but TensorFlow.js loads it. */
export async function plainPredictions(files: Record<string, Uint8Array>, images: tf.Tensor4D): Promise<number[][]> {
  const name = Object.keys(files).find(n => n.endsWith('model.json'));
  const json = name && JSON.parse(new TextDecoder().decode(files[name]));
  if (!json) throw new Error(`no model.json among ${Object.keys(files).join(', ')}`);
  const folder = name.slice(0, -'model.json'.length);
  const parts = json.weightsManifest.flatMap((group: { paths: string[] }) => group.paths);
  const weightData = Buffer.concat(parts.map((path: string) => files[folder + path] ?? new Uint8Array()));
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap((group: { weights: tf.io.WeightsManifestEntry[] }) => group.weights),
      weightData: new Uint8Array(weightData).buffer,
    }),
  );
  const said = model.predict(images);
  if (Array.isArray(said)) throw new Error('one output expected');
  return (await said.array()) as number[][];
}
