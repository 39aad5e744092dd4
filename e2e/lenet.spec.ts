import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { App } from './app';
import { digitsOf, plainPredictions } from './plain-tfjs';

/** LeNet-5 as taught with PyTorch: what is dragged where, under which name, with which numbers. */
const LENET: readonly {
  readonly op: string;
  readonly title: string;
  readonly name: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly out: string;
}[] = [
  { op: 'input', title: 'Input', name: 'Digits', out: '32×32×1' },
  {
    op: 'conv2d',
    title: 'Conv 2D',
    name: 'C1',
    fields: { 'Output channels': '6', 'Kernel, height': '5' },
    out: '28×28×6',
  },
  { op: 'relu', title: 'ReLU', name: 'A1', out: '28×28×6' },
  { op: 'max_pool', title: 'Max', name: 'S2', out: '14×14×6' },
  {
    op: 'conv2d',
    title: 'Conv 2D',
    name: 'C3',
    fields: { 'Output channels': '16', 'Kernel, height': '5' },
    out: '10×10×16',
  },
  { op: 'relu', title: 'ReLU', name: 'A3', out: '10×10×16' },
  { op: 'max_pool', title: 'Max', name: 'S4', out: '5×5×16' },
  { op: 'flatten', title: 'Flatten', name: 'Flat', out: '400' },
  { op: 'linear', title: 'Linear', name: 'C5', fields: { Units: '120' }, out: '120' },
  { op: 'relu', title: 'ReLU', name: 'A5', out: '120' },
  { op: 'linear', title: 'Linear', name: 'F6', fields: { Units: '84' }, out: '84' },
  { op: 'relu', title: 'ReLU', name: 'A6', out: '84' },
  { op: 'linear', title: 'Linear', name: 'F7', fields: { Units: '10' }, out: '10' },
  { op: 'softmax', title: 'Softmax', name: 'Softness', out: '10' },
  { op: 'output', title: 'Output', name: 'Answer', out: '' },
];

test('a newcomer drags a LeNet together, mends it, trains it on digits and takes it away', async ({
  page,
  browser,
}) => {
  test.setTimeout(1_200_000);
  const app = await App.open(page);

  await test.step('drag fifteen operations onto the empty canvas, name them, set their numbers', async () => {
    for (const [i, node] of LENET.entries()) {
      // Two columns, so that all of it is in view.
      await app.place(node.op, { x: i < 8 ? 440 : 800, y: 140 + (i % 8) * 78 });
      const name = app.inspector.getByRole('textbox', { name: 'Name' });
      await name.fill(node.name);
      await name.press('Enter');
      for (const [label, value] of Object.entries(node.fields ?? {})) await app.type(label, value);
    }
    await expect(page.locator('.react-flow__node')).toHaveCount(LENET.length);
  });

  await test.step('wire them, and see every shape', async () => {
    for (let i = 1; i < LENET.length; i++) await app.wire(LENET[i - 1]?.name ?? '', LENET[i]?.name ?? '');
    for (const { name, out } of LENET) if (out) expect(await app.shapeOut(name), name).toBe(out);
    await page.keyboard.press('Escape');
    await expect(app.inspector.getByText('61,706').first()).toBeVisible();
  });

  await test.step('break it: without Flatten, Linear says what is wrong, and its fix mends it', async () => {
    await app.select('Flat');
    await page.keyboard.press('Delete');
    const problem = page.getByRole('region', { name: 'Problem of C5' });
    await expect(problem).toContainText('Linear needs a flat vector, got 5×5×16');
    await expect(app.training).toContainText('Linear needs a flat vector');
    await expect(app.training.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();
    await problem.getByRole('button', { name: /Insert Flatten/ }).click();
    await expect(problem).toBeHidden();
    expect(await app.shapeOut('C5')).toBe('120');
  });

  await test.step('train on the digits with WebGL', async () => {
    await app.training.getByRole('combobox', { name: 'on' }).click();
    await page.getByRole('option', { name: /WebGL/ }).click();
    await app.training.getByLabel('epochs').fill('4');
    await app.training.getByLabel('epochs').press('Enter');
    await app.training.getByRole('button', { name: /^Train/ }).click();
    await expect(app.training).toContainText(/epoch/, { timeout: 120_000 });
    await expect(app.training).toContainText('test accuracy', { timeout: 900_000 });
    const said = (await app.training.getByRole('status').textContent()) ?? '';
    const accuracy = Number(said.match(/accuracy\s+([\d.]+)/)?.[1]);
    expect(accuracy).toBeGreaterThanOrEqual(95);
    await page.screenshot({ path: 'test-results/trained.png' });
  });

  const predictions = await test.step('take the predictions away', async () => {
    const download = page.waitForEvent('download');
    await app.training.getByRole('button', { name: 'Predictions as CSV' }).click();
    return await readCsv(await (await download).path());
  });

  const model = await test.step('export the model; plain tfjs in Node says the same of 100 digits', async () => {
    const path = await (await app.exports('TensorFlow.js model, zipped')).path();
    const files = unzipSync(await readFile(path));
    const plain = await plainPredictions(files, await digitsOf(100));
    expect(largestDifference(plain, predictions.slice(0, 100))).toBeLessThan(1e-5);
    return path;
  });

  await test.step('drop the export onto a fresh page: the same graph and the same predictions', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const fresh = await context.newPage();
    const again = await App.open(fresh);
    await dropFile(fresh, 'lenet.zip', await readFile(model));
    await expect(fresh.locator('.react-flow__node')).toHaveCount(LENET.length);
    for (const { name, out } of LENET) if (out && name !== 'Flat') expect(await again.shapeOut(name), name).toBe(out);
    await again.training.getByRole('combobox', { name: 'on' }).click();
    await fresh.getByRole('option', { name: /WebGL/ }).click();
    await again.training.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(again.training).toContainText('test accuracy', { timeout: 300_000 });
    const download = fresh.waitForEvent('download');
    await again.training.getByRole('button', { name: 'Predictions as CSV' }).click();
    const told = await readCsv(await (await download).path());
    expect(told).toHaveLength(2000);
    expect(largestDifference(told, predictions)).toBeLessThan(1e-5);
    await context.close();
  });
});

/** Class probabilities, a row for each held-out image. */
async function readCsv(path: string): Promise<number[][]> {
  const [, ...lines] = (await readFile(path, 'utf8')).split('\n');
  return lines.map(line => line.split(',').slice(3).map(Number));
}

function largestDifference(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  expect(a).toHaveLength(b.length);
  return Math.max(...a.flatMap((row, i) => row.map((p, c) => Math.abs(p - (b[i]?.[c] ?? Number.NaN)))));
}

/** Drops a file on the window, as the browser delivers it. */
async function dropFile(page: import('@playwright/test').Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, base64]) => {
      const data = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
      const dropped = new DataTransfer();
      dropped.items.add(new File([data], fileName));
      return dropped;
    },
    [name, bytes.toString('base64')] as const,
  );
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', event, { dataTransfer: transfer });
}
