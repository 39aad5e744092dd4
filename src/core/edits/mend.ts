import { type Architecture, type GraphId, graphOf, type NodeId } from '../document/architecture';
import type { Catalogue, Mend } from '../op/operation';
import { insertOnWire } from './insertOnWire';
import { replaceNode } from './replaceNode';
import { setParams } from './setParams';

/**
 * Carries out what an operation proposed when it couldn't work: sets the node's parameters, puts an operation into the
 * wire that reaches the named input port (`x`, or `x.1` where it takes several), or makes the node another operation.
 */
export function applyMend(doc: Architecture, ops: Catalogue, graphId: GraphId, id: NodeId, mend: Mend): Architecture {
  switch (mend.do) {
    case 'set':
      return setParams(doc, ops, graphId, [id], mend.params);
    case 'replace':
      return replaceNode(doc, ops, graphId, id, mend.op, mend.params);
    case 'insert': {
      const node = graphOf(doc, graphId)?.nodes.find(n => n.id === id);
      if (!node) return doc;
      return insertOnWire(doc, ops, graphId, `${id}:${mend.port}`, {
        op: mend.op,
        ...(mend.params ? { params: mend.params } : {}),
      });
    }
  }
}
