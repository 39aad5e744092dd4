import { expect, test } from '@playwright/test';
import { App } from './app';

test('two tabs on one document: one trains it, the other waits or trains a copy, and neither loses anything', async ({
  page,
  context,
}) => {
  test.setTimeout(240_000);
  const first = await App.openPreset(page, 'LeNet-5');
  await first.training.getByText('Auto', { exact: true }).click();
  await page.getByText('WebAssembly', { exact: true }).first().click();
  await first.training.getByRole('textbox', { name: 'epochs' }).fill('200');
  await page.keyboard.press('Enter');
  await expect(page.getByText('saved', { exact: true })).toBeVisible();
  await first.training.getByRole('button', { name: /^Train/ }).click();
  await expect(first.training.getByText(/^2 \/ /)).toBeVisible({ timeout: 60_000 });

  const other = await context.newPage();
  await other.goto('/');
  const second = new App(other);
  await expect(second.training.getByText('LeNet-5 is being trained in another tab')).toBeVisible({ timeout: 20_000 });
  await expect(second.training.getByRole('button', { name: /^Train(?! a copy)/ })).toBeDisabled();

  // When the first tab stops, the other may have it; and the other way round.
  await first.training.getByRole('button', { name: 'Stop' }).click();
  await expect(second.training.getByText('LeNet-5 is being trained in another tab')).toBeHidden({ timeout: 60_000 });
  await expect(second.training.getByText(/LeNet-5 was training: epoch \d+ of 200/)).toBeVisible({ timeout: 30_000 });
  await first.training.getByRole('button', { name: 'Train again' }).click();
  await expect(first.training.getByRole('button', { name: 'Pause' })).toBeEnabled({ timeout: 20_000 });
  await second.training.getByRole('button', { name: /^Train(?! a copy)/ }).click();
  await second.training.getByRole('button', { name: 'Train a copy here' }).click();
  await expect(second.training.getByText(/^2 \/ /)).toBeVisible({ timeout: 60_000 });
  await expect(other.getByRole('textbox', { name: 'Title of the document' })).toHaveValue('LeNet-5 (copy)');
  await expect(first.training.getByRole('button', { name: 'Pause' })).toBeEnabled();

  // Each has its own to go on from.
  await other.reload();
  await page.reload();
  await expect(second.training.getByText(/LeNet-5 \(copy\) was training: epoch \d+ of 200/)).toBeVisible({
    timeout: 30_000,
  });
  await expect(first.training.getByText(/LeNet-5 was training: epoch \d+ of 200/)).toBeVisible({ timeout: 30_000 });
});
