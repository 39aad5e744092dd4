import type { Kind } from '../../../core/op/operation';

/** The theme's colours as a canvas takes them. */
export interface Ink {
  readonly kinds: ReadonlyMap<Kind | 'module', string>;
  readonly frame: string;
  readonly frameLine: string;
  readonly wire: string;
  readonly name: string;
  readonly onBlock: string;
  readonly accent: string;
  readonly bad: string;
  readonly font: string;
}

const KINDS = [
  'data',
  'conv',
  'avg',
  'max',
  'min',
  'linear',
  'act',
  'norm',
  'drop',
  'merge',
  'shape',
  'module',
] as const;

let last: { readonly theme: string; readonly ink: Ink } | null = null;

/** Reads the colours off the page, as its theme has them; once per theme, as asking makes the browser lay out the page. */
export function readInk(theme: string): Ink {
  if (last?.theme === theme) return last.ink;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const kind = (name: string): string => `oklch(${token('--kind-l')} ${token('--kind-c')} ${token(`--h-${name}`)})`;
  const ink = {
    kinds: new Map(KINDS.map(name => [name, kind(name)])),
    frame: token('--panel'),
    frameLine: token('--line-2'),
    wire: token('--wire'),
    name: token('--ink-2'),
    onBlock: 'oklch(0.16 0.02 262)',
    accent: token('--accent'),
    bad: token('--bad'),
    font: token('--font-ui'),
  };
  last = { theme, ink };
  return ink;
}
