import type { CDPSession, Page } from '@playwright/test';

/** The main thread of a page. */
export interface MainThread {
  readonly session: CDPSession;
  /**
   * Its processor time so far, in milliseconds. The browser counts it itself, so that neither tracing nor what else the
   * machine does adds to it; asking costs the thread about 0.1 ms.
   */
  worked(): Promise<number>;
}

export async function mainThreadOf(page: Page): Promise<MainThread> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    session,
    async worked() {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1000 * (metrics.find(m => m.name === 'TaskDuration')?.value ?? 0);
    },
  };
}
