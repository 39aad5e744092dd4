import { expect, type Page, test } from '@playwright/test';
import { App } from './app';

async function openInception(page: Page): Promise<App> {
  const app = await App.openPreset(page, 'Inception v3');
  await expect(app.node('Mixed_5b')).toBeVisible();
  return app;
}

const places = (page: Page) => page.getByRole('navigation', { name: 'Where you are' });

test('a change inside one block shows in its three instances and in the totals', async ({ page }) => {
  const app = await openInception(page);
  await expect(app.inspector).toContainText('23,834,568');
  await expect(app.node('Mixed_5b')).toContainText('256,832');

  // In by the keyboard; the breadcrumbs say where one is, and that it is shared.
  await app.node('Mixed_5b').click();
  await page.keyboard.press('Enter');
  await expect(places(page)).toContainText('Mixed_5b');
  await expect(places(page)).toContainText('changes all 3 instances');
  await expect(app.node('x')).toContainText('35×35×192');

  // An even kernel makes one branch larger than the others, and Concat says so with both sizes.
  await app.node('branch5x5_2').click();
  await app.type('Kernel, height', '4');
  const problem = page.getByRole('region', { name: 'Problem of Concat' });
  await expect(problem).toContainText('36×36×64');
  await expect(problem).toContainText('35×35×64');
  await problem.getByRole('button', { name: /^Crop input 2/ }).click();
  await expect(problem).toBeHidden();
  await expect(app.node('Crop')).toBeVisible();

  // Out again: a 4×4 kernel has 9 · 48 · 64 weights less than a 5×5 one, three times.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(places(page)).toBeHidden();
  for (const [name, before] of [
    ['Mixed_5b', 256_832],
    ['Mixed_5c', 278_464],
    ['Mixed_5d', 286_144],
  ] as const) {
    await expect(app.node(name)).toContainText((before - 9 * 48 * 64).toLocaleString('en'));
  }
  await page.keyboard.press('Escape');
  await expect(app.inspector).toContainText((23_834_568 - 3 * 9 * 48 * 64).toLocaleString('en'));

  // One history for all levels.
  for (let i = 0; i < 2; i++) await page.keyboard.press('Control+z');
  await expect(app.inspector).toContainText('23,834,568');
});

test('four nodes become a module, and are four nodes again', async ({ page }) => {
  const app = await openInception(page);
  const names = ['Conv2d_1a_3x3', 'Conv2d_2a_3x3', 'Conv2d_2b_3x3', 'maxpool1'];
  for (const [i, name] of names.entries()) {
    await app.node(name).click(i === 0 ? {} : { modifiers: ['Control'] });
  }
  await page.keyboard.press('Control+g');
  await expect(app.node('Module')).toBeVisible();
  await expect(app.node('maxpool1')).toBeHidden();
  await expect(app.inspector).toContainText('1 instance');
  await expect(page.getByText('No problems')).toBeVisible();
  await expect(page.locator('[data-op="module:m1"]')).toBeVisible();

  await page.keyboard.press('Control+Shift+g');
  for (const name of names) await expect(app.node(name)).toBeVisible();
  await expect(app.node('Module')).toBeHidden();
  await expect(page.getByText('No problems')).toBeVisible();
});

test('a block unfolds in place, and all of them in columns that are drawn', async ({ page }) => {
  const app = await openInception(page);
  await page.getByRole('button', { name: 'Unfold Mixed_5c' }).click();
  await expect(app.node('Mixed_5c')).toContainText('3 instances');
  await expect(app.node('Mixed_5c')).toContainText('35×35×96');
  await app.node('Mixed_5c').getByRole('button', { name: 'fold', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Unfold Mixed_5c' })).toBeVisible();

  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+u');
  await page.mouse.move(700, 20);
  const drawing = app.canvas.locator('[data-drawn="true"] canvas').first();
  await expect(drawing).toBeVisible();
  await expect(page.locator('.react-flow__node')).toHaveCount(0);
  // What is pointed at is an element again.
  const box = await app.canvas.boundingBox();
  if (!box) throw new Error('no canvas');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
  await page.mouse.move(box.x + box.width / 2 - 4, box.y + box.height / 3);
  await expect(page.locator('.react-flow__node')).toHaveCount(1);
  await page.keyboard.press('Alt+u');
  await expect(app.node('Mixed_7c')).toBeVisible();
});

test('a parameter inside becomes the module’s, and each instance sets it', async ({ page }) => {
  const app = await openInception(page);
  await app.node('Mixed_6a').dblclick({ position: { x: 60, y: 12 } });
  await expect(places(page)).toContainText('Mixed_6a');
  await app.node('branch3x3').click();
  await app.inspector.getByRole('button', { name: /^Bind Output channels/ }).click();
  await page.getByRole('menuitem', { name: /New parameter/ }).click();
  await expect(app.inspector).toContainText('Output channels = 384');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(app.node('Mixed_6a')).toContainText('output channels 384');
  await app.type('Output channels', '400');
  await expect(app.node('Mixed_6a')).toContainText('output channels 400');

  // A second one of that name is numbered, and both can be called what they are.
  await app.node('Mixed_6a').dblclick({ position: { x: 60, y: 12 } });
  await app.node('branch3x3dbl_3').click();
  await app.inspector.getByRole('button', { name: /^Bind Output channels/ }).click();
  await page.getByRole('menuitem', { name: 'New parameter “Output channels 2”' }).click();
  await page.keyboard.press('Escape');
  await app.inspector.getByRole('textbox', { name: 'Name of the parameter Output channels 2' }).fill('Double branch');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(app.node('Mixed_6a')).toContainText('output channels 400, double branch 96');
});

test('a module pasted into itself is refused, with the reason', async ({ page }) => {
  const app = await openInception(page);
  await app.node('Mixed_5b').click();
  await page.keyboard.press('Control+c');
  await app.node('Mixed_5c').click();
  await page.keyboard.press('Enter');
  await expect(places(page)).toContainText('Mixed_5c');
  await expect(page.locator('[data-op]').filter({ hasText: 'Inception B' })).toBeVisible();
  await expect(page.locator('[data-op]').filter({ hasText: 'Inception A' })).toBeHidden();
  await page.keyboard.press('Control+v');
  await expect(page.getByText('Inception A would contain itself here, so it is not pasted')).toBeVisible();
  await expect(page.getByText('No problems')).toBeVisible();
});

test('a document that lacks a module opens, says so, and is read as figure and table', async ({ page }) => {
  const app = await App.open(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'or choose one' }).click();
  const node = (id: string, op: string, y: number) => ({ id, op, name: id, params: {}, at: [0, y] });
  const document = {
    format: 'netloom',
    version: 1,
    title: 'Lacking',
    graph: {
      nodes: [node('image', 'input', 0), node('block', 'module:gone', 100), node('odd', 'fancy', 200)],
      wires: [{ from: ['image', 'y'], to: ['block', 'x'] }],
    },
    modules: {},
  };
  const buffer = Buffer.from(JSON.stringify(document));
  await (await chooser).setFiles({ name: 'lacking.json', mimeType: 'application/json', buffer });
  await app.node('block').click();
  await expect(page.getByRole('region', { name: 'Problems', exact: true })).toContainText(
    'The module gone is not in this document',
  );
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('treegrid', { name: 'Layers' })).toContainText('fancy');
  await page.getByRole('button', { name: 'Figure', exact: true }).click();
  await expect(page.getByRole('img', { name: 'Figure of Lacking' })).toBeVisible();
});
