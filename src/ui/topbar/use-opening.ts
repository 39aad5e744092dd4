import { type RefObject, useEffect, useRef, useState } from 'react';

interface Opening {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** For the trigger, which takes the focus over from the button that stood in for it. */
  readonly trigger: RefObject<HTMLButtonElement | null>;
}

/** A menu that opens as soon as it is mounted, from a focused trigger, so that the focus comes back there. */
export function useOpening(): Opening {
  const [open, onOpenChange] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    trigger.current?.focus({ preventScroll: true });
    onOpenChange(true);
  }, []);
  return { open, onOpenChange, trigger };
}
