import type { CDPSession, Page } from '@playwright/test';
import type { MainThread } from './main-thread';

/** Milliseconds. */
export interface Opening {
  /** From the page's being told that a file was chosen until the frame with its first node is painted. */
  readonly paintedMs: number;
  /** What the main thread worked in that time. */
  readonly workedMs: number;
}

const NODE = '.react-flow__node, [data-drawn="true"] canvas:not([hidden])';

/** To be called before the page is visited: notes when a file input tells that a file was chosen, and when a node is painted. */
export async function watchOpening(page: Page): Promise<void> {
  await page.addInitScript(selector => {
    const click = HTMLInputElement.prototype.click;
    HTMLInputElement.prototype.click = function (): void {
      this.addEventListener('change', () => {
        performance.mark('bench-chosen');
        const look = (): void => {
          if (!document.querySelector(selector)) requestAnimationFrame(look);
          // A timer comes after the frame is painted.
          else
            setTimeout(() => {
              performance.mark('bench-painted');
              // Added by `openFile`.
              Reflect.get(globalThis, 'benchPainted')('');
            });
        };
        requestAnimationFrame(look);
      });
      click.call(this);
    };
  }, NODE);
}

/** Opens a file by the page's own command, and waits until its first node is painted. */
export async function openFile(page: Page, { session, worked }: MainThread, path: string): Promise<Opening> {
  await page.getByText('Draw a network').waitFor();
  await page.waitForTimeout(1500);
  await session.send('Page.enable');
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'benchPainted' });
  await session.send('Page.setInterceptFileChooserDialog', { enabled: true });
  const chooser = new Promise<number>(resolve => {
    session.once('Page.fileChooserOpened', ({ backendNodeId }) => resolve(backendNodeId ?? 0));
  });
  await page.keyboard.press('Control+o');
  const backendNodeId = await chooser;
  await page.waitForTimeout(1000);
  const painted = whenPainted(session);
  const before = await worked();
  await session.send('DOM.setFileInputFiles', { files: [path], backendNodeId });
  await painted;
  const workedMs = (await worked()) - before;
  const paintedMs = await page.evaluate(() => {
    const at = (name: string): number => performance.getEntriesByName(name).at(-1)?.startTime ?? 0;
    return at('bench-painted') - at('bench-chosen');
  });
  return { paintedMs, workedMs };
}

/** Told by the page itself: what it does once it is painted is not to be counted. */
const whenPainted = (session: CDPSession): Promise<void> =>
  new Promise(resolve => {
    session.on('Runtime.bindingCalled', ({ name }) => {
      if (name === 'benchPainted') resolve();
    });
  });
