import { cloneElement, type ReactElement } from 'react';

interface TipProps {
  readonly text: string;
  /** A shortcut of the command table. */
  readonly keys?: string | undefined;
  readonly side?: TipSide;
  /** The element that is explained; it must pass attributes on, and carry its own accessible name. */
  readonly children: ReactElement;
}
export type TipSide = 'top' | 'bottom' | 'left' | 'right';

/** A short explanation that shows on hover and on keyboard focus; the page's `TipLayer` draws it. */
export function Tip({ text, keys, side, children }: TipProps) {
  const marks = { 'data-tip': text, 'data-tip-keys': keys, 'data-tip-side': side };
  return cloneElement<Record<string, unknown>>(children as ReactElement<Record<string, unknown>>, marks);
}
