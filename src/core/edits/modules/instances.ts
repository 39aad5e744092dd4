import {
  type Architecture,
  type GraphId,
  graphOf,
  MAIN,
  type ModuleId,
  moduleOf,
  type Node,
  withGraph,
} from '../../document/architecture';

/** How a node names the module that it is an instance of. */
export const instanceOf = (id: ModuleId): string => `module:${id}`;

/** Every graph of a document: its own, then those of its modules. */
export const graphIds = (doc: Architecture): readonly GraphId[] => [MAIN, ...Object.keys(doc.modules)];

/** The nodes that are instances of a module, with the graph that each stands in. */
export function instancesOf(
  doc: Architecture,
  id: ModuleId,
): readonly { readonly graph: GraphId; readonly node: Node }[] {
  const op = instanceOf(id);
  return graphIds(doc).flatMap(graph =>
    (graphOf(doc, graph)?.nodes ?? []).filter(n => n.op === op).map(node => ({ graph, node })),
  );
}

/** The document with every instance of a module changed; the same object when none is. */
export function changeInstances(doc: Architecture, id: ModuleId, change: (node: Node) => Node): Architecture {
  const op = instanceOf(id);
  let changed = doc;
  for (const graphId of graphIds(doc)) {
    const graph = graphOf(doc, graphId);
    if (!graph?.nodes.some(n => n.op === op)) continue;
    const nodes = graph.nodes.map(n => (n.op === op ? change(n) : n));
    if (nodes.some((n, i) => n !== graph.nodes[i])) changed = withGraph(changed, graphId, { ...graph, nodes });
  }
  return changed;
}

/** Whether an instance of `op` in the graph `graphId` would make a module contain itself, at any depth. */
export function wouldContainItself(doc: Architecture, graphId: GraphId, op: string): boolean {
  const module = moduleOf(op);
  return graphId !== MAIN && module !== null && contained(doc, module).has(graphId);
}

/** A module and all modules inside it. */
function contained(doc: Architecture, id: ModuleId): ReadonlySet<ModuleId> {
  const found = new Set([id]);
  // A set that grows while it is walked is walked to its end.
  for (const outer of found) {
    for (const node of doc.modules[outer]?.graph.nodes ?? []) {
      const inner = moduleOf(node.op);
      if (inner !== null) found.add(inner);
    }
  }
  return found;
}
