import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';

/** Opens a preset's file and goes to its table. */
async function openTable(page: Page, preset: string): Promise<Locator> {
  await page.goto('/');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'or choose one' }).click();
  await (await chooser).setFiles(`presets/${preset}.netloom.json`);
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const grid = page.getByRole('treegrid', { name: 'Layers' });
  await expect(grid).toBeVisible();
  return grid;
}

const rowOf = (grid: Locator, text: string): Locator => grid.locator('tbody tr').filter({ hasText: text });
const total = (grid: Locator): Locator => grid.locator('tfoot td[data-column=parameters]');

test('Inception v3 as a table: unfold, edit in a cell, see the totals follow, undo, take it away', async ({ page }) => {
  const grid = await openTable(page, 'inception-v3');
  const operations = grid.locator('tbody td[data-column=operation]');
  await expect(operations).toHaveText([
    ...['conv', 'conv', 'conv padded', 'pool', 'conv', 'conv', 'pool', '3 × Inception A', 'Inception B'],
    ...['4 × Inception C', 'Inception D', '2 × Inception E', 'pool', 'dropout', 'linear', 'softmax'],
  ]);
  await expect(total(grid)).toHaveText('23,834,568');

  await page.getByRole('button', { name: 'Unfold 3 × Inception A' }).click();
  const second = rowOf(grid, 'Mixed_5c');
  await expect(second).toHaveAttribute('aria-level', '2');
  await second.locator('[data-column=remarks] [data-piece]').last().dblclick();
  await page.getByRole('textbox', { name: 'Pool features of Mixed_5c' }).fill('96');
  await page.keyboard.press('Enter');
  await expect(rowOf(grid, '3 × Inception A')).toContainText('pool features 32, 96, 64');
  await expect(second.locator('[data-column=output]')).toHaveText('35×35×320');
  await expect(total(grid)).not.toHaveText('23,834,568');
  await page.keyboard.press('Control+z');
  await expect(total(grid)).toHaveText('23,834,568');
  await expect(second.locator('[data-column=output]')).toHaveText('35×35×288');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the table as LaTeX' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('Inception-v3.tex');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('\\begin{tabular}{lllrrrrr}\n\\toprule\n');
  expect(text).toContain('\nconv padded & Conv2d\\_2b\\_3x3 & $3{\\times}3$ / 1 & $147{\\times}147{\\times}32$ &');
  expect(text).toContain('\n3 $\\times$ Inception A & Mixed\\_5b--d & pool features 32, 64, 64 &');
  expect(text).toContain('\n\\quad Inception A & Mixed\\_5c & pool features 64 &');
  expect(text).toContain('\ntotal &  &  &  &  & 23,834,568 & 5.71\\,G &');
});

test('the table by keyboard: go, unfold, edit, refuse, fold', async ({ page }) => {
  const grid = await openTable(page, 'inception-v3');
  await grid.focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowDown');
  await expect(rowOf(grid, '3 × Inception A')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(rowOf(grid, '3 × Inception A')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'Pool features of Mixed_5b' });
  await field.fill('none');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Pool features must be a whole number of at least 1');
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(rowOf(grid, '3 × Inception A')).toHaveAttribute('aria-expanded', 'false');

  await page.keyboard.press('Control+f');
  await page.keyboard.type('branch7x7x3_3');
  await expect(grid.locator('tbody td[data-column=operation]')).toHaveText(['Inception D', 'conv padded']);
});

test('a row selects its node, inside modules too, and the graph selects its row', async ({ page }) => {
  const grid = await openTable(page, 'lenet-5');
  await rowOf(grid, 'C3').click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('10×10×16');
  await page.getByRole('button', { name: 'Graph', exact: true }).click();
  await expect(page.locator('.react-flow__node.selected')).toContainText('C3');
  await page.locator('.react-flow__node').filter({ hasText: 'F6' }).click();
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(rowOf(grid, 'F6')).toHaveAttribute('aria-selected', 'true');
});

test('a broken graph keeps its table: the sentence at the first cause, shapes stop after it', async ({ page }) => {
  const grid = await openTable(page, 'inception-v3');
  await page.getByRole('button', { name: 'Unfold Inception B' }).click();
  const conv = rowOf(grid, 'branch3x3dbl_3');
  await conv.locator('[data-column=remarks] [data-piece]').first().dblclick();
  await page.getByRole('textbox', { name: 'Kernel of branch3x3dbl_3' }).fill('5x5');
  await page.keyboard.press('Enter');
  await expect(grid.locator('tbody')).toContainText(
    'Concatenate needs equal height and width, got 17×17×384, 16×16×96 and 17×17×288',
  );
  await expect(rowOf(grid, 'fc').locator('[data-column=output]')).toContainText('?');
  await expect(total(grid)).toContainText('≥');
});

test('a cut name is read in full by pointing at it, and a wrong size is refused with its bound', async ({ page }) => {
  const grid = await openTable(page, 'lenet-5');
  const name = 'a long name of a layer '.repeat(8).trim();
  await rowOf(grid, 'C3').locator('[data-column=name]').dblclick();
  await grid.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(grid.getByTitle(name)).toBeVisible();
  await rowOf(grid, 'C1').locator('[data-column=remarks] [data-piece]').first().dblclick();
  await page.getByRole('textbox', { name: 'Kernel of C1' }).fill('0');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Kernel must be a height and a width, each at least 1');
});
