import { useState } from 'react';

export interface Draft<T> {
  /** What stands in the field while it is being typed; `null` when the value itself is to be shown. */
  readonly text: string | null;
  /** Keeps what was typed, until the value is no longer `meant`: the one that the text stands for. */
  keep(text: string, meant: T): void;
  drop(): void;
}

/** The text of a field while it is typed. A value that changes otherwise (undo, another field) wins over it. */
export function useDraft<T>(value: T): Draft<T> {
  const [draft, setDraft] = useState<{ readonly text: string; readonly meant: T } | null>(null);
  return {
    text: draft && Object.is(draft.meant, value) ? draft.text : null,
    keep: (text, meant) => setDraft({ text, meant }),
    drop: () => setDraft(null),
  };
}
