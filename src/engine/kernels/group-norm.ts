/**
 * Group normalisation of `sets` sets an image, each `pixels` × `columns` values of which every group of columns is brought
 * to mean 0 and deviation 1. With `back`, y is dy and the result its gradient (γ and β are then summed into dGamma, dBeta).
 */
export function groupNorm(
  x: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  columns: i32,
  groups: i32,
  pixels: i32,
  sets: i32,
  epsilon: f32,
  n: i32,
): void {
  const size = columns / groups;
  for (let set = n * sets; set > 0; set--) {
    for (let group = 0; group < groups; group++) {
      const start = x + ((group * size) << 2);
      const mean = meanOf(start, columns, pixels, size);
      const inverse = inverseOf(start, columns, pixels, size, mean, epsilon);
      for (let pixel = 0; pixel < pixels; pixel++) {
        for (let c = group * size; c < (group + 1) * size; c++) {
          let value = (load<f32>(x + ((pixel * columns + c) << 2)) - mean) * inverse;
          if (gamma) value *= load<f32>(gamma + (c << 2));
          if (beta) value += load<f32>(beta + (c << 2));
          store<f32>(y + ((pixel * columns + c) << 2), value);
        }
      }
    }
    x += (pixels * columns) << 2;
    y += (pixels * columns) << 2;
  }
}

export function groupNormGradient(
  x: usize,
  dy: usize,
  gamma: usize,
  dGamma: usize,
  dBeta: usize,
  dx: usize,
  columns: i32,
  groups: i32,
  pixels: i32,
  sets: i32,
  epsilon: f32,
  add: i32,
  n: i32,
): void {
  const size = columns / groups;
  const share = <f32>1 / <f32>(pixels * size);
  for (let set = n * sets; set > 0; set--) {
    for (let group = 0; group < groups; group++) {
      const start = x + ((group * size) << 2);
      const mean = meanOf(start, columns, pixels, size);
      const inverse = inverseOf(start, columns, pixels, size, mean, epsilon);
      let level: f32 = 0;
      let tilt: f32 = 0;
      for (let pixel = 0; pixel < pixels; pixel++) {
        for (let c = group * size; c < (group + 1) * size; c++) {
          const at = (pixel * columns + c) << 2;
          const normal = (load<f32>(x + at) - mean) * inverse;
          let slope = load<f32>(dy + at);
          if (dGamma) store<f32>(dGamma + (c << 2), load<f32>(dGamma + (c << 2)) + slope * normal);
          if (dBeta) store<f32>(dBeta + (c << 2), load<f32>(dBeta + (c << 2)) + slope);
          if (gamma) slope *= load<f32>(gamma + (c << 2));
          level += slope;
          tilt += slope * normal;
        }
      }
      level *= share;
      tilt *= share;
      if (!dx) continue;
      for (let pixel = 0; pixel < pixels; pixel++) {
        for (let c = group * size; c < (group + 1) * size; c++) {
          const at = (pixel * columns + c) << 2;
          const normal = (load<f32>(x + at) - mean) * inverse;
          let slope = load<f32>(dy + at);
          if (gamma) slope *= load<f32>(gamma + (c << 2));
          const value = (slope - level - normal * tilt) * inverse;
          store<f32>(dx + at, add ? load<f32>(dx + at) + value : value);
        }
      }
    }
    const step = (pixels * columns) << 2;
    x += step;
    dy += step;
    if (dx) dx += step;
  }
}

function meanOf(x: usize, columns: i32, pixels: i32, size: i32): f32 {
  let sum: f64 = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let c = 0; c < size; c++) sum += <f64>load<f32>(x + ((pixel * columns + c) << 2));
  }
  return <f32>(sum / <f64>(pixels * size));
}

function inverseOf(x: usize, columns: i32, pixels: i32, size: i32, mean: f32, epsilon: f32): f32 {
  let sum: f64 = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let c = 0; c < size; c++) {
      const d = <f64>(load<f32>(x + ((pixel * columns + c) << 2)) - mean);
      sum += d * d;
    }
  }
  return <f32>(1 / Math.sqrt(sum / <f64>(pixels * size) + <f64>epsilon));
}
