import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import type { backend_util } from '@tensorflow/tfjs-core';

type ConvInfo = backend_util.Conv2DInfo;

// A packed texture of TensorFlow.js holds 2×2 values of the last two axes per texel:
// .x (r, c)  .y (r, c + 1)  .z (r + 1, c)  .w (r + 1, c + 1). Of images these are columns × channels, of kernels input ×
// output channels. Texels follow each other in rows of the texture, whatever its width. What lies outside of an odd axis
// is undefined and has to be masked.

export const half = (n: number) => Math.ceil(n / 2);

/** The texel at a place in the order of texels. Division by the width is done in floats: GPUs have no integer one. */
export const fetching = (name: string) => `
  vec4 ${name}At(int i) {
    int width = textureSize(${name}, 0).x;
    int row = int((float(i) + 0.5) / float(width));
    return texelFetch(${name}, ivec2(i - row * width, row), 0);
  }`;

/** Reads two neighbouring columns, the first an even one, of two channels of a stack of images; zero outside. */
const imageReader = (name: string, [, rows, columns, channels]: readonly number[]) => `
  ${fetching(name)}
  vec4 ${name}Pair(int image, int row, int column, int channelPair) {
    if (column < 0 || column >= ${columns}) return vec4(0.);
    vec4 v = ${name}At(((image * ${rows} + row) * ${half(columns ?? 0)} + column / 2) * ${half(channels ?? 0)} + channelPair);
    ${(columns ?? 0) % 2 ? `if (column + 1 >= ${columns}) v.zw = vec2(0.);` : ''}
    ${(channels ?? 0) % 2 ? `if (channelPair == ${half(channels ?? 0) - 1}) v.yw = vec2(0.);` : ''}
    return v;
  }`;

interface Sliding {
  readonly image: string;
  readonly imageShape: readonly number[];
  readonly outputShape: number[];
  readonly kernel: readonly [height: number, width: number];
  readonly padTop: number;
  readonly padLeft: number;
  /** The kernel's texel for row i, column j, input channel pair c and output channel pair d of the sliding. */
  readonly kernelIndex: string;
  /** Products of one column's two channels with that texel, for two output channels. */
  readonly first: 'xyxy' | 'xzxz';
  readonly second: 'zwzw' | 'ywyw';
  readonly bias: boolean;
}

/**
 * Slides a kernel over images, stride 1. One invocation gives two columns × two channels of the output; the columns that
 * the kernel's width spans are read once and used for all its columns.
 */
function sliding(s: Sliding): GPGPUProgram {
  const [height, width] = s.kernel;
  const [, rows, , channels] = s.imageShape;
  const shift = s.padLeft & 1;
  const pairs = half(width + 1 + shift);
  const column = (offset: number) => `p${offset >> 1}.${offset & 1 ? 'zw' : 'xy'}`;
  const products = Array.from({ length: width }, (_, j) => {
    const [a, b] = [column(j + shift), column(j + shift + 1)];
    return `
        k = WAt(${s.kernelIndex.replace('{j}', String(j))});
        a = vec4(${a}, ${b});
        result += a.xxzz * k.${s.first} + a.yyww * k.${s.second};`;
  });
  return {
    variableNames: [s.image, 'W', ...(s.bias ? ['bias'] : [])],
    packedInputs: true,
    packedOutput: true,
    outputShape: s.outputShape,
    userCode: `
      ${imageReader(s.image, s.imageShape)}
      ${fetching('W')}
      ${s.bias ? fetching('bias') : ''}
      void main() {
        ivec4 at = getOutputCoords();
        int d = at.w / 2;
        int column = at.z - ${s.padLeft + shift};
        vec4 result = vec4(0.);
        vec4 k, a;
        for (int i = 0; i < ${height}; i++) {
          int row = at.y - ${s.padTop} + i;
          if (row < 0 || row >= ${rows}) continue;
          for (int c = 0; c < ${half(channels ?? 0)}; c++) {
            ${Array.from({ length: pairs }, (_, p) => `vec4 p${p} = ${s.image}Pair(at.x, row, column + ${2 * p}, c);`).join('\n            ')}
            ${products.join('')}
          }
        }
        ${s.bias ? 'vec4 b = biasAt(d); result += b.xyxy;' : ''}
        setOutput(result);
      }`,
  };
}

/** y = conv(x, W) + bias, stride 1. */
export function convolutionProgram(info: ConvInfo, bias: boolean): GPGPUProgram {
  const { inShape, outShape, filterHeight, filterWidth, inChannels, outChannels, padInfo } = info;
  const texels = half(inChannels) * half(outChannels);
  return sliding({
    image: 'x',
    imageShape: inShape,
    outputShape: outShape,
    kernel: [filterHeight, filterWidth],
    padTop: padInfo.top,
    padLeft: padInfo.left,
    kernelIndex: `(i * ${filterWidth} + {j}) * ${texels} + c * ${half(outChannels)} + d`,
    first: 'xyxy',
    second: 'zwzw',
    bias,
  });
}

/** dx from dy and W, stride 1: the kernel turned by half a turn slides over dy, output channels going in. */
export function inputGradientProgram(info: ConvInfo): GPGPUProgram {
  const { inShape, outShape, filterHeight, filterWidth, inChannels, outChannels, padInfo } = info;
  const texels = half(inChannels) * half(outChannels);
  return sliding({
    image: 'dy',
    imageShape: outShape,
    outputShape: inShape,
    kernel: [filterHeight, filterWidth],
    padTop: filterHeight - 1 - padInfo.top,
    padLeft: filterWidth - 1 - padInfo.left,
    kernelIndex: `(${filterHeight - 1} - i) * ${filterWidth * texels} + (${filterWidth - 1} - {j}) * ${texels} + d * ${half(outChannels)} + c`,
    first: 'xzxz',
    second: 'ywyw',
    bias: false,
  });
}

/**
 * dW from x and dy, stride 1, as `parts` sums over a share of the images each: [parts, height × width, in, out].
 * One invocation would have too much to do, and there would be too few of them.
 */
export function filterGradientProgram(info: ConvInfo, parts: number): GPGPUProgram {
  const { inShape, outShape, filterHeight, filterWidth, inChannels, outChannels, padInfo, batchSize } = info;
  const share = Math.ceil(batchSize / parts);
  return {
    variableNames: ['x', 'dy'],
    packedInputs: true,
    packedOutput: true,
    outputShape: [parts, filterHeight * filterWidth, inChannels, outChannels],
    userCode: `
      ${imageReader('x', inShape)}
      ${imageReader('dy', outShape)}
      void main() {
        ivec4 at = getOutputCoords();
        int i = at.y / ${filterWidth};
        int j = at.y - i * ${filterWidth} - ${padInfo.left};
        int c = at.z / 2;
        int d = at.w / 2;
        bool odd = (j & 1) != 0;
        vec4 result = vec4(0.);
        for (int n = at.x * ${share}; n < min((at.x + 1) * ${share}, ${batchSize}); n++) {
          for (int y = 0; y < ${info.outHeight}; y++) {
            int row = y + i - ${padInfo.top};
            if (row < 0 || row >= ${info.inHeight}) continue;
            vec4 before = odd ? xPair(n, row, j - 1, c) : vec4(0.);
            for (int q = 0; q < ${info.outWidth}; q += 2) {
              vec4 g = dyPair(n, y, q, d);
              vec4 a = xPair(n, row, odd ? q + j + 1 : q + j, c);
              vec4 p = odd ? vec4(before.zw, a.xy) : a;
              before = a;
              result += p.xxyy * g.xyxy + p.zzww * g.zwzw;
            }
          }
        }
        setOutput(result);
      }`,
  };
}
