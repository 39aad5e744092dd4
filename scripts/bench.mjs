// `npm run bench [name …]`: runs bench/<name>.ts, each a claim with its own default function that prints its table.
import { readdirSync } from 'node:fs';
import { runnerImport } from 'vite';
import { findChromium, installPackages, root } from './setup.mjs';

installPackages();
process.env.NETLOOM_CHROMIUM = findChromium();
const wanted = process.argv.slice(2);
const names = readdirSync(`${root}bench`)
  .filter(file => file.endsWith('.bench.ts'))
  .map(file => file.replace('.bench.ts', ''))
  .filter(name => wanted.length === 0 || wanted.includes(name));
if (names.length === 0) {
  console.error(`No such benchmark: ${wanted.join(', ')}`);
  process.exit(1);
}
for (const name of names) {
  console.log(`\n▸ ${name}`);
  const { module } = await runnerImport(`${root}bench/${name}.bench.ts`, { root });
  // Loading it has said that this is development; what it builds is measured as it is delivered, React included.
  process.env.NODE_ENV = 'production';
  await module.default();
}
process.exit(0);
