/** MNIST's own preparation: the digit fills a box of this side, and its centre of mass lies in the middle of the image. */
const BOX = 20;

/**
 * Makes a drawing look like an MNIST digit: the inked part is scaled to fit 20×20 pixels and moved so that its centre of
 * mass lies in the middle of a `side` × `side` image (LeCun and others, the MNIST database, 1998).
 * @param ink row-major, `width` × `height`, 0 paper to 1 ink
 * @returns `side` × `side` values from 0 to 1; all 0 for an empty drawing
 */
export function normaliseDrawing(ink: Float32Array, width: number, height: number, side = 28): Float32Array {
  const image = new Float32Array(side * side);
  const box = inkedBox(ink, width, height);
  if (!box) return image;
  const scale = Math.max(box.right - box.left, box.bottom - box.top) / BOX;
  const columns = Math.max(1, Math.round((box.right - box.left) / scale));
  const rows = Math.max(1, Math.round((box.bottom - box.top) / scale));
  const small = new Float32Array(columns * rows);
  let mass = 0;
  let x = 0;
  let y = 0;
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const value = meanOver(ink, width, height, box.left + c * scale, box.top + r * scale, scale);
      small[r * columns + c] = value;
      mass += value;
      x += value * (c + 0.5);
      y += value * (r + 0.5);
    }
  const left = Math.round(side / 2 - x / mass);
  const top = Math.round(side / 2 - y / mass);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const [i, j] = [top + r, left + c];
      if (i >= 0 && i < side && j >= 0 && j < side) image[i * side + j] = small[r * columns + c] ?? 0;
    }
  return image;
}

function inkedBox(ink: Float32Array, width: number, height: number) {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let r = 0; r < height; r++)
    for (let c = 0; c < width; c++) {
      if ((ink[r * width + c] ?? 0) < 0.1) continue;
      left = Math.min(left, c);
      right = Math.max(right, c + 1);
      top = Math.min(top, r);
      bottom = Math.max(bottom, r + 1);
    }
  return right > left ? { left, right, top, bottom } : null;
}

/** Mean ink over a square of `size` pixels whose corner lies at `x`, `y`; at least one pixel is read. */
function meanOver(ink: Float32Array, width: number, height: number, x: number, y: number, size: number): number {
  const [fromX, fromY] = [Math.floor(x), Math.floor(y)];
  const toX = Math.max(fromX + 1, Math.min(width, Math.ceil(x + size)));
  const toY = Math.max(fromY + 1, Math.min(height, Math.ceil(y + size)));
  let sum = 0;
  for (let r = fromY; r < toY; r++) for (let c = fromX; c < toX; c++) sum += ink[r * width + c] ?? 0;
  return sum / ((toX - fromX) * (toY - fromY));
}
