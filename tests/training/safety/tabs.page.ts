import { claimRun, isClaimedElsewhere, runIsFree } from '../../../src/training/checkpoints/claim';

const given = new Map<string, () => void>();

/** What a tab does with the claim on a document's run. */
const ACTS = {
  async claim(document: string): Promise<boolean> {
    const giveBack = await claimRun(document);
    if (giveBack) given.set(document, giveBack);
    return giveBack !== null;
  },
  /** Asks twice, and gives one back. */
  async claimAgain(document: string): Promise<boolean> {
    const giveBack = await claimRun(document);
    giveBack?.();
    giveBack?.();
    return giveBack !== null;
  },
  async giveBack(document: string): Promise<void> {
    given.get(document)?.();
    // The browser hears of it a moment later.
    await new Promise(resolve => setTimeout(resolve, 50));
  },
  elsewhere: isClaimedElsewhere,
  async free(document: string): Promise<string> {
    await runIsFree(document);
    return 'free';
  },
};

export default ({ act, document }: { readonly act: keyof typeof ACTS; readonly document: string }) =>
  ACTS[act](document);
