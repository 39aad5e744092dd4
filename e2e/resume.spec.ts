import { expect, test } from '@playwright/test';
import { App } from './app';

test('a run goes on after the tab was closed on it, and its weights after the network was edited', async ({ page }) => {
  const app = await App.open(page);
  const { training } = app;
  await page
    .getByRole('button', { name: /LeNet-5/ })
    .first()
    .click();
  await training.getByText('Auto', { exact: true }).click();
  await page.getByText('WebAssembly', { exact: true }).first().click();
  await training.getByRole('button', { name: /^Train/ }).click();
  await expect(training.getByText(/^2 \/ /)).toBeVisible({ timeout: 60_000 });

  await page.reload();
  await expect(training.getByText(/LeNet-5 was training: epoch \d+ of \d+, stopped \d\d:\d\d/)).toBeVisible();
  await training.getByRole('button', { name: 'Resume' }).click();
  await expect(training.getByText(/^3 \/ /)).toBeVisible({ timeout: 60_000 });
  await training.getByRole('button', { name: 'Stop' }).click();
  await expect(training.getByText(/Stopped on WebAssembly/)).toBeVisible();

  await app.select('F6');
  await app.type('Units', '60');
  await expect(training.getByText('Kept 3 layers, resized F6, Output')).toBeVisible();
  await training.getByRole('button', { name: 'Go on training' }).click();
  await expect(training.getByRole('button', { name: 'Pause' })).toBeEnabled();
});
