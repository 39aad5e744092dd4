import { expect, type Page, test } from '@playwright/test';
import { App } from './app';

const scale = async (page: Page): Promise<number> =>
  Number.parseInt((await page.getByRole('button', { name: /^\d+ %/ }).textContent()) ?? '', 10);

test('every turn of the wheel zooms, however quickly they follow each other', async ({ page }) => {
  const app = await App.open(page);
  await page.getByRole('button', { name: /^Inception v3/ }).click();
  await expect(app.node('Mixed_5b')).toBeVisible();
  await page.mouse.move(700, 450);
  const before = await scale(page);
  // Each makes it a fifth larger; a pause of 150 ms would end the gesture.
  for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -132);
  await expect.poll(() => scale(page)).toBeGreaterThan(before * 1.9);
});

test('an operation that is let go among open modules stays in view, and undo brings it back', async ({ page }) => {
  const app = await App.open(page);
  await page.getByRole('button', { name: /^Inception v3/ }).click();
  await expect(app.node('Mixed_5b')).toBeVisible();
  await page.keyboard.press('Shift+U');
  // The block that is under the pointer is an element, the others are one drawing.
  await page.mouse.move(600, 380);
  const block = page.locator('.react-flow__node');
  await expect(block).toHaveCount(1);
  const name = (await block.getAttribute('aria-label')) ?? '';
  await page.mouse.down();
  await page.mouse.move(620, 400, { steps: 4 });
  await page.mouse.move(700, 460, { steps: 8 });
  await page.mouse.up();
  await page.mouse.move(5, 450);
  const moved = page.locator(`.react-flow__node[aria-label="${name}"]`);
  await expect(moved).toBeInViewport();
  await page.keyboard.press('Control+z');
  await expect(moved).toBeInViewport();
});
