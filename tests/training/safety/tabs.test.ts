import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, type ChromiumPage, startChromium } from '../../chromium-page';

const PAGE = '/tests/training/safety/tabs.page.ts';

describe('the claim of a tab on a document’s run', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium();
  }, 120_000);
  afterAll(() => chromium.close());

  const act = (page: ChromiumPage, what: string, document = 'a') => page.call<unknown>(PAGE, { act: what, document });

  it('is one tab’s until it gives it back, or ends', async () => {
    const profile = await chromium.profile();
    const [first, second] = [await profile.open(), await profile.open()];
    expect(await act(first, 'claim')).toBe(true);
    expect(await act(first, 'elsewhere')).toBe(false);
    expect([await act(second, 'elsewhere'), await act(second, 'claim')]).toEqual([true, false]);
    expect(await act(second, 'claim', 'another document')).toBe(true);
    // The same tab may claim it twice; it has it until both are given back.
    expect(await act(first, 'claimAgain')).toBe(true);
    expect(await act(second, 'claim')).toBe(false);

    const free = act(second, 'free');
    await act(first, 'giveBack');
    expect(await free).toBe('free');
    expect(await act(second, 'claim')).toBe(true);
    expect(await act(first, 'claim')).toBe(false);
    const freed = act(first, 'free');
    await second.kill();
    expect(await freed).toBe('free');
    expect(await act(first, 'claim')).toBe(true);
  });

  it('is nobody’s business in another profile', async () => {
    const [first, second] = [await chromium.open(), await chromium.open()];
    expect([await act(first, 'claim'), await act(second, 'claim')]).toEqual([true, true]);
  });
});
