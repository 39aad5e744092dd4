import { create } from 'zustand';

/** The training panel's pages. */
export type PanelPage = 'plan' | 'check' | 'rate';

interface PanelState {
  /** The page that is open; `null` while the panel is closed. */
  readonly page: PanelPage | null;
  show(page: PanelPage | null): void;
}

/** Whether the training panel is open, and at which page. It belongs to the window, not to the document. */
export const useTrainingPanel = create<PanelState>()(set => ({
  page: null,
  show: page => set({ page }),
}));
