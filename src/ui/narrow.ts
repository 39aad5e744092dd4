import { useSyncExternalStore } from 'react';

/** Below this width in pixels the side panels are sheets. */
const NARROW = 900;

const query = (): MediaQueryList => matchMedia(`(max-width: ${NARROW - 1}px)`);

/** Whether the window has no room for the side panels. */
export const isNarrow = (): boolean => query().matches;

/** `isNarrow`, kept up to date. */
export function useNarrow(): boolean {
  return useSyncExternalStore(onChange => {
    const media = query();
    media.addEventListener('change', onChange);
    return () => media.removeEventListener('change', onChange);
  }, isNarrow);
}
