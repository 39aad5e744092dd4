/** What is needed of an IndexedDB transaction. */
interface Transaction {
  readonly done: Promise<void>;
  abort(): void;
}

/**
 * Does `work` in a transaction that is kept whole or not at all, and gives what it gives.
 * @throws what `work` throws; where it only knows that it was aborted, why (no space)
 */
export async function wholeOrNothing<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    await tx.done;
    return result;
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // It is over already.
    }
    // A request only knows that it was aborted; the reason is with its transaction.
    const reason: unknown = await tx.done.then(
      () => error,
      (ended: unknown) => ended,
    );
    throw error instanceof DOMException && error.name === 'AbortError' ? reason : error;
  }
}
