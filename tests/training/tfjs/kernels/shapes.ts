/** What kernels are asked: odd and even sizes, tiles that end inside and outside, padding and strides. */
export const shapesIn = {
  /** [batch, height, width, channels] of the image, [height, width, in, out] of the kernel. */
  convolutions: [
    { image: [4, 12, 12, 1], kernel: [5, 5, 1, 6], pad: 'valid', stride: 1 },
    { image: [3, 6, 6, 6], kernel: [5, 5, 6, 16], pad: 'valid', stride: 1 },
    { image: [2, 5, 7, 3], kernel: [3, 2, 3, 5], pad: 'same', stride: 1 },
    { image: [3, 6, 5, 4], kernel: [2, 4, 4, 1], pad: 'same', stride: 1 },
    { image: [2, 4, 4, 5], kernel: [1, 1, 5, 3], pad: 'same', stride: 1 },
    { image: [1, 3, 3, 2], kernel: [3, 3, 2, 7], pad: 'valid', stride: 1 },
    { image: [2, 7, 6, 3], kernel: [3, 3, 3, 4], pad: 'same', stride: 2 },
    { image: [2, 9, 8, 2], kernel: [3, 3, 2, 9], pad: 'valid', stride: 2 },
    { image: [1, 1, 1, 2], kernel: [1, 1, 2, 1], pad: 'valid', stride: 1 },
  ] as const,
  products: [
    [1, 7, 3],
    [5, 9, 4],
    [6, 33, 10],
    [13, 4, 17],
  ] as const,
  sums: [
    [
      [4, 5, 6, 7],
      [0, 1, 2],
    ],
    [
      [3, 5, 7, 6],
      [0, 1, 2],
    ],
    [
      [2, 4, 6, 5],
      [0, 1, 2],
    ],
    [[300, 3], [0]],
    [[301, 3], [0]],
    [
      [4, 5, 6, 7],
      [1, 2],
    ],
    [
      [2, 3, 4, 5],
      [1, 2],
    ],
    [
      [3, 5, 4],
      [0, 1],
    ],
    [[4, 30], [1]],
    [[9, 1], [0]],
  ] as const,
};
