import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Debian's PyTorch lives beside Debian's Python; another one earlier on the path would hide it. */
export const PYTHON = '/usr/bin/python3';
const CURVES = fileURLToPath(new URL('./curves.py', import.meta.url));

/** Whether Debian's python3-torch is installed. */
export const hasTorch = (): boolean => spawnSync(PYTHON, ['-c', 'import torch']).status === 0;

/**
 * The losses that PyTorch has by step, by task.
 * @param tasks as curves.py reads them
 */
export function torchCurves(tasks: readonly object[]): Readonly<Record<string, readonly number[]>> {
  const input = JSON.stringify(tasks);
  const { status, stdout, stderr } = spawnSync(PYTHON, [CURVES], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`PyTorch failed: ${stderr}`);
  return JSON.parse(stdout);
}
