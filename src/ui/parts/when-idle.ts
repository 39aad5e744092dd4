/** The browser may find no time on its own; then after so long, in milliseconds. */
const LATEST = 3000;

/** Does something when the page has nothing else to do. Returns what calls it off. */
export function whenIdle(work: () => void): () => void {
  // Safari has no such callback.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, 500);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(work, { timeout: LATEST });
  return () => cancelIdleCallback(asked);
}
