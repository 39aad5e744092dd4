import type { Architecture, GraphId, NodeId } from '../document/architecture';
import type { Catalogue } from '../op/operation';
import type { ParamValues } from '../op/params';
import { changeNodes } from './changeNodes';
import { mergeParams, schemaOf } from './params';

/** Sets parameters of one or several nodes. A value equal to the default is not stored. */
export function setParams(
  doc: Architecture,
  ops: Catalogue,
  graphId: GraphId,
  ids: Iterable<NodeId>,
  given: ParamValues,
): Architecture {
  return changeNodes(doc, graphId, ids, node => {
    const params = mergeParams(schemaOf(doc, ops, node.op), node.params, given);
    return params === node.params ? node : { ...node, params };
  });
}
