/**
 * Which tab trains a document: the one that has its Web Lock. The browser gives a lock back by itself when its tab is
 * closed, crashes or loses its page, so that a claim never outlives its run. A browser without locks grants every claim.
 */

const nameOf = (document: string): string => `netloom run ${document}`;

const locks = (): LockManager | null =>
  typeof navigator === 'undefined' || !('locks' in navigator) ? null : navigator.locks;

/** Claims of this page, each shared by all who asked for it. */
interface Held {
  readonly letGo: Promise<(() => void) | null>;
  holders: number;
}
const held = new Map<string, Held>();

/**
 * Claims a document's run for this page.
 * @returns what gives the claim back; `null` when another tab has it
 */
export async function claimRun(document: string): Promise<(() => void) | null> {
  const claim = held.get(document) ?? { letGo: lock(document), holders: 0 };
  held.set(document, claim);
  claim.holders++;
  const letGo = await claim.letGo;
  let given = false;
  const giveBack = (): void => {
    if (given) return;
    given = true;
    claim.holders--;
    if (claim.holders > 0) return;
    held.delete(document);
    letGo?.();
  };
  if (letGo) return giveBack;
  giveBack();
  return null;
}

/** Whether another tab has claimed a document's run. To look leaves the lock alone, so that nobody's claim fails by it. */
export async function isClaimedElsewhere(document: string): Promise<boolean> {
  if (held.has(document)) return false;
  const { held: all = [] } = (await locks()?.query()) ?? {};
  return all.some(lock => lock.name === nameOf(document));
}

/** Settles when no other tab has the claim any more. */
export async function runIsFree(document: string): Promise<void> {
  while (await isClaimedElsewhere(document)) await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS));
}
const LOOK_AGAIN_MS = 1000;

function lock(document: string): Held['letGo'] {
  const manager = locks();
  if (!manager) return Promise.resolve(() => undefined);
  return new Promise((resolve, reject) => {
    const over = manager.request(nameOf(document), { ifAvailable: true }, got => {
      if (!got) return resolve(null);
      return new Promise<void>(letGo => resolve(letGo));
    });
    over.catch(reject);
  });
}
