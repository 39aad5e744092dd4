import * as tf from '@tensorflow/tfjs-core';
import { isShape } from './convolution-info';
import type { KernelCall } from './replace-kernel';

/** A sum along all axes but the last, as bias and normalisation ask for. */
export interface LeadingSum {
  readonly x: tf.TensorInfo;
  /** What is added up for each column. */
  readonly rows: number;
  readonly columns: number;
  readonly shape: number[];
}

/** What a sum or mean is asked for, where it is one along all axes but the last of floats; `null` for others. */
export function leadingSum({ inputs: { x }, attrs }: KernelCall): LeadingSum | null {
  const { axis, keepDims } = attrs ?? {};
  if (x?.dtype !== 'float32' || x.shape.includes(0) || !(isShape(axis) || typeof axis === 'number')) return null;
  const axes = tf.util.parseAxisParam(axis, x.shape);
  const last = x.shape.length - 1;
  if (last < 1 || axes.length !== last || axes.includes(last)) return null;
  const columns = x.shape[last] ?? 0;
  const rows = x.shape.slice(0, last).reduce((n, size) => n * size, 1);
  return { x, rows, columns, shape: keepDims === true ? [...axes.map(() => 1), columns] : [columns] };
}
