/** What the page asks of a run while it works. The run looks at it between steps. */
export class RunControl {
  #stopping = false;
  #paused: Promise<void> | null = null;
  #release: (() => void) | null = null;

  #wish: { readonly heard: Promise<void>; readonly grant: () => void } | null = null;

  /** Whether the run is asked to mark where it is. */
  get markWished(): boolean {
    return this.#wish !== null;
  }
  /** Settles when the run has marked where it is, or is over. */
  wishForMark(): Promise<void> {
    if (!this.#wish) {
      let grant: () => void = () => undefined;
      const heard = new Promise<void>(resolve => {
        grant = resolve;
      });
      this.#wish = { heard, grant };
    }
    return this.#wish.heard;
  }
  marked(): void {
    this.#wish?.grant();
    this.#wish = null;
  }

  get stopping(): boolean {
    return this.#stopping;
  }
  /** Settles when the pause is over; `null` while there is none. */
  get paused(): Promise<void> | null {
    return this.#paused;
  }

  pause(): void {
    if (this.#paused || this.#stopping) return;
    this.#paused = new Promise(resolve => {
      this.#release = resolve;
    });
  }
  resume(): void {
    this.#release?.();
    this.#paused = null;
    this.#release = null;
  }
  /** Ends a pause too. */
  stop(): void {
    this.#stopping = true;
    this.resume();
  }
  /** Ready for another run. */
  begin(): void {
    this.resume();
    this.#stopping = false;
  }
}

/** Lets the messages that have arrived be handled. Timers would do, but browsers hold them back for 4 ms. */
export function nextTurn(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
