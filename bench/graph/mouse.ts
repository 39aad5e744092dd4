import type { CDPSession } from '@playwright/test';

interface At {
  readonly x: number;
  readonly y: number;
}
/** A mouse that costs the page nothing but its events: Playwright's runs code in the page while a button is held. */
export interface Mouse {
  /** Moves with the left button as it is. */
  move(to: At): Promise<void>;
  press(): Promise<void>;
  release(): Promise<void>;
  wheel(deltaY: number): Promise<void>;
}

export function mouseOf(session: CDPSession): Mouse {
  let at: At = { x: 0, y: 0 };
  let held = false;
  const send = async (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased' | 'mouseWheel', deltaY = 0) => {
    const pressed = type === 'mousePressed' || type === 'mouseReleased';
    await session.send('Input.dispatchMouseEvent', {
      type,
      ...at,
      button: held || pressed ? 'left' : 'none',
      buttons: held ? 1 : 0,
      clickCount: pressed ? 1 : 0,
      deltaX: 0,
      deltaY,
    });
  };
  return {
    move(to) {
      at = to;
      return send('mouseMoved');
    },
    press() {
      held = true;
      return send('mousePressed');
    },
    release() {
      held = false;
      return send('mouseReleased');
    },
    wheel: deltaY => send('mouseWheel', deltaY),
  };
}
