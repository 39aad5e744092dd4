import type { Page } from '@playwright/test';
import { type Frames, framesOf } from './frames';
import type { MainThread } from './main-thread';
import { type Mouse, mouseOf } from './mouse';
import { within } from './within';

export type Gesture = 'pan' | 'zoom' | 'drag';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** For the view to settle after a gesture. */
const PAUSE_MS = 600;

/**
 * Pans on empty ground, zooms out and in, drags the node that is nearest to the middle. Hands on each gesture when it is
 * done; ends early when the page no longer answers.
 * @param limitMs for each gesture
 */
export async function measureGestures(
  page: Page,
  thread: MainThread,
  steps: number,
  limitMs: number,
  done: (gesture: Gesture, frames: Frames) => void,
): Promise<void> {
  const box = await page.locator('.react-flow').boundingBox();
  if (!box) throw new Error('There is no canvas on the page.');
  const mouse = mouseOf(thread.session);
  const corner = { x: box.x + box.width - 8, y: box.y + 60 };
  const measure = async (gesture: Gesture, step: (i: number) => Promise<void>): Promise<boolean> => {
    const frames = await framesOf(thread, steps, limitMs, step);
    done(gesture, frames);
    return !frames.stuck && (await settled(page, limitMs));
  };
  await mouse.move(corner);
  await mouse.press();
  if (!(await measure('pan', i => mouse.move({ x: corner.x - 2 * i, y: corner.y + i })))) return;
  await within(limitMs, mouse.release());
  await within(limitMs, mouse.move({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));
  if (!(await measure('zoom', i => mouse.wheel(i < steps / 2 ? 12 : -12)))) return;
  const node = await within(limitMs, hoverNode(page, mouse, box));
  if (!node) return;
  await mouse.press();
  await measure('drag', i => mouse.move({ x: node.x + 2 * i, y: node.y + i }));
  await within(limitMs, mouse.release());
}

/** Whether the page answers again after a gesture. */
async function settled(page: Page, limitMs: number): Promise<boolean> {
  const answered = await within(
    PAUSE_MS + limitMs,
    page.waitForTimeout(PAUSE_MS).then(() => page.evaluate(() => true)),
  );
  return answered ?? false;
}

/** Moves the pointer about the middle until a node is under it. */
async function hoverNode(page: Page, mouse: Mouse, { x, y, width, height }: Box): Promise<{ x: number; y: number }> {
  for (let i = 0; i < 200; i++) {
    const at = { x: x + width / 2 + ((i * 37) % 200) - 100, y: y + height / 2 + ((i * 23) % 160) - 80 };
    await mouse.move(at);
    const found = await page.evaluate(
      point => document.elementFromPoint(point.x, point.y)?.closest('.react-flow__node') != null,
      at,
    );
    if (found) return at;
  }
  throw new Error('There is no node under the pointer.');
}
