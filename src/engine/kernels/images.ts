import { clear } from './rows';

// Images of the data set, a byte a value, as what the network's input takes (see src/training/datasets/image-mapping.ts).

const PAD = 1;

@inline
function channel(p: usize, channels: i32, at: i32, grey: i32): f32 {
  if (!grey) return <f32>load<u8>(p + at);
  let sum: f32 = 0;
  for (let c = 0; c < channels; c++) sum += <f32>load<u8>(p + c);
  return sum / <f32>channels;
}

/**
 * Gathers `n` images by their indices. `fit`: the same size (0), put into the middle of zeros (1), resized bilinearly with
 * pixel centres aligned (2). Channels are repeated or averaged where their numbers differ. Values become 0 to 1.
 */
export function gather(
  pixels: usize,
  height: i32,
  width: i32,
  channels: i32,
  indices: usize,
  y: usize,
  yHeight: i32,
  yWidth: i32,
  yChannels: i32,
  fit: i32,
  n: i32,
): void {
  const share: f32 = 1 / 255;
  const grey = yChannels < channels ? 1 : 0;
  const size = height * width * channels;
  const top = (yHeight - height) >> 1;
  const left = (yWidth - width) >> 1;
  for (let image = 0; image < n; image++) {
    const x = pixels + <usize>load<i32>(indices + (image << 2)) * <usize>size;
    if (fit <= PAD) {
      if (fit == PAD) clear(y, yHeight * yWidth * yChannels);
      for (let i = 0; i < height; i++) {
        let p = x + i * width * channels;
        let to = y + ((((i + top) * yWidth + left) * yChannels) << 2);
        for (let j = 0; j < width; j++) {
          for (let c = 0; c < yChannels; c++) {
            store<f32>(to, channel(p, channels, channels == yChannels ? c : 0, grey) * share);
            to += 4;
          }
          p += channels;
        }
      }
    } else {
      let to = y;
      for (let i = 0; i < yHeight; i++) {
        const row = max<f32>(0, (<f32>i + 0.5) * <f32>height / <f32>yHeight - 0.5);
        const above = min(<i32>floor<f32>(row), height - 1);
        const below = min(above + 1, height - 1);
        const dy = row - <f32>above;
        for (let j = 0; j < yWidth; j++) {
          const column = max<f32>(0, (<f32>j + 0.5) * <f32>width / <f32>yWidth - 0.5);
          const before = min(<i32>floor<f32>(column), width - 1);
          const after = min(before + 1, width - 1);
          const dx = column - <f32>before;
          for (let c = 0; c < yChannels; c++) {
            const at = channels == yChannels ? c : 0;
            const a = channel(x + (above * width + before) * channels, channels, at, grey);
            const b = channel(x + (above * width + after) * channels, channels, at, grey);
            const d = channel(x + (below * width + before) * channels, channels, at, grey);
            const e = channel(x + (below * width + after) * channels, channels, at, grey);
            const upper = a + (b - a) * dx;
            const lower = d + (e - d) * dx;
            store<f32>(to, (upper + (lower - upper) * dy) * share);
            to += 4;
          }
        }
      }
    }
    y += (yHeight * yWidth * yChannels) << 2;
  }
}
