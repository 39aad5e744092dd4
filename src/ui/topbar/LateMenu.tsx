import { type ComponentType, cloneElement, lazy, type ReactElement, useMemo, useState } from 'react';
import { Later } from '../parts/Later';

/** A menu that opens as soon as it is there; `face` is its trigger. */
export interface MenuProps {
  readonly face: ReactElement;
}

interface LateMenuProps {
  /** The button, with its accessible name. */
  readonly face: ReactElement<Record<string, unknown>>;
  load(): Promise<{ readonly default: ComponentType<MenuProps> }>;
}

/** A menu's button. The menu itself is fetched when the pointer or the focus comes near, and opens on the first click. */
export function LateMenu({ face, load }: LateMenuProps) {
  const [asked, setAsked] = useState(false);
  const Menu = useMemo(() => lazy(load), [load]);
  const fetch = (): void => void load();
  const waiting = cloneElement(face, {
    'aria-haspopup': 'menu',
    onClick: () => setAsked(true),
    onPointerEnter: fetch,
    onFocus: fetch,
  });
  if (!asked) return waiting;
  return (
    <Later fallback={waiting}>
      <Menu face={face} />
    </Later>
  );
}
