import { type Chromium, type ChromiumPage, startChromium } from '../../tests/chromium-page';

/**
 * A browser for one page after the other. Work that a page has queued on the graphics device outlives the page, so that
 * what is given up is ended with its whole browser.
 */
export interface Lane {
  open(): Promise<ChromiumPage>;
  /** Ends the browser; the next page gets a new one. */
  end(): Promise<void>;
}

export function lane(): Lane {
  let chromium: Promise<Chromium> | null = null;
  return {
    async open() {
      chromium ??= startChromium();
      return (await chromium).open();
    },
    async end() {
      const ended = chromium;
      chromium = null;
      await (await ended)?.close();
    },
  };
}
