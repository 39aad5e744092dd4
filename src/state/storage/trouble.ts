/** Why the browser's storage did not do what was asked. */
export interface Trouble {
  readonly ok: false;
  /** `full`: no space left. `unavailable`: switched off, or not there in a private window. `damaged`: not readable. */
  readonly reason: 'full' | 'unavailable' | 'damaged';
  readonly says: string;
}

const SAYS: Readonly<Record<Trouble['reason'], string>> = {
  full: 'The browser has no space left for this site, so the document is not saved. Export it, or delete older documents.',
  unavailable:
    'This browser window keeps nothing (a private window, or storage is switched off). Export the document to keep it.',
  damaged: 'The browser could not read what was saved here. Export the document to keep it.',
};

export const trouble = (reason: Trouble['reason'], says: string = SAYS[reason]): Trouble => ({
  ok: false,
  reason,
  says,
});

const UNAVAILABLE = new Set([
  'SecurityError',
  'InvalidStateError',
  'NotAllowedError',
  'TypeError',
  'ReferenceError',
  'MissingAPIError',
]);

/** Sorts what IndexedDB throws, by the names that the standard gives its errors. */
export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return trouble('full');
  if (name === 'VersionError')
    return trouble(
      'unavailable',
      'A newer Netloom saved its documents here. Reload the page to get it; until then, export to keep your work.',
    );
  return trouble(UNAVAILABLE.has(name) ? 'unavailable' : 'damaged');
}
