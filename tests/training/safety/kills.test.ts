import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/random';
import { bundled, type Chromium, type Profile, startChromium } from '../../chromium-page';

/** How many times the page is killed; more by hand: `NETLOOM_KILLS=20 npx vitest run tests/training/safety/kills.test.ts`. */
const KILLS = Number(process.env.NETLOOM_KILLS ?? 8);

interface Ended {
  readonly phase: string;
  readonly curves: { readonly train: readonly { readonly step: number }[]; readonly validation: readonly unknown[] };
}

describe('a page that is killed while it trains', () => {
  let chromium: Chromium;
  let module: string;
  beforeAll(async () => {
    // One bundle: a page that is opened for every kill need not fetch its modules one by one.
    module = await bundled('tests/training/safety/kills.page.ts');
    chromium = await startChromium();
  }, 120_000);
  afterAll(() => chromium.close());

  /** Runs a document's training in a page; resolves when it is over, or was killed. `lines`: what it said. */
  async function train(profile: Profile, document: string, killAfterMs: number | null) {
    const lines: string[] = [];
    const last = (word: string) => Number(lines.findLast(l => l.startsWith(word))?.slice(word.length) ?? 0);
    let doom: () => void = () => undefined;
    const page = await profile.open(line => {
      if (killAfterMs !== null && line.startsWith('at ') && last('at ') === 0) setTimeout(doom, killAfterMs);
      lines.push(line);
    });
    const killed = new Promise<null>(resolve => {
      doom = () => void page.kill().then(() => resolve(null));
    });
    const ended = await Promise.race([page.call<Ended>(module, document).catch(() => killed), killed]);
    if (ended) await page.kill();
    return { ended, found: last('found '), kept: last('kept '), at: last('at ') };
  }

  it(
    `goes on after each of ${KILLS} kills from what was kept, and ends with the same curve and weights`,
    async () => {
      const profile = await chromium.profile();
      const whole = await train(profile, 'whole', null);
      expect(whole.ended?.phase).toBe('finished');
      const random = seededRandom('kills');
      const lost: number[] = [];
      let documents = 0;
      let kept = 0;
      for (let killing = true; killing; ) {
        killing = lost.length < KILLS;
        const { ended, ...seen } = await train(profile, `document ${documents}`, killing ? 900 * random() : null);
        // Never less than what the page heard of before it was killed.
        expect(seen.found).toBeGreaterThanOrEqual(kept);
        kept = Math.max(seen.kept, seen.found);
        if (ended) {
          expect(ended).toEqual(whole.ended);
          documents++;
          kept = 0;
        } else lost.push(seen.at - kept);
      }
      // An epoch has 250 steps. What is kept of it is written while the next one runs: a kill meanwhile loses both.
      for (const steps of lost) expect(steps, `steps lost: ${lost.join(', ')}`).toBeLessThan(2 * 250);
      if (KILLS > 5) console.log(`${documents} runs whole after ${KILLS} kills; steps lost: ${lost.join(', ')}`);
    },
    100_000 + 30_000 * KILLS,
  );
});
