// `npm run engine`: compiles the engine's kernels (AssemblyScript) to src/engine/built/, in four variants: with and without
// relaxed SIMD (fused multiply-add), each for one thread and for memory that threads share. Skips what is up to date.
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = `${root}src/engine/kernels/`;
const target = `${root}src/engine/built/`;

/** Pages of 64 KiB that shared memory may grow to: 4 GiB, all that 32 bits reach. */
const MOST_PAGES = 65536;

const variants = [false, true].flatMap(relaxed =>
  [false, true].map(shared => ({
    file: `${target}${relaxed ? 'relaxed' : 'simd'}${shared ? '-shared' : ''}.wasm`,
    options: [
      ...['--enable', 'simd', '--enable', 'bulk-memory'],
      ...(relaxed ? ['--enable', 'relaxed-simd'] : []),
      ...(shared
        ? ['--enable', 'threads', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', String(MOST_PAGES)]
        : []),
    ],
  })),
);

/** Whether a module writes to memory when it is started: it must not, because the plan owns all of it. */
function hasData(file) {
  const bytes = readFileSync(file);
  const DATA = 11;
  for (let at = 8; at < bytes.length; ) {
    const section = bytes[at++];
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      size |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    if (section === DATA) return true;
    at += size;
  }
  return false;
}

const time = file => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const newest = Math.max(time(fileURLToPath(import.meta.url)), ...readdirSync(source).map(file => time(source + file)));
const stale = variants.filter(({ file }) => time(file) < newest);
if (stale.length > 0) {
  mkdirSync(target, { recursive: true });
  const { default: asc } = await import('assemblyscript/asc');
  for (const { file, options } of stale) {
    const { error, stderr } = await asc.main([
      `${source}index.ts`,
      ...['--outFile', file, '-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--use', 'abort='],
      ...options,
    ]);
    if (error || hasData(file)) {
      console.error(error ? stderr.toString() : `${file} has data of its own`);
      process.exit(1);
    }
  }
  console.log(`Compiled the engine's kernels, ${stale.length} variants`);
}
