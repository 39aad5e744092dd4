import { expect, test } from '@playwright/test';
import { App } from './app';

test('a run goes on after the tab was closed on it, and its weights after the network was edited', async ({ page }) => {
  const app = await App.openPreset(page, 'LeNet-5');
  const { training } = app;
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

test('a run that is over is gone on with, left with its best epoch, and has both weights after a reload', async ({
  page,
}) => {
  const app = await App.openPreset(page, 'LeNet-5');
  const { training } = app;
  await training.getByRole('combobox', { name: 'on' }).click();
  await page.getByRole('option', { name: 'WebAssembly' }).click();
  // So fast that it overshoots: before long an epoch is worse than the one before.
  await training.getByRole('textbox', { name: 'learning rate' }).fill('0.05');
  await training.getByRole('textbox', { name: 'epochs' }).fill('1');
  await page.keyboard.press('Enter');
  await training.getByRole('button', { name: /^Train/ }).click();
  const outcome = training.getByRole('status').filter({ hasText: 'Trained on WebAssembly' });
  const weights = training.getByRole('group', { name: 'Weights of' });
  await expect(outcome).toBeVisible({ timeout: 60_000 });
  let epochs = 1;
  while (!(await weights.isVisible()) && epochs < 12) {
    await training.getByRole('button', { name: 'Go on training' }).click();
    epochs++;
    // Its own epochs count on.
    await expect(training.getByText(`${epochs} / ${epochs}`)).toBeVisible({ timeout: 20_000 });
    await expect(outcome).toBeVisible({ timeout: 60_000 });
    await page.waitForTimeout(200);
  }
  const last = weights.getByRole('button', { name: `last, epoch ${epochs}` });
  const best = weights.getByRole('button', { name: /^best, epoch / });
  await expect(last).toHaveAttribute('aria-pressed', 'true');
  const accuracyOf = async (button: typeof last) => (await button.textContent())?.match(/ ([\d.]+ %)/)?.[1] ?? 'none';
  await expect(outcome).toContainText(`test accuracy ${await accuracyOf(last)}`);
  await best.click();
  await expect(best).toHaveAttribute('aria-pressed', 'true');
  await expect(outcome).toContainText(`test accuracy ${await accuracyOf(best)}`);
  await expect(page.getByText('saved', { exact: true })).toBeVisible();

  await page.reload();
  await expect(training.getByText(`LeNet-5 was trained for ${epochs} epochs, done`)).toBeVisible();
  await training.getByRole('button', { name: 'Show its result' }).click();
  await expect(best).toHaveAttribute('aria-pressed', 'true');
  await expect(outcome).toContainText(`test accuracy ${await accuracyOf(best)}`);
  await last.click();
  await expect(outcome).toContainText(`test accuracy ${await accuracyOf(last)}`);
  // What was chosen is gone on with.
  await training.getByRole('button', { name: 'Go on training' }).click();
  await expect(training.getByText(`${epochs + 1} / ${epochs + 1}`)).toBeVisible({ timeout: 20_000 });
});
