import { create } from 'zustand';

/** Something that the person should know; it stays until it is dismissed. */
export interface Notice {
  readonly id: number;
  /** `error`: what was asked for did not happen. `note`: it did, and there is something to know about it. */
  readonly kind: 'error' | 'note';
  /** One sentence each. */
  readonly says: readonly string[];
}

export interface NoticesState {
  readonly notices: readonly Notice[];
  /** Adds a notice; one that says the same is replaced. */
  tell(kind: Notice['kind'], ...says: readonly string[]): void;
  dismiss(id: number): void;
}

let count = 0;
export const useNotices = create<NoticesState>()(set => ({
  notices: [],
  tell: (kind, ...says) =>
    set(({ notices }) => ({
      notices: [...notices.filter(n => n.says.join() !== says.join()), { id: ++count, kind, says }],
    })),
  dismiss: id => set(({ notices }) => ({ notices: notices.filter(n => n.id !== id) })),
}));

/** What an error says, whatever was thrown. */
export const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
