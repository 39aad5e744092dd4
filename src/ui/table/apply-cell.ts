import { renameNode } from '../../core/edits/renameNode';
import { setParams } from '../../core/edits/setParams';
import type { ParamValue } from '../../core/op/params';
import { catalogue } from '../../ops/catalogue';
import type { TableRow } from '../../readings/table/row';
import { useEditor } from '../../state/editor';
import type { Place } from './editable-cells';

/** Takes over what was typed into a cell, as one undo step. */
export function applyCell(row: TableRow, { target }: Place, value: ParamValue): void {
  const { apply } = useEditor.getState();
  if (target) apply(doc => setParams(doc, catalogue, target.graph, [target.node], { [target.param]: value }));
  else if (typeof value === 'string') {
    const [node] = row.nodes;
    if (node !== undefined) apply(doc => renameNode(doc, row.graph, node, value));
  }
}
