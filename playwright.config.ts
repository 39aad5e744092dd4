import { defineConfig } from '@playwright/test';

const chromium = process.env.NETLOOM_CHROMIUM ?? '/usr/bin/chromium';

/** Real Chromium against the built app; software GL stands in where there is no GPU. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  timeout: 120_000,
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  webServer: {
    command: 'npx vite preview --port 4174 --strictPort',
    url: 'http://localhost:4174',
    reuseExistingServer: !process.env.CI,
  },
  use: {
    baseURL: 'http://localhost:4174',
    actionTimeout: 20_000,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--ignore-gpu-blocklist',
        // Software GL is for training only; drawing the page by it would take the whole processor.
        '--disable-gpu-compositing',
        '--disable-gpu-rasterization',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
