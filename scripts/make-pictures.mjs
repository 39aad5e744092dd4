// `npm run pictures`: the README's pictures, taken from the built app in a real Chromium.
import { mkdirSync } from 'node:fs';
import { preview } from 'vite';
import { findChromium, root } from './setup.mjs';

const { chromium } = await import('@playwright/test');
const server = await preview({ root, preview: { port: 4180 } });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-compositing'],
});
mkdirSync(`${root}docs`, { recursive: true });

async function open(preset, theme = 'light') {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: theme });
  await page.goto('http://localhost:4180/');
  await page.getByText(preset, { exact: true }).first().click();
  await page.locator('.react-flow__node').first().waitFor();
  await page.waitForTimeout(1200);
  return page;
}
const save = (page, name) => page.screenshot({ path: `${root}docs/${name}.png` });
const node = (page, name) => page.locator('.react-flow__node').filter({ has: page.getByText(name, { exact: true }) });

let page = await open('LeNet-5');
await node(page, 'C3').click();
await page.waitForTimeout(400);
await save(page, 'graph');

await node(page, 'Flatten').click();
await page.keyboard.press('Delete');
await page.getByRole('region', { name: 'Problem of C5' }).waitFor();
await page.waitForTimeout(600);
await save(page, 'problem');
await page.keyboard.press('Control+z');
await page.getByText('Figure', { exact: true }).first().click();
await page.waitForTimeout(1500);
await save(page, 'figure-volumes');
await page.close();

page = await open('Inception v3');
await node(page, 'Mixed_5c').click();
await page.keyboard.press('u');
await page.waitForTimeout(600);
await page.keyboard.press('f');
await page.waitForTimeout(900);
await save(page, 'inception');
await page.getByText('Figure', { exact: true }).first().click();
await page.waitForTimeout(1500);
await save(page, 'figure-blocks');
await page.close();

page = await open('Inception v3', 'dark');
await page.getByText('Table', { exact: true }).first().click();
await page.waitForTimeout(1500);
await save(page, 'table');
await page.close();

page = await open('Multilayer perceptron');
await page.getByText('Figure', { exact: true }).first().click();
await page.waitForTimeout(1500);
await save(page, 'figure-neurons');
await page.close();

page = await open('U-Net');
await page.getByText('Figure', { exact: true }).first().click();
await page.waitForTimeout(1500);
await save(page, 'figure-u-net');
await page.close();

page = await open('LeNet-5');
await page
  .getByRole('region', { name: 'Training' })
  .getByRole('button', { name: /^Train/ })
  .click();
await page.getByText('test accuracy').waitFor({ timeout: 900_000 });
await page.waitForTimeout(1000);
await save(page, 'trained');
await browser.close();
await server.close();
process.exit(0);
