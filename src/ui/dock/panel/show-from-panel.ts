import type { NodeId } from '../../../core/document/architecture';
import { isNarrow } from '../../narrow';
import { showNode } from '../../problems/show-problem';
import { useTrainingPanel } from './panel-state';

/** Shows a node on the canvas; in a narrow window the panel, which lies over it, makes room. */
export function showFromPanel(path: readonly NodeId[]): void {
  if (isNarrow()) useTrainingPanel.getState().show(null);
  showNode(path);
}
