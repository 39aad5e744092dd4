import { expect, test } from '@playwright/test';
import { App } from './app';

test('the other mouse button opens a menu of what it is on; the menu key too', async ({ page }) => {
  const app = await App.open(page);
  await page.getByText('LeNet-5', { exact: true }).first().click();
  await expect(page.locator('.react-flow__node')).toHaveCount(15);
  await app.node('C3').click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Selected nodes' });
  await menu.getByRole('menuitem', { name: /^Duplicate/ }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(16);
  await expect(menu).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node')).toHaveCount(15);

  await app.node('S4').click();
  await app.node('S4').focus();
  await page.keyboard.press('Shift+F10');
  await expect(menu).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();

  const ground = await app.canvas.boundingBox();
  if (!ground) throw new Error('no canvas');
  const at = { x: ground.x + 150, y: ground.y + 300 };
  await page.mouse.click(at.x, at.y, { button: 'right' });
  await page
    .getByRole('menu', { name: 'Graph' })
    .getByRole('menuitem', { name: /^Add here/ })
    .click();
  await page.keyboard.type('relu');
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__node')).toHaveCount(16);
  const added = await app.node('ReLU').boundingBox();
  expect(Math.abs((added?.x ?? 0) - at.x)).toBeLessThan(200);
  expect(Math.abs((added?.y ?? 0) - at.y)).toBeLessThan(100);
});
