// Measures what the browser must fetch before the canvas is usable: the entry script and all that it imports statically.
// Fails above the budget, or when the training runtime has slipped in.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { root } from './setup.mjs';

const BUDGET_KB = 250;
const dist = `${root}dist/`;
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));

const files = new Set();
function visit(key) {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const next of chunk.imports ?? []) visit(next);
}
visit('index.html');

let total = 0;
for (const file of files) {
  const source = readFileSync(dist + file);
  if (source.includes('registerBackend') && source.includes('tfjs')) {
    console.error(`${file} carries the training runtime; it must be loaded when first used`);
    process.exit(1);
  }
  const kb = gzipSync(source, { level: 9 }).length / 1024;
  total += kb;
  console.log(`  ${file.padEnd(44)} ${kb.toFixed(1).padStart(7)} KB gzipped`);
}
console.log(`  first load: ${total.toFixed(1)} KB of JavaScript, budget ${BUDGET_KB} KB`);
process.exit(total <= BUDGET_KB ? 0 : 1);
