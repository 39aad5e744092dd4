import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { half, type Sizeless } from './sizeless';

type ConvInfo = backend_util.Conv2DInfo;
type ImageShape = ConvInfo['inShape'];

/** Reads two neighbouring columns, the first an even one, of two channels of a stack of images; zero outside. */
const imageReader = (name: string, [, , columns, channels]: ImageShape): string => `
  vec4 ${name}Pair(int image, int row, int column, int channelPair) {
    if (column < 0 || column >= ${name}Columns) return vec4(0.);
    vec4 v = ${name}At(((image * ${name}Rows + row) * ${name}Line + column / 2) * ${name}Texels + channelPair);
    ${columns % 2 ? `if (column + 1 >= ${name}Columns) v.zw = vec2(0.);` : ''}
    ${channels % 2 ? `if (channelPair == ${name}Texels - 1) v.yw = vec2(0.);` : ''}
    return v;
  }`;

const imageNumbers = (name: string, [, rows, columns, channels]: ImageShape) => ({
  [`${name}Rows`]: rows,
  [`${name}Columns`]: columns,
  [`${name}Line`]: half(columns),
  [`${name}Texels`]: half(channels),
});

interface Sliding {
  readonly image: TensorInfo;
  readonly imageShape: ImageShape;
  readonly kernel: TensorInfo;
  readonly outputShape: readonly number[];
  readonly height: number;
  readonly width: number;
  readonly padTop: number;
  readonly padLeft: number;
  /** The kernel's texel at row 0, column 0, and steps to the next row, column, input and output channel pair. */
  readonly kernelStart: number;
  readonly kernelRow: number;
  readonly kernelColumn: number;
  readonly kernelIn: number;
  readonly kernelOut: number;
  /** Products of one column's two channels with that texel, for two output channels. */
  readonly first: 'xyxy' | 'xzxz';
  readonly second: 'zwzw' | 'ywyw';
  readonly bias?: TensorInfo | undefined;
}

/**
 * Slides a kernel over images, stride 1. One invocation gives two columns × two channels of the output; the columns that
 * the kernel's width spans are read once and used for all its columns.
 */
function sliding(s: Sliding): Sizeless {
  const shift = s.padLeft & 1;
  const pairs = half(s.width + 1 + shift);
  const column = (offset: number) => `p${offset >> 1}.${offset & 1 ? 'zw' : 'xy'}`;
  const products = Array.from({ length: s.width }, (_, j) => {
    const [a, b] = [column(j + shift), column(j + shift + 1)];
    return `
            k = WAt(at0 + ${j} * kernelColumn);
            a = vec4(${a}, ${b});
            result += a.xxzz * k.${s.first} + a.yyww * k.${s.second};`;
  });
  const { height, padTop, kernelStart, kernelRow, kernelColumn, kernelIn, kernelOut } = s;
  return {
    inputs: { image: s.image, W: s.kernel, ...(s.bias && { bias: s.bias }) },
    outputShape: s.outputShape,
    numbers: {
      ...imageNumbers('image', s.imageShape),
      ...{ height, padTop, padLeft: s.padLeft + shift },
      ...{ kernelStart, kernelRow, kernelColumn, kernelIn, kernelOut },
    },
    code: `
      ${imageReader('image', s.imageShape)}
      void main() {
        ivec4 at = getOutputCoords();
        int d = at.w / 2;
        int column = at.z - padLeft;
        vec4 result = vec4(0.);
        vec4 k, a;
        for (int i = 0; i < height; i++) {
          int row = at.y - padTop + i;
          if (row < 0 || row >= imageRows) continue;
          for (int c = 0; c < imageTexels; c++) {
            int at0 = kernelStart + i * kernelRow + c * kernelIn + d * kernelOut;
            ${Array.from({ length: pairs }, (_, p) => `vec4 p${p} = imagePair(at.x, row, column + ${2 * p}, c);`).join('\n            ')}
            ${products.join('')}
          }
        }
        ${s.bias ? 'vec4 b = biasAt(d); result += b.xyxy;' : ''}
        setOutput(result);
      }`,
  };
}

/** y = conv(x, W) + bias, stride 1. */
export function convolution(info: ConvInfo, image: TensorInfo, kernel: TensorInfo, bias?: TensorInfo): Sizeless {
  const { inShape, outShape, filterHeight, filterWidth, inChannels, outChannels, padInfo } = info;
  const texels = half(inChannels) * half(outChannels);
  return sliding({
    ...{ image, kernel, bias, imageShape: inShape, outputShape: outShape },
    ...{ height: filterHeight, width: filterWidth, padTop: padInfo.top, padLeft: padInfo.left },
    kernelStart: 0,
    kernelRow: filterWidth * texels,
    kernelColumn: texels,
    kernelIn: half(outChannels),
    kernelOut: 1,
    first: 'xyxy',
    second: 'zwzw',
  });
}

/** dx from dy and W, stride 1: the kernel turned by half a turn slides over dy, output channels going in. */
export function inputGradient(info: ConvInfo, dy: TensorInfo, kernel: TensorInfo): Sizeless {
  const { inShape, outShape, filterHeight, filterWidth, inChannels, outChannels, padInfo } = info;
  const texels = half(inChannels) * half(outChannels);
  return sliding({
    ...{ image: dy, kernel, imageShape: outShape, outputShape: inShape },
    ...{ height: filterHeight, width: filterWidth },
    padTop: filterHeight - 1 - padInfo.top,
    padLeft: filterWidth - 1 - padInfo.left,
    kernelStart: (filterHeight * filterWidth - 1) * texels,
    kernelRow: -filterWidth * texels,
    kernelColumn: -texels,
    kernelIn: 1,
    kernelOut: half(outChannels),
    first: 'xzxz',
    second: 'ywyw',
  });
}

/**
 * dW from x and dy, stride 1, as `parts` sums over a share of the images each: [parts, height × width, in, out].
 * One invocation would have too much to do, and there would be too few of them.
 */
export function filterGradient(info: ConvInfo, x: TensorInfo, dy: TensorInfo, parts: number): Sizeless {
  const { inShape, outShape, filterHeight, filterWidth, inChannels, outChannels, padInfo, batchSize } = info;
  return {
    inputs: { x, dy },
    outputShape: [parts, filterHeight * filterWidth, inChannels, outChannels],
    numbers: {
      ...imageNumbers('x', inShape),
      ...imageNumbers('dy', outShape),
      ...{ kernelWidth: filterWidth, padTop: padInfo.top, padLeft: padInfo.left },
      ...{ share: Math.ceil(batchSize / parts), images: batchSize },
    },
    code: `
      ${imageReader('x', inShape)}
      ${imageReader('dy', outShape)}
      void main() {
        ivec4 at = getOutputCoords();
        int i = at.y / kernelWidth;
        int j = at.y - i * kernelWidth - padLeft;
        int c = at.z / 2;
        int d = at.w / 2;
        bool odd = (j & 1) != 0;
        vec4 result = vec4(0.);
        for (int n = at.x * share; n < min((at.x + 1) * share, images); n++) {
          for (int y = 0; y < dyRows; y++) {
            int row = y + i - padTop;
            if (row < 0 || row >= xRows) continue;
            vec4 before = odd ? xPair(n, row, j - 1, c) : vec4(0.);
            for (int q = 0; q < dyColumns; q += 2) {
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
