import type { Architecture } from '../document/architecture';

/**
 * What was, what is, and what was undone. Whole documents are kept rather than patches: an edit shares with the
 * document before it all that it left alone, so a step costs what it changed.
 */
export interface History {
  /** Oldest first. */
  readonly past: readonly Architecture[];
  readonly present: Architecture;
  /** The next one to redo comes first. */
  readonly future: readonly Architecture[];
  /** The burst that the latest step belongs to, while it can still grow. */
  readonly burst?: { readonly key: string; readonly at: number };
}

export interface Commit {
  /** Commits with the same key in quick succession are one step: a drag, typing a number. */
  readonly burst?: string;
  /** Milliseconds on any clock that doesn't go back. */
  readonly now: number;
}

/** The longest pause within a burst, in milliseconds. */
export const BURST_MS = 800;
/** Steps that can be undone; the oldest are forgotten. */
export const MOST_STEPS = 1000;

/** A history that starts at `doc`. */
export const historyOf = (doc: Architecture): History => ({ past: [], present: doc, future: [] });

/** Makes `doc` the present and the one before it undoable. What was undone can't be redone any more. */
export function commit(history: History, doc: Architecture, { burst, now }: Commit): History {
  if (doc === history.present) return history;
  const grows = burst !== undefined && history.burst?.key === burst && now - history.burst.at <= BURST_MS;
  const past = grows ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  const next: History = { past, present: doc, future: [] };
  return burst === undefined ? next : { ...next, burst: { key: burst, at: now } };
}

/** One step back; the same history when there is none. */
export function undo(history: History): History {
  const before = history.past.at(-1);
  if (!before) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future] };
}

/** One step forward; the same history when there is none. */
export function redo(history: History): History {
  const [next, ...future] = history.future;
  return next ? { past: [...history.past, history.present], present: next, future } : history;
}
