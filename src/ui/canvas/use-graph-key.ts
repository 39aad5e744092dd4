import { useEditor } from '../../state/editor';

/** Names the graph on the canvas, across documents: two that differ may well use the same ids for their nodes. */
export const useGraphKey = (): string => useEditor(s => `${s.opened}/${s.path.join('/')}`);
