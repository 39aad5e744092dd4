import type { NodeId, Wire } from '../../core/document/architecture';
import { connect, disconnect, reconnect } from '../../core/edits/connect';
import { judgeConnection } from '../../core/inference/connection';
import type { Edit } from '../../core/inference/facts';
import { portsOf } from '../../core/inference/ports';
import { catalogue } from '../../ops/catalogue';
import { currentFacts, currentGraph, currentGraphId, documentOf, useEditor } from '../../state/editor';
import type { Connecting, Verdict } from './in-hand';

type InHand = Pick<Connecting, 'fixed' | 'moved'>;

/**
 * Judges a wire at a node: at `asked` when a port is pointed at, else at the port that suits best, a free one before
 * one that has its wire, and any that fits before one that needs a mend.
 */
export function judgeTarget(hand: InHand, node: NodeId, asked: string | null): Verdict {
  const state = useEditor.getState();
  const graph = currentGraph(state);
  const target = graph.nodes.find(n => n.id === node);
  const ports = target && portsOf(documentOf(state), catalogue, target);
  const inputs = hand.fixed.side === 'from';
  const all: readonly { readonly name: string; readonly many?: boolean }[] =
    (inputs ? ports?.inputs : ports?.outputs) ?? [];
  const list = all.some(p => p.name === asked) ? all.filter(p => p.name === asked) : all;
  const isFree = (p: (typeof list)[number]): boolean =>
    !inputs || p.many === true || !graph.wires.some(w => w.to[0] === node && w.to[1] === p.name);
  const inOrder = [...list.filter(isFree), ...list.filter(p => !isFree(p))];
  let best: Verdict | null = null;
  for (const port of inOrder) {
    const verdict = judgePort(hand, node, port.name);
    if (verdict.kind === 'fits') return verdict;
    if (!best || (best.kind === 'refused' && verdict.kind === 'mends')) best = verdict;
  }
  const none = `${target?.name ?? 'This'} has no ${inputs ? 'input' : 'output'}`;
  return best ?? { node, kind: 'refused', port: null, end: null, says: none, edit: null };
}

function judgePort(hand: InHand, node: NodeId, port: string): Verdict {
  const { fixed, moved } = hand;
  const state = useEditor.getState();
  const free: Wire['from'] = [node, port];
  const [from, to] = fixed.side === 'from' ? [fixed.end, free] : [free, fixed.end];
  const graphId = currentGraphId(state);
  const judged = judgeConnection(documentOf(state), catalogue, currentFacts(state), graphId, from, to);
  const at = { node, port, end: free };
  if (judged.ok) return { ...at, kind: 'fits', says: '', edit: joinEdit(hand, free) };
  const { fix, says } = judged;
  if (!fix) return { ...at, kind: 'refused', says, edit: null };
  const edit: Edit = moved === null ? fix.edit : doc => fix.edit(disconnect(doc, graphId, [moved]));
  return { ...at, kind: 'mends', says: `${says}. Drop to ${lowerFirst(fix.label)}`, edit };
}

/** The edit that joins the two ends: a new wire, or the moved one. */
function joinEdit({ fixed, moved }: InHand, free: Wire['from']): Edit {
  const graph = currentGraphId(useEditor.getState());
  if (moved !== null)
    return doc => reconnect(doc, catalogue, graph, moved, fixed.side === 'from' ? 'to' : 'from', free);
  return fixed.side === 'from'
    ? doc => connect(doc, catalogue, graph, fixed.end, free)
    : doc => connect(doc, catalogue, graph, free, fixed.end);
}

/** `Insert Flatten` within a sentence; `ReLU …` keeps its capitals. */
const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
