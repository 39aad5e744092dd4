import type { Curve, CurvePoint, Kept, RunRequest } from '../protocol';
import type { Checkpoint } from './checkpoint';
import { CurveLog } from './curve-log';
import type { RunMark } from './mark';
import type { CheckpointStorage } from './storage';

/**
 * Writes the checkpoints of one run while it goes on. One is written at a time; of those that come meanwhile the newest
 * waits. What cannot be written is told, and the run goes on.
 */
export class CheckpointKeeper {
  readonly #storage: Pick<CheckpointStorage, 'save'>;
  readonly #request: RunRequest;
  readonly #tell: (kept: Kept) => void;
  readonly #curves: CurveLog;
  #next: Checkpoint | null = null;
  #writing: Promise<void> | null = null;

  /** @param before the checkpoint that the run was taken up from */
  constructor(
    storage: Pick<CheckpointStorage, 'save'>,
    request: RunRequest,
    tell: (kept: Kept) => void,
    before: Checkpoint | null,
  ) {
    this.#storage = storage;
    const { weights: _, further: __, ...kept } = request;
    this.#request = kept;
    this.#tell = tell;
    this.#curves = new CurveLog(before?.curves);
  }

  points(curve: Curve, points: readonly CurvePoint[]): void {
    this.#curves.add(curve, points);
  }

  /** The run at this mark, with all of its points so far. */
  checkpoint(mark: RunMark): Checkpoint {
    return { request: this.#request, mark, curves: this.#curves.table() };
  }

  mark(mark: RunMark): void {
    const { document } = this.#request;
    if (document === undefined) return;
    this.#next = this.checkpoint(mark);
    this.#writing ??= this.#write(document);
  }

  /** Settles when nothing waits to be written any more. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #write(document: string): Promise<void> {
    while (this.#next) {
      const checkpoint = this.#next;
      this.#next = null;
      try {
        this.#tell({ ok: true, facts: await this.#storage.save(document, checkpoint) });
      } catch (error) {
        const full = error instanceof DOMException && error.name === 'QuotaExceededError';
        this.#tell({ ok: false, says: full ? FULL : UNAVAILABLE });
      }
    }
    this.#writing = null;
  }
}

const FULL =
  'The browser has no space left for this site, so this run cannot be taken up after the page is closed. It goes on meanwhile.';
const UNAVAILABLE =
  'This browser window keeps nothing, so this run cannot be taken up after the page is closed. It goes on meanwhile.';
