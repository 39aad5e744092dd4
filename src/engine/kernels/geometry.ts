// What convolutions, poolings and the like are told of the images they work on: a record of 32-bit words in memory,
// written by src/engine/plan/geometry.ts in this order. Sizes in pixels, steps in floats.

@inline
function word(record: usize, index: i32): i32 {
  return load<i32>(record + (index << 2));
}

/** Channels of the image. */
@inline
export function channels(g: usize): i32 {
  return word(g, 0);
}
@inline
export function imageHeight(g: usize): i32 {
  return word(g, 1);
}
@inline
export function imageWidth(g: usize): i32 {
  return word(g, 2);
}
/** Where the image lies in the padded one. */
@inline
export function top(g: usize): i32 {
  return word(g, 3);
}
@inline
export function left(g: usize): i32 {
  return word(g, 4);
}
@inline
export function paddedHeight(g: usize): i32 {
  return word(g, 5);
}
@inline
export function paddedWidth(g: usize): i32 {
  return word(g, 6);
}
/** Positions of the window. */
@inline
export function outHeight(g: usize): i32 {
  return word(g, 7);
}
@inline
export function outWidth(g: usize): i32 {
  return word(g, 8);
}
/** From one position to the next. */
@inline
export function strideY(g: usize): i32 {
  return word(g, 9);
}
@inline
export function strideX(g: usize): i32 {
  return word(g, 10);
}
/** The window's runs: rows × taps of `run` floats. */
@inline
export function rows(g: usize): i32 {
  return word(g, 11);
}
@inline
export function rowStep(g: usize): i32 {
  return word(g, 12);
}
@inline
export function taps(g: usize): i32 {
  return word(g, 13);
}
@inline
export function tapStep(g: usize): i32 {
  return word(g, 14);
}
@inline
export function run(g: usize): i32 {
  return word(g, 15);
}
/** Channels that come out in all, of this group, and the first of this group in and out. */
@inline
export function outChannels(g: usize): i32 {
  return word(g, 16);
}
@inline
export function groupColumns(g: usize): i32 {
  return word(g, 17);
}
@inline
export function firstChannel(g: usize): i32 {
  return word(g, 18);
}
@inline
export function firstColumn(g: usize): i32 {
  return word(g, 19);
}
/** Padded channels per channel of the image: a depthwise convolution's multiplier. */
@inline
export function repeats(g: usize): i32 {
  return word(g, 20);
}
/** Rows and columns that count towards a mean end here. */
@inline
export function countedBottom(g: usize): i32 {
  return word(g, 21);
}
@inline
export function countedRight(g: usize): i32 {
  return word(g, 22);
}
@inline
export function countedTop(g: usize): i32 {
  return word(g, 23);
}
@inline
export function countedLeft(g: usize): i32 {
  return word(g, 24);
}
