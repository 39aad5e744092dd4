import { expect, test } from '@playwright/test';
import { App } from './app';

test('LeNet-5 as taught today, shifted digits and a cosine schedule: at least 97.5 % of the held-out digits', async ({
  page,
}) => {
  const app = await App.open(page);
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name: 'LeNet-5 with ReLU' }).click();
  await expect(app.node('conv1')).toBeVisible();

  await app.training.getByRole('combobox', { name: 'on' }).click();
  await page.getByRole('option', { name: 'WebAssembly' }).click();
  await page.keyboard.press('Control+Enter');
  const outcome = app.training.getByRole('status');
  await expect(outcome).toContainText('test accuracy', { timeout: 240_000 });
  const said = (await outcome.textContent()) ?? '';
  const accuracy = Number(/test accuracy ([\d.]+)/.exec(said)?.[1]);
  test.info().annotations.push({ type: 'outcome', description: said });
  expect(accuracy).toBeGreaterThanOrEqual(97.5);
});
