import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PYTHON } from '../../scripts/torch-reference/torch';

const SCRIPT = fileURLToPath(new URL('./torch-steps.py', import.meta.url));

export interface Torch {
  ask<T>(question: object): Promise<T>;
  close(): void;
}

/** PyTorch in a process of its own; `null` where Debian's python3-torch is not installed. */
export async function openTorch(): Promise<Torch | null> {
  if (!existsSync(PYTHON)) return null;
  const python = spawn(PYTHON, [SCRIPT], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise<null>(resolve => python.once('exit', () => resolve(null)));
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  const torch: Torch = {
    async ask(question) {
      python.stdin.write(`${JSON.stringify(question)}\n`);
      const line = await Promise.race([lines.next(), ended]);
      if (line === null || line.done) throw new Error('PyTorch ended');
      return JSON.parse(line.value);
    },
    close: () => python.kill(),
  };
  python.stdin.on('error', () => undefined);
  return await torch.ask({ do: 'product', threads: 1 }).then(
    () => torch,
    () => null,
  );
}
