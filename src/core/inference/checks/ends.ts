import type { Node, NodeId } from '../../document/architecture';
import { addChain } from '../../edits/addChain';
import { addNode } from '../../edits/addNode';
import { connect } from '../../edits/connect';
import { STEP } from '../../edits/spacing';
import type { Fix, Problem } from '../facts';
import { portsOf } from '../ports';
import { into, wiringOf } from '../wiring';
import type { Check, View } from './view';

/** More loose ends than this are not offered one by one. */
const MOST_FIXES = 3;

/** A network without a way in, or without a way out. An empty canvas lacks nothing yet. */
export const missingEnds: Check = view => {
  const { nodes } = view.facts.graph;
  if (nodes.length === 0) return [];
  const problems: Problem[] = [];
  if (!nodes.some(n => n.op === 'input')) {
    problems.push({
      ...whole,
      code: 'no-input',
      says: 'The network has no input',
      why: 'Samples enter at an Input node; its shape is what all others follow from.',
      fixes: openNodes(view)
        .slice(0, MOST_FIXES)
        .map(([node, port]) => inputBefore(view, node, port)),
    });
  }
  if (!nodes.some(n => n.op === 'output' && !n.muted)) {
    problems.push({
      ...whole,
      code: 'no-output',
      says: 'The network has no output',
      why: 'Training and export start from the Output nodes.',
      fixes: lastNodes(view)
        .slice(0, MOST_FIXES)
        .map(node => outputAfter(view, node)),
    });
  }
  return problems;
};

const whole = { severity: 'error', path: [] } as const;

/** Nodes with an input that nothing is connected to. */
function openNodes({ facts }: View): readonly (readonly [Node, string])[] {
  return [...facts.nodes.values()].flatMap(({ node, problems }) =>
    problems.flatMap(p => (p.code === 'unconnected' && p.port !== undefined ? [[node, p.port] as const] : [])),
  );
}

/** Nodes whose result nobody takes, the last one first. */
function lastNodes({ doc, ops, facts }: View): readonly Node[] {
  const taken = new Set(facts.graph.wires.map(w => w.from[0]));
  return facts.order
    .flatMap(id => facts.nodes.get(id)?.node ?? [])
    .filter(n => !taken.has(n.id) && portsOf(doc, ops, n).outputs.length > 0)
    .reverse();
}

const inputBefore = ({ ops, graphId }: View, node: Node, port: string): Fix => ({
  label: `Add Input before ${node.name}`,
  edit: doc => {
    const grown = addNode(doc, ops, graphId, { op: 'input' }, [node.at[0], node.at[1] - STEP[1]]);
    const added = (graphId in grown.modules ? grown.modules[graphId]?.graph : grown.graph)?.nodes.at(-1);
    return added ? connect(grown, ops, graphId, [added.id, 'y'], [node.id, port]) : grown;
  },
});

/** Puts an Output behind a node, a step on in the direction that the graph runs there. */
export function outputAfter({ ops, graphId, facts }: View, node: Node): Fix {
  const [x, y] = node.at;
  const before = facts.nodes.get(sourceOf(facts.graph.wires, node.id) ?? '')?.node.at;
  const across = before !== undefined && Math.abs(x - before[0]) > Math.abs(y - before[1]);
  return {
    label: `Add Output after ${node.name}`,
    edit: doc => addChain(doc, ops, graphId, [{ op: 'output' }], across ? [x + STEP[0], y] : [x, y + STEP[1]], node.id),
  };
}

const sourceOf = (wires: View['facts']['graph']['wires'], id: NodeId): NodeId | undefined =>
  into(wiringOf(wires), id)[0]?.wire.from[0];
