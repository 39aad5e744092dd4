import { chromium } from '@playwright/test';
import { createServer } from 'vite';

/** tfjs and its backends, prepared before the page asks, since a late discovery would reload it. */
const PREPARED = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-backend-cpu',
  'comlink',
];

/** A blank page in a real Chromium, with software GL, to which the project's modules are served. */
export interface ChromiumPage {
  /** Imports a module of the project (`/tests/….page.ts`) in the page, calls its default export, and gives what it returns. */
  call<T>(module: string, argument?: unknown): Promise<T>;
  close(): Promise<void>;
}

/** @param hear is told what the page writes to its console */
export async function openChromiumPage(hear: (line: string) => void = () => undefined): Promise<ChromiumPage> {
  const server = await createServer({
    cacheDir: 'node_modules/.vite-chromium-page',
    logLevel: 'error',
    server: { port: 0, hmr: false, watch: null },
    optimizeDeps: { include: PREPARED, noDiscovery: true },
  });
  await server.listen();
  const browser = await chromium.launch({
    executablePath: process.env.NETLOOM_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });
  const page = await browser.newPage();
  page.on('console', message => hear(message.text()));
  await page.route('**/blank', route => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(`${server.resolvedUrls?.local[0]}blank`);
  return {
    // As text, because an import written here would be compiled for Node.
    call: (module, argument) =>
      page.evaluate(`import(${JSON.stringify(module)}).then(m => m.default(${JSON.stringify(argument)}))`),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
