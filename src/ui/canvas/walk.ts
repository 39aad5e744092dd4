import type { Graph, Node, NodeId } from '../../core/document/architecture';

export type Direction = 'up' | 'down' | 'left' | 'right';

/**
 * The node that an arrow key leads to: down and up along wires (the one most nearly below or above when there are
 * several), left and right to the nearest on that side; along no wire, to the nearest that lies there at all.
 */
export function walk(graph: Graph, from: NodeId, way: Direction): NodeId | null {
  const here = graph.nodes.find(n => n.id === from);
  if (!here) return null;
  const vertical = way === 'up' || way === 'down';
  const joined = new Set(
    graph.wires.flatMap(w =>
      way === 'down' && w.from[0] === from ? [w.to[0]] : way === 'up' && w.to[0] === from ? [w.from[0]] : [],
    ),
  );
  const wired = graph.nodes.filter(n => joined.has(n.id));
  if (vertical && wired.length > 0) return nearest(wired, n => Math.abs(n.at[0] - here.at[0]));
  return nearest(
    graph.nodes.filter(n => n !== here && ahead(here, n, way) > 0),
    n => ahead(here, n, way) + 3 * aside(here, n, way),
  );
}

const ahead = (a: Node, b: Node, way: Direction): number => {
  const [dx, dy] = [b.at[0] - a.at[0], b.at[1] - a.at[1]];
  return way === 'down' ? dy : way === 'up' ? -dy : way === 'right' ? dx : -dx;
};
const aside = (a: Node, b: Node, way: Direction): number =>
  Math.abs(way === 'left' || way === 'right' ? b.at[1] - a.at[1] : b.at[0] - a.at[0]);

function nearest(nodes: readonly Node[], far: (node: Node) => number): NodeId | null {
  let best: Node | null = null;
  for (const n of nodes) if (!best || far(n) < far(best)) best = n;
  return best?.id ?? null;
}
