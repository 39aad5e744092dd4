import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '@tensorflow/tfjs-core';
import { leadingSum } from '../leading-sum';
import { replaceConvolutions } from '../replace-convolutions';
import { type KernelCall, type Replacing, replaceKernel } from '../replace-kernel';
import { convolution, type Factors, filterGradient, inputGradient, matrixProduct } from './products';
import { runShader } from './shader';
import { partialSums } from './sums';

/** Rows that one invocation adds up sooner than a second shader starts. */
const FEW_ROWS = 256;

/** Invocations that keep a graphics card, or a processor that stands in for one, busy. */
const BUSY = { card: 16_384, processor: 1_024 } as const;

/**
 * Replaces TensorFlow.js's WebGPU kernel for the filter's gradient, where each invocation goes over the whole batch for
 * one weight. On a processor that stands in for a graphics card also products, sums, and sums of a tensor and a row:
 * those of TensorFlow.js wait at barriers, which cost a processor more than the work between them.
 */
export function registerKernels(on: keyof typeof BUSY): void {
  replaceConvolutions(replace, {
    filterGradient(backend, info, x, dy) {
      const { filterHeight, filterWidth, inChannels, outChannels, batchSize, outHeight } = info;
      const tiles = Math.ceil((filterHeight * filterWidth * inChannels) / 4) * Math.ceil(outChannels / 8);
      const parts = Math.min(batchSize * outHeight, Math.max(1, Math.ceil(BUSY[on] / tiles)));
      const sums = runShader(backend, filterGradient(info, x, dy, parts));
      if (parts === 1) return { ...sums, shape: info.filterShape };
      return total(backend, sums, parts, info.filterShape);
    },
    ...(on === 'processor' && {
      forward: (backend, ...asked) => runShader(backend, convolution(...asked)),
      inputGradient: (backend, ...asked) => runShader(backend, inputGradient(...asked)),
    }),
  });
  if (on === 'processor') registerBarrierFree();
}

function registerBarrierFree(): void {
  replace('BatchMatMul', product);
  replace('_FusedMatMul', (call, backend) => (call.attrs?.activation === 'linear' ? product(call, backend) : null));
  replace('Sum', (call, backend) => alongLeadingAxes(call, backend, () => 1));
  replace('Mean', (call, backend) => alongLeadingAxes(call, backend, rows => 1 / rows));
  for (const kernel of ['Add', 'Sub', 'Multiply', 'RealDiv'])
    replace(kernel, (call, _, before) => {
      const { a, b } = call.inputs;
      // As rows of a matrix: what is a vector here, TensorFlow.js shares over a workgroup, behind a barrier.
      if (a?.shape.length === 1 && b && b.shape.length > 1) return before({ ...call, inputs: { a: asRow(a), b } });
      if (b?.shape.length === 1 && a && a.shape.length > 1) return before({ ...call, inputs: { a, b: asRow(b) } });
      return null;
    });
}

const asRow = (x: tf.TensorInfo): tf.TensorInfo => ({ ...x, shape: [1, ...x.shape] });

/** a · b + bias of two matrices; products of stacks of matrices are left. */
function product({ inputs, attrs }: KernelCall, backend: WebGPUBackend): tf.TensorInfo | null {
  const { a, b, bias } = inputs;
  if (!a || !b || (bias && bias.shape.length !== 1)) return null;
  const stack = [...a.shape.slice(0, -2), ...b.shape.slice(0, -2)];
  if (stack.some(n => n !== 1)) return null;
  const transposeA = attrs?.transposeA === true;
  const transposeB = attrs?.transposeB === true;
  const [rows = 1, inner = 1] = transposeA ? [...a.shape].slice(-2).reverse() : a.shape.slice(-2);
  const [columns = 1] = transposeB ? b.shape.slice(-2) : b.shape.slice(-1);
  const rank = Math.max(a.shape.length, b.shape.length);
  const shape = [...Array.from({ length: rank - 2 }, () => 1), rows, columns];
  const factors: Factors = { a, b, transposeA, transposeB, ...(bias && { bias }) };
  return runShader(backend, matrixProduct(factors, rows, inner, columns, shape));
}

/** Sums along all axes but the last, times a factor; other sums are left. */
function alongLeadingAxes(
  call: KernelCall,
  backend: WebGPUBackend,
  factor: (rows: number) => number,
): tf.TensorInfo | null {
  const asked = leadingSum(call);
  if (!asked) return null;
  const { x, rows, columns, shape } = asked;
  const parts = rows <= FEW_ROWS ? 1 : Math.min(rows, Math.max(1, Math.ceil(BUSY.processor / columns)));
  if (parts === 1) return { ...runShader(backend, partialSums(x, rows, columns, 1, factor(rows))), shape };
  const sums = runShader(backend, partialSums(x, rows, columns, parts));
  return total(backend, sums, parts, shape, factor(rows));
}

/** Adds up parts, and gives what they are added up into a shape. */
function total(backend: WebGPUBackend, sums: tf.TensorInfo, parts: number, shape: number[], factor = 1): tf.TensorInfo {
  const size = shape.reduce((a, b) => a * b, 1);
  const sum = runShader(backend, partialSums(sums, parts, size, 1, factor));
  backend.disposeData(sums.dataId);
  return { ...sum, shape };
}

const replace: Replacing<WebGPUBackend> = (kernelName, own) => replaceKernel(kernelName, 'webgpu', WebGPUBackend, own);
