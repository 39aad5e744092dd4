import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { App } from './app';

test.use({ colorScheme: 'dark' });

/** The figure of a preset, saved as SVG: its words, and the colour of its ground. */
async function savedFigure(page: Page, preset: RegExp): Promise<{ svg: string; words: readonly string[] }> {
  await App.open(page);
  await page.getByRole('button', { name: preset }).click();
  await page.getByRole('button', { name: 'Figure', exact: true }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the figure as SVG' }).click();
  const svg = await readFile(await (await saving).path(), 'utf8');
  const words = await page.evaluate(text => {
    const doc = new DOMParser().parseFromString(text, 'image/svg+xml');
    if (doc.querySelector('parsererror')) throw new Error('not well formed');
    return [...doc.querySelectorAll('text')].map(t => t.textContent ?? '');
  }, svg);
  return { svg, words };
}

test('LeNet-5 is saved as the drawing of its paper, with real text, light even from a dark page', async ({ page }) => {
  const { svg, words } = await savedFigure(page, /^LeNet-5\b(?! with)/);
  const all = words.join(' ');
  for (const caption of ['INPUT', '32×32', 'C1: feature maps', '6@28×28', '16@10×10', 'C5: layer', 'OUTPUT'])
    expect(all).toContain(caption);
  for (const verb of ['Convolutions', 'Subsampling', 'Full connection']) expect(words).toContain(verb);
  expect(svg).toContain('font-family');
  expect(svg).toContain('@font-face');
  // Ink on paper: the captions are darker than the middle.
  const ink = svg.match(/<text[^>]*fill="#([0-9a-f]{2})/)?.[1];
  expect(Number.parseInt(ink ?? 'ff', 16)).toBeLessThan(128);
});

test('Inception v3 is saved as coloured blocks with their legend', async ({ page }) => {
  const { words } = await savedFigure(page, /^Inception v3\b/);
  const all = words.join(' ');
  for (const text of ['299×299×3', '8×8×2048', '3 × Inception A', '4 × Inception C']) expect(all).toContain(text);
  for (const kind of ['Convolution', 'AvgPool', 'MaxPool', 'Concat', 'Dropout', 'Fully connected', 'Softmax'])
    expect(words).toContain(kind);
});

test('A figure too small for print says so and offers what helps', async ({ page }) => {
  await App.open(page);
  await page.getByRole('button', { name: /^U-Net/ }).click();
  await page.getByRole('button', { name: 'Figure', exact: true }).click();
  const paper = page.getByRole('region', { name: 'On paper' });
  await expect(paper).toContainText('6.5 pt');
  await page.getByRole('combobox', { name: 'Detail' }).click();
  await page.getByRole('option', { name: 'Operations' }).click();
  await expect(paper).toContainText('Text below 6 pt is hard to read in print');
  await paper.getByRole('button', { name: /^Layers only/ }).click();
  await expect(paper).toContainText('6.5 pt');
  await expect(paper).not.toContainText('hard to read');
  for (const size of ['572×572', '32×32', '388×388'])
    await expect(page.getByRole('button', { name: `Caption: ${size}` })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(paper).toContainText('hard to read');
});

test('a PDF has the letters of every script, those that its font lacks as pictures', async ({ page }) => {
  await App.open(page);
  await page.getByRole('button', { name: /^LeNet-5\b(?! with)/ }).click();
  await page.getByRole('button', { name: 'Figure', exact: true }).click();
  const pictures = async (): Promise<number> => {
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the figure as PDF' }).click();
    const pdf = await readFile(await (await saving).path(), 'latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    // A picture with a mask for what is not ink.
    return pdf.match(/\/Subtype \/Image/g)?.length ?? 0;
  };
  expect(await pictures()).toBe(0);
  await page.getByRole('button', { name: 'Caption: INPUT 32×32' }).dblclick();
  await page.getByRole('textbox', { name: 'Caption' }).fill('входной слой 層\n32×32');
  await page.keyboard.press('Enter');
  expect(await pictures()).toBe(2);
});

test('when a dialog cannot be loaded, the page says so and the keyboard goes on', async ({ page }) => {
  await page.route('**/ExportDialog*', route => route.abort());
  const app = await App.openPreset(page, 'LeNet-5');
  await app.select('C3');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('A part of the page cannot be shown');
  const cards = page.locator('.react-flow__node');
  const before = await cards.count();
  await page.keyboard.press('Control+d');
  await expect(cards).toHaveCount(before + 1);
});

test('when the figure cannot be loaded, the page says so and all else goes on', async ({ page }) => {
  await page.route('**/FigureReading*', route => route.abort());
  const app = await App.openPreset(page, 'LeNet-5');
  await expect(app.node('C1')).toBeVisible();
  await page.getByRole('button', { name: 'Figure', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('A part of the page cannot be shown');
  await page.getByRole('button', { name: 'Graph', exact: true }).click();
  await expect(app.node('C1')).toBeVisible();
  await page.unroute('**/FigureReading*');
  await page.reload();
  await page.getByRole('button', { name: 'Figure', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Caption: C1/ }).first()).toBeVisible();
});
