import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { build, createServer } from 'vite';

/** tfjs and its backends, prepared before a page asks, since a late discovery would reload it. */
const PREPARED = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-backend-cpu',
  'comlink',
  'idb',
];

/** As the page itself is served, so that threads can share memory. */
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** A blank page to which the project's modules are served. */
export interface ChromiumPage {
  /** Imports a module of the project (`/tests/….page.ts`) in the page, calls its default export, and gives what it returns. */
  call<T>(module: string, argument?: unknown): Promise<T>;
  /** Ends it without a warning, in the middle of whatever it does. */
  kill(): Promise<void>;
}
/** A browser's own storage, which its pages share and which outlives them. */
export interface Profile {
  /** @param hear is told what the page writes to its console */
  open(hear?: (line: string) => void): Promise<ChromiumPage>;
}
export interface Chromium {
  /** A page with a storage of its own. */
  open: Profile['open'];
  profile(): Promise<Profile>;
  /** Ends the process that draws; every page loses its graphics contexts. */
  crashGpu(): Promise<void>;
  close(): Promise<void>;
}

/** Graphics drawn on the processor where there is no card: correct, and slow. */
const SOFTWARE_GRAPHICS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/**
 * Bundles a module of the project with all that it needs, so that pages which are opened again and again have it at once.
 * @param module `tests/….page.ts`
 * @returns the address that a page calls it by
 */
export async function bundled(module: string): Promise<string> {
  const folder = `node_modules/.vite-bundled/${module.replace(/\W+/g, '-')}`;
  await build({
    configFile: false,
    logLevel: 'error',
    base: './',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      outDir: folder,
      minify: false,
      target: 'esnext',
      modulePreload: false,
      rollupOptions: { input: module, preserveEntrySignatures: 'strict', output: { entryFileNames: 'page.js' } },
    },
  });
  return `/${folder}/page.js`;
}

/** Starts a real Chromium with software WebGL and WebGPU. */
export async function startChromium(): Promise<Chromium> {
  const server = await createServer({
    cacheDir: 'node_modules/.vite-chromium-page',
    logLevel: 'error',
    server: { port: 0, hmr: false, watch: null },
    optimizeDeps: { include: PREPARED, noDiscovery: true },
  });
  await server.listen();
  const browser = await chromium.launch({
    executablePath: process.env.NETLOOM_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', ...SOFTWARE_GRAPHICS],
  });
  const open = async (where: Browser | BrowserContext, hear?: (line: string) => void): Promise<ChromiumPage> => {
    const page = await where.newPage();
    if (hear) page.on('console', message => hear(message.text()));
    await page.route('**/blank', route =>
      route.fulfill({ headers: ISOLATED, contentType: 'text/html', body: '<!doctype html>' }),
    );
    await page.goto(`${server.resolvedUrls?.local[0]}blank`);
    return {
      // As text, because an import written here would be compiled for Node.
      call: (module, argument) =>
        page.evaluate(`import(${JSON.stringify(module)}).then(m => m.default(${JSON.stringify(argument)}))`),
      kill: () => page.close({ runBeforeUnload: false }),
    };
  };
  return {
    open: hear => open(browser, hear),
    async profile() {
      const context = await browser.newContext();
      return { open: hear => open(context, hear) };
    },
    async crashGpu() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.crashGpuProcess');
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
