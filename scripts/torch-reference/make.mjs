// `npm run torch-reference`: writes tests/engine/torch-curves.json, the losses of PyTorch that the engine is tested against.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { module: torch } = await runnerImport(`${root}scripts/torch-reference/torch.ts`, { root });
if (!torch.hasTorch()) {
  console.error('PyTorch is not here: apt-get install python3-torch puts it there');
  process.exit(1);
}
const { module } = await runnerImport(`${root}tests/engine/torch-cases.ts`, { root });
const curves = Object.entries(torch.torchCurves(module.cases().map(module.forTorch)));
const lines = curves.map(([title, losses]) => {
  const digits = losses.map(loss => Number(loss.toPrecision(8)));
  return `  ${JSON.stringify(title)}: [${digits.join(', ')}]`;
});
writeFileSync(`${root}tests/engine/torch-curves.json`, `{\n${lines.join(',\n')}\n}\n`);
process.exit(0);
