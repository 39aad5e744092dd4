const CALM_MS = 180;

/** How long a movement that explains something takes, in milliseconds; 0 for those who asked for less motion. */
export const calm = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : CALM_MS);
