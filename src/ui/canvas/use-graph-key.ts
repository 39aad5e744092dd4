import { useEditor } from '../../state/editor';

/** How many documents have been opened so far. */
let opened = 0;
useEditor.subscribe((state, before) => {
  const { past, future } = state.history;
  if (state.history !== before.history && past.length === 0 && future.length === 0) opened++;
});

/** Names the graph on the canvas, across documents: two that differ may well use the same ids for their nodes. */
export const useGraphKey = (): string => useEditor(s => `${opened}/${s.path.join('/')}`);
