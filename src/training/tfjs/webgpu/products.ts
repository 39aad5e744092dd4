import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { each, type Shader } from './shader';

type ConvInfo = backend_util.Conv2DInfo;

// One invocation gives a tile of 4 rows × 4 or 8 columns of a product and keeps it in registers: each value that is read
// goes into 4 or 8 sums. TensorFlow.js shares what was read over a workgroup instead, which needs barriers; on a
// processor that stands in for a graphics card each of them costs more than the products between two.

const ROWS = 4;

/** Columns of a tile, as vectors of 4. */
const vectorsFor = (columns: number): 1 | 2 => (columns > 4 ? 2 : 1);

/** Declares the sums of a tile, `a<row><vector>`. */
const sums = (vectors: number, start: (vector: number) => string): string =>
  each(ROWS, r => each(vectors, v => `var a${r}${v} = ${start(v)};`));

/** Four values of an array, at an expression for each. */
const four = (array: string, at: (column: number) => string, vector: number): string =>
  `vec4<f32>(${[0, 1, 2, 3].map(i => `${array}[${at(4 * vector + i)}]`).join(', ')})`;

/** Multiplies `v<row>` with `b<vector>`. */
const multiplied = (vectors: number): string =>
  each(ROWS, r => each(vectors, v => `a${r}${v} = a${r}${v} + v${r} * b${v};`));

/**
 * Rows and columns that would lie outside are the last ones inside, so that what is written there is the same once more:
 * a test for each value would cost more, and makes a processor's shader compiler take a minute.
 */
const written = (vectors: number, place: (row: number) => string): string =>
  each(
    ROWS,
    r => `let to${r} = ${place(r)};${each(4 * vectors, c => `result[to${r} + c${c}] = a${r}${c >> 2}[${c & 3}];`)}`,
  );

const columnsInside = (vectors: number, columns: string): string =>
  each(4 * vectors, c => `let c${c} = min(column + ${c}, ${columns} - 1);`);

/**
 * Whether a number is one from 0 to below another; a negative one, unsigned, is large. Combined by `&`, since each `&&`
 * is a branch, and a processor's shader compiler takes ten seconds over twenty of them.
 */
const between = (value: string, end: string): string => `(u32(${value}) < u32(${end}))`;

const places = (info: ConvInfo) => ({
  inHeight: info.inHeight,
  inWidth: info.inWidth,
  inChannels: info.inChannels,
  outHeight: info.outHeight,
  outWidth: info.outWidth,
  outChannels: info.outChannels,
  kernelHeight: info.filterHeight,
  kernelWidth: info.filterWidth,
  strideY: info.strideHeight,
  strideX: info.strideWidth,
  padTop: info.padInfo.top,
  padLeft: info.padInfo.left,
});

interface Gathered {
  readonly key: string;
  readonly image: TensorInfo;
  readonly kernel: TensorInfo;
  readonly bias?: TensorInfo;
  readonly info: ConvInfo;
  readonly outputShape: readonly number[];
  /** Names of the numbers of what is read and of what is written. */
  readonly from: readonly [height: string, width: string, channels: string];
  readonly to: readonly [height: string, width: string, channels: string];
  /** Columns of the output. */
  readonly columns: number;
  /** Declares `iy` and `ix`, where row r's pixel (y, x) meets the kernel's (i, j), and `inside`. */
  readonly meeting: (r: number) => string;
  /** The place of a column in the kernel's (i, j), and the step to the next channel that is read. */
  readonly kernelColumn: (c: string) => string;
  readonly kernelStep: string;
}

/** Sums over a kernel's places and an image's channels; rows are the pixels that are written, all images' in order. */
function gathered(g: Gathered): Shader {
  const vectors = vectorsFor(g.columns);
  const [inHeight, inWidth, inChannels] = g.from.map(n => `uniforms.${n}`);
  const [outHeight, outWidth, outChannels] = g.to.map(n => `uniforms.${n}`);
  const pixels = g.outputShape.slice(0, 3).reduce((a, b) => a * b, 1);
  const blocks = Math.ceil(g.columns / (4 * vectors));
  return {
    key: `${g.key} ${vectors}${g.bias ? ' biased' : ''}`,
    inputs: { image: g.image, W: g.kernel, ...(g.bias && { bias: g.bias }) },
    outputShape: g.outputShape,
    invocations: Math.ceil(pixels / ROWS) * blocks,
    numbers: { ...places(g.info), pixels, blocks },
    code: `
      let column = index % uniforms.blocks * ${4 * vectors};
      let row = index / uniforms.blocks * ${ROWS};
      ${columnsInside(vectors, outChannels ?? '')}
      ${each(4 * vectors, c => `let w${c} = ${g.kernelColumn(`c${c}`)};`)}
      ${each(
        ROWS,
        r => `
        let p${r} = min(row + ${r}, uniforms.pixels - 1);
        let x${r} = p${r} % ${outWidth};
        let y${r} = p${r} / ${outWidth} % ${outHeight};
        let n${r} = p${r} / ${outWidth} / ${outHeight} * ${inHeight};`,
      )}
      ${sums(vectors, v => (g.bias ? four('bias', c => `c${c}`, v) : 'vec4<f32>(0.0)'))}
      for (var i = 0; i < uniforms.kernelHeight; i = i + 1) {
        for (var j = 0; j < uniforms.kernelWidth; j = j + 1) {
          ${each(
            ROWS,
            r => `
            ${g.meeting(r)}
            let at${r} = select(0, ((n${r} + iy${r}) * ${inWidth} + ix${r}) * ${inChannels}, inside${r});
            let kept${r} = select(0.0, 1.0, inside${r});`,
          )}
          var k = (i * uniforms.kernelWidth + j) * uniforms.inChannels * uniforms.outChannels;
          for (var c = 0; c < ${inChannels}; c = c + 1) {
            ${each(vectors, v => `let b${v} = ${four('W', n => `k + w${n}`, v)};`)}
            ${each(ROWS, r => `let v${r} = image[at${r} + c] * kept${r};`)}
            ${multiplied(vectors)}
            k = k + ${g.kernelStep};
          }
        }
      }
      ${written(vectors, r => `p${r} * ${outChannels}`)}`,
  };
}

const IN = ['inHeight', 'inWidth', 'inChannels'] as const;
const OUT = ['outHeight', 'outWidth', 'outChannels'] as const;

/** y = conv(x, W) + bias. */
export const convolution = (info: ConvInfo, image: TensorInfo, kernel: TensorInfo, bias?: TensorInfo): Shader =>
  gathered({
    key: 'convolution',
    ...{ image, kernel, info, ...(bias && { bias }) },
    outputShape: info.outShape,
    from: IN,
    to: OUT,
    columns: info.outChannels,
    meeting: r => `
      let iy${r} = y${r} * uniforms.strideY - uniforms.padTop + i;
      let ix${r} = x${r} * uniforms.strideX - uniforms.padLeft + j;
      let inside${r} = ${between(`iy${r}`, 'uniforms.inHeight')} & ${between(`ix${r}`, 'uniforms.inWidth')};`,
    kernelColumn: c => c,
    kernelStep: 'uniforms.outChannels',
  });

/** dx from dy and W. */
export const inputGradient = (info: ConvInfo, dy: TensorInfo, kernel: TensorInfo): Shader =>
  gathered({
    key: 'input gradient',
    ...{ image: dy, kernel, info },
    outputShape: info.inShape,
    from: OUT,
    to: IN,
    columns: info.inChannels,
    meeting: r => `
      let ty${r} = y${r} + uniforms.padTop - i;
      let tx${r} = x${r} + uniforms.padLeft - j;
      let iy${r} = ty${r} / uniforms.strideY;
      let ix${r} = tx${r} / uniforms.strideX;
      let met${r} = (iy${r} * uniforms.strideY == ty${r}) & (ix${r} * uniforms.strideX == tx${r});
      let inside${r} = met${r} & ${between(`iy${r}`, 'uniforms.outHeight')} & ${between(`ix${r}`, 'uniforms.outWidth')};`,
    kernelColumn: c => `${c} * uniforms.outChannels`,
    kernelStep: '1',
  });

/**
 * dW from x and dy, as `parts` sums over a share of the images' rows each: [parts, height × width × in, out]. One
 * invocation would have too much to do, and there would be too few of them.
 */
export function filterGradient(info: ConvInfo, x: TensorInfo, dy: TensorInfo, parts: number): Shader {
  const vectors = vectorsFor(info.outChannels);
  const lines = info.batchSize * info.outHeight;
  const height = info.filterHeight * info.filterWidth * info.inChannels;
  const blocks = Math.ceil(info.outChannels / (4 * vectors));
  const tiles = Math.ceil(height / ROWS);
  return {
    key: `filter gradient ${vectors}`,
    inputs: { image: x, dy },
    outputShape: [parts, height, info.outChannels],
    invocations: parts * tiles * blocks,
    numbers: { ...places(info), lines, height, blocks, tiles, share: Math.ceil(lines / parts) },
    code: `
      let column = index % uniforms.blocks * ${4 * vectors};
      let row = index / uniforms.blocks % uniforms.tiles * ${ROWS};
      let part = index / uniforms.blocks / uniforms.tiles;
      ${columnsInside(vectors, 'uniforms.outChannels')}
      ${each(
        ROWS,
        r => `
        let k${r} = min(row + ${r}, uniforms.height - 1);
        let d${r} = k${r} % uniforms.inChannels;
        let j${r} = k${r} / uniforms.inChannels % uniforms.kernelWidth - uniforms.padLeft;
        let i${r} = k${r} / uniforms.inChannels / uniforms.kernelWidth - uniforms.padTop;`,
      )}
      ${sums(vectors, () => 'vec4<f32>(0.0)')}
      let step = uniforms.strideX * uniforms.inChannels;
      let end = min((part + 1) * uniforms.share, uniforms.lines);
      for (var line = part * uniforms.share; line < end; line = line + 1) {
        let n = line / uniforms.outHeight;
        let y = line % uniforms.outHeight * uniforms.strideY;
        ${each(
          ROWS,
          r => `
          let y${r} = y + i${r};
          let there${r} = ${between(`y${r}`, 'uniforms.inHeight')};
          var at${r} = ((n * uniforms.inHeight + y${r}) * uniforms.inWidth + j${r}) * uniforms.inChannels + d${r};
          var x${r} = j${r};`,
        )}
        var g = line * uniforms.outWidth * uniforms.outChannels;
        for (var x = 0; x < uniforms.outWidth; x = x + 1) {
          ${each(vectors, v => `let b${v} = ${four('dy', c => `g + c${c}`, v)};`)}
          ${each(
            ROWS,
            r => `
            let inside${r} = there${r} & ${between(`x${r}`, 'uniforms.inWidth')};
            let v${r} = image[select(0, at${r}, inside${r})] * select(0.0, 1.0, inside${r});
            at${r} = at${r} + step;
            x${r} = x${r} + uniforms.strideX;`,
          )}
          ${multiplied(vectors)}
          g = g + uniforms.outChannels;
        }
      }
      ${written(vectors, r => `(part * uniforms.height + k${r}) * uniforms.outChannels`)}`,
  };
}

export interface Factors {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly bias?: TensorInfo;
}

/** a · b + bias, of two matrices; `rows` × `inner` and `inner` × `columns` when neither is transposed. */
export function matrixProduct(
  f: Factors,
  rows: number,
  inner: number,
  columns: number,
  shape: readonly number[],
): Shader {
  const vectors = vectorsFor(columns);
  const blocks = Math.ceil(columns / (4 * vectors));
  return {
    key: `matrix product ${vectors}${f.bias ? ' biased' : ''}`,
    inputs: { A: f.a, B: f.b, ...(f.bias && { bias: f.bias }) },
    outputShape: shape,
    invocations: Math.ceil(rows / ROWS) * blocks,
    numbers: {
      ...{ rows, inner, columns, blocks },
      rowA: f.transposeA ? 1 : inner,
      stepA: f.transposeA ? rows : 1,
      columnB: f.transposeB ? inner : 1,
      stepB: f.transposeB ? 1 : columns,
    },
    code: `
      let column = index % uniforms.blocks * ${4 * vectors};
      let row = index / uniforms.blocks * ${ROWS};
      ${columnsInside(vectors, 'uniforms.columns')}
      ${each(4 * vectors, c => `let w${c} = c${c} * uniforms.columnB;`)}
      ${each(ROWS, r => `let p${r} = min(row + ${r}, uniforms.rows - 1);\nlet r${r} = p${r} * uniforms.rowA;`)}
      ${sums(vectors, v => (f.bias ? four('bias', c => `c${c}`, v) : 'vec4<f32>(0.0)'))}
      var i = 0;
      var j = 0;
      for (var k = 0; k < uniforms.inner; k = k + 1) {
        ${each(vectors, v => `let b${v} = ${four('B', c => `j + w${c}`, v)};`)}
        ${each(ROWS, r => `let v${r} = A[i + r${r}];`)}
        ${multiplied(vectors)}
        i = i + uniforms.stepA;
        j = j + uniforms.stepB;
      }
      ${written(vectors, r => `p${r} * uniforms.columns`)}`,
  };
}
