import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 120_000,
    // tfjs keeps one global engine; files run in their own processes.
    pool: 'forks',
    maxWorkers: 2,
  },
});
