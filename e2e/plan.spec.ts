import { expect, test } from '@playwright/test';
import { App } from './app';

test('a plan: shifted images, a cosine, a check before the run, and what came of it', async ({ page }) => {
  const app = await App.openPreset(page, 'LeNet-5');
  await expect(app.node('C3')).toBeVisible();

  // One button opens all settings; the keyboard is in the panel then.
  await app.training.getByRole('button', { name: 'Settings' }).click();
  const panel = page.getByRole('complementary', { name: 'Training settings' });
  const strip = panel.getByRole('list', { name: 'How training images look' });
  await expect(strip.getByRole('img')).toHaveCount(8);
  const looks = () => strip.locator('canvas').evaluateAll(all => all.map(c => (c as HTMLCanvasElement).toDataURL()));
  const before = await looks();
  await panel.getByRole('spinbutton', { name: 'Shift' }).fill('2');
  await expect.poll(async () => (await looks()).filter((look, i) => look !== before[i]).length).toBeGreaterThan(4);

  await panel.getByRole('combobox', { name: 'Rate over time' }).click();
  await page.getByRole('option', { name: 'cosine' }).click();
  await expect(panel.getByRole('img', { name: /Learning rate over .*nearly 0 at the end/ })).toBeVisible();

  await panel.getByRole('button', { name: 'Check', exact: true }).click();
  await panel.getByRole('button', { name: 'Check before training' }).click();
  await expect(panel.getByText('Signal and gradients reach every layer')).toBeVisible({ timeout: 30_000 });
  const engine = panel.getByRole('listitem').filter({ hasText: 'WebAssembly' }).filter({ hasText: 'a step' });
  await expect(engine).toContainText(/an epoch, .* in all/, { timeout: 30_000 });
  await expect(engine).toContainText(/MB at batch 128; safe up to/);
  await engine.getByRole('button', { name: 'Use WebAssembly' }).click();
  // The slower engines need not be waited for.
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await panel.getByRole('button', { name: /^C3: mean/ }).click();
  await expect(app.inspector).toContainText('10×10×16');

  await panel.getByRole('button', { name: 'Plan', exact: true }).click();
  await panel.getByRole('spinbutton', { name: 'Epochs' }).fill('1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(app.training.getByRole('textbox', { name: 'epochs' })).toHaveValue('1');

  await page.keyboard.press('Control+Enter');
  const outcome = app.training.getByRole('status').filter({ hasText: 'test accuracy' });
  await expect(outcome).toContainText('Trained on WebAssembly', { timeout: 60_000 });
  const accuracy = Number((await outcome.textContent())?.match(/accuracy (\d+\.\d) %/)?.[1]);
  expect(accuracy).toBeGreaterThan(70);
  await app.training.getByRole('button', { name: 'By class' }).click();
  await expect(app.training.getByRole('table').getByRole('row')).toHaveCount(14);

  // The plan is the document's: one undo takes the last change back.
  await app.canvas.click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('Control+z');
  await expect(app.training.getByRole('textbox', { name: 'epochs' })).not.toHaveValue('1');
});

test('what the check finds is shown on the canvas, from outside and from inside of modules', async ({ page }) => {
  test.setTimeout(240_000);
  const app = await App.open(page);
  await page.getByRole('button', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name: /^Inception v3, small/ }).click();
  await app.training.getByRole('button', { name: 'Set fc to 10' }).click();
  await app.training.getByRole('button', { name: 'Settings' }).click();
  const panel = page.getByRole('complementary', { name: 'Training settings' });
  await panel.getByRole('spinbutton', { name: 'Learning rate' }).fill('100');
  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Check', exact: true }).click();
  await panel.getByRole('button', { name: 'Check before training' }).click();
  const finding = panel.getByRole('button', { name: /^fc.*times its own weights in the first step/ });
  await expect(finding).toBeVisible({ timeout: 60_000 });
  await panel.getByRole('button', { name: 'Cancel' }).click();

  const selected = page.locator('.react-flow__node.selected');
  const places = page.getByRole('navigation', { name: 'Where you are' });
  const shows = async (what: RegExp, where: string | null): Promise<void> => {
    await expect(selected).toHaveAttribute('aria-label', what);
    await expect(selected).toBeInViewport({ ratio: 1 });
    if (where === null) await expect(places).toBeHidden();
    else await expect(places).toContainText(where);
  };
  await panel.getByRole('button', { name: /^Mixed_7c \/ branch_pool \/ bn: mean/ }).click();
  await shows(/^bn, Batch normalisation/, 'branch_pool');
  await panel.getByRole('button', { name: /^Conv2d_2a_3x3 \/ conv: mean/ }).click();
  await shows(/^conv, Convolution 2D, .*in 37×37×4/, 'Conv2d_2a_3x3');
  await finding.click();
  await shows(/^fc, Linear/, null);
});
