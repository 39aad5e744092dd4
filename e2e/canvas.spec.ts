import { expect, type Locator, type Page, test } from '@playwright/test';
import { App } from './app';

const scale = async (page: Page): Promise<number> =>
  Number.parseInt((await page.getByRole('button', { name: /^\d+ %/ }).textContent()) ?? '', 10);

test('every turn of the wheel zooms, however quickly they follow each other', async ({ page }) => {
  const app = await App.openPreset(page, 'Inception v3');
  await expect(app.node('Mixed_5b')).toBeVisible();
  await page.mouse.move(700, 450);
  const before = await scale(page);
  // Each makes it a fifth larger; a pause of 150 ms would end the gesture.
  for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -132);
  await expect.poll(() => scale(page)).toBeGreaterThan(before * 1.9);
});

test('what is let go among open modules stays where it was let go, and undo brings it back', async ({ page }) => {
  const app = await App.openPreset(page, 'Inception v3');
  await expect(app.node('Mixed_5b')).toBeVisible();
  await page.keyboard.press('Shift+U');
  // The block that is under the pointer is an element, the others are one drawing.
  await page.mouse.move(600, 380);
  const block = page.locator('.react-flow__node');
  await expect(block).toHaveCount(1);
  const name = (await block.getAttribute('aria-label')) ?? '';
  const from = await block.boundingBox();
  await page.mouse.down();
  await page.mouse.move(620, 400, { steps: 4 });
  await page.mouse.move(700, 460, { steps: 8 });
  // In the hand it is part of the drawing.
  await expect(block).toHaveCSS('opacity', '0');
  await page.mouse.up();
  await page.mouse.move(5, 450);
  const moved = page.locator(`.react-flow__node[aria-label="${name}"]`);
  await expect(moved).toHaveCSS('opacity', '1');
  // As far as the hand went once it was a drag, to the next step of the grid.
  const far = async (dx: number, dy: number): Promise<number> => {
    const to = await moved.boundingBox();
    return from && to ? Math.hypot(to.x - from.x - dx, to.y - from.y - dy) : Number.POSITIVE_INFINITY;
  };
  await expect.poll(() => far(96, 76)).toBeLessThan(8);
  await page.keyboard.press('Control+z');
  await expect.poll(() => far(0, 0)).toBeLessThan(1);
});

test('what a hand moves while it is drawn stays in sight, with all that is inside', async ({ page }) => {
  const app = await App.openPreset(page, 'Inception v3');
  await expect(app.node('Mixed_5b')).toBeVisible();
  await page.keyboard.press('Shift+U');
  const [ground, hand] = [page.locator('.react-flow canvas').first(), page.locator('.react-flow canvas').last()];
  await expect(ground).toBeVisible();
  await expect(hand).toBeHidden();
  await expect.poll(() => inked(ground)).toBeGreaterThan(5000);
  const whole = await inked(ground);
  await page.keyboard.press('Control+a');
  await page.mouse.move(600, 380);
  await expect(page.locator('.react-flow__node')).toHaveCount(24);
  await page.mouse.down();
  await page.mouse.move(620, 400, { steps: 4 });
  await expect(hand).toBeVisible();
  await expect.poll(() => inked(ground)).toBeLessThan(0.1 * whole);
  expect(await inked(hand)).toBeGreaterThan(0.8 * whole);
  await page.mouse.up();
  await expect(hand).toBeHidden();
  expect(await inked(ground)).toBeGreaterThan(0.8 * whole);
});

test('when what draws large graphs cannot be loaded, the page says so and tries again', async ({ page }) => {
  await page.route('**/paint-worker*', route => route.abort());
  const app = await App.openPreset(page, 'Inception v3');
  await expect(app.node('Mixed_5b')).toBeVisible();
  await page.keyboard.press('Shift+U');
  await expect(page.getByText('The graph cannot be shown from afar')).toBeVisible();
  await page.unroute('**/paint-worker*');
  await page.keyboard.press('Alt+U');
  await page.keyboard.press('Shift+U');
  await expect(page.locator('.react-flow canvas').first()).toBeVisible();
});

/** How many pixels of a canvas have something on them. */
const inked = (canvas: Locator): Promise<number> =>
  canvas.evaluate(element => {
    if (!(element instanceof HTMLCanvasElement)) throw new Error('no canvas');
    const copy = new OffscreenCanvas(element.width, element.height).getContext('2d');
    if (!copy) throw new Error('no 2D context');
    copy.drawImage(element, 0, 0);
    const { data } = copy.getImageData(0, 0, element.width, element.height);
    return data.filter((alpha, i) => i % 4 === 3 && alpha > 0).length;
  });
