/** Between two readings, as long as a person takes as immediate and a device takes as a good stretch of work. */
const READING_MS = 250;
const MOST_STEPS_PER_READING = 64;

/** How fast a run goes. Time while it is paused does not count. */
export class Pace {
  #ran = 0;
  #since: number | null = null;
  #lastReading = 0;
  #stepMs: number | null = null;
  #validationSeconds = 0;

  /** Seconds that the run took before it was taken up. */
  began(seconds: number): void {
    this.#ran = seconds;
  }
  start(): void {
    this.#since = performance.now();
    this.#lastReading = this.#since;
  }
  stop(): void {
    this.#ran = this.seconds;
    this.#since = null;
  }
  get seconds(): number {
    return this.#ran + (this.#since === null ? 0 : (performance.now() - this.#since) / 1000);
  }

  /** A reading of so many steps has arrived. */
  heard(steps: number): void {
    const now = performance.now();
    const ms = (now - this.#lastReading) / steps;
    this.#lastReading = now;
    this.#stepMs = this.#stepMs === null ? ms : 0.7 * this.#stepMs + 0.3 * ms;
  }
  /** The held-out images took so long; the next reading is timed from now. */
  validated(seconds: number): void {
    this.#validationSeconds = seconds;
    this.#lastReading = performance.now();
  }

  /** How many steps to queue before what they said is read. */
  get stepsPerReading(): number {
    if (this.#stepMs === null) return 1;
    return Math.min(MOST_STEPS_PER_READING, Math.max(1, Math.round(READING_MS / Math.max(this.#stepMs, 0.01))));
  }
  get stepsPerSecond(): number {
    return this.#stepMs === null ? 0 : 1000 / this.#stepMs;
  }
  secondsFor(steps: number, validations: number): number {
    return ((this.#stepMs ?? 0) * steps) / 1000 + this.#validationSeconds * validations;
  }
}
