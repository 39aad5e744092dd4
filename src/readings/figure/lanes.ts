/** An edge of the graph, from source to target. */
export type Edge = readonly [from: string, to: string];

/** How a graph is drawn in lanes: one thing, things one after the other, or lanes side by side between a fork and a join. */
export type Lanes =
  | { readonly as: 'one'; readonly id: string }
  | { readonly as: 'series'; readonly parts: readonly Lanes[] }
  | {
      readonly as: 'parallel';
      readonly lanes: readonly Lanes[];
      /** Edges that go past all the lanes: residual connections. */
      readonly past: readonly Edge[];
    };

/** A graph by the sources of each node; sources come in the order of the node's inputs. */
export type Sources = ReadonlyMap<string, readonly string[]>;

export function idsIn(lanes: Lanes): readonly string[] {
  if (lanes.as === 'one') return [lanes.id];
  return (lanes.as === 'series' ? lanes.parts : lanes.lanes).flatMap(idsIn);
}

/**
 * Takes a graph apart into lanes. A node that every path goes through ends a fork; what lies between two such nodes
 * falls into lanes that share no edge, each taken apart in the same way. Where no such node exists, the longest path is
 * one lane and what remains makes the others.
 *
 * @param order the nodes in topological order; sources outside of it count as the fork before, readers as the join after
 */
export function lanesOf(order: readonly string[], sources: Sources): Lanes {
  const readers = new Map<string, string[]>();
  for (const [id, from] of sources) {
    for (const source of from) readers.set(source, [...(readers.get(source) ?? []), id]);
  }
  const graph: Around = { sources, readers };
  return simplest(series(order, graph));
}

interface Around {
  readonly sources: Sources;
  readonly readers: ReadonlyMap<string, readonly string[]>;
}

function series(order: readonly string[], graph: Around): readonly Lanes[] {
  const [only] = order;
  if (only !== undefined && order.length === 1) return [{ as: 'one', id: only }];
  const spans = spansOf(order, graph);
  const cuts = cutsOf(order.length, spans);
  if (cuts.length === 0) {
    const components = componentsOf(order, graph);
    return [
      components.length === 1 ? peeled(order, graph) : parallel(components, passing(spans, -1, order.length), graph),
    ];
  }
  const parts: Lanes[] = [];
  let before = -1;
  for (const cut of [...cuts, order.length]) {
    if (cut > before + 1) {
      const between = order.slice(before + 1, cut);
      parts.push(parallel(componentsOf(between, graph), passing(spans, before, cut), graph));
    }
    const id = order[cut];
    if (id !== undefined) parts.push({ as: 'one', id });
    before = cut;
  }
  return parts;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly edge: Edge;
}

/** Every edge as an interval of places in the order; from outside is −1, to outside is one past the last. */
function spansOf(order: readonly string[], { sources, readers }: Around): readonly Span[] {
  const place = new Map(order.map((id, i) => [id, i]));
  return order.flatMap((id, i) => {
    const from = sources.get(id) ?? [];
    const to = (readers.get(id) ?? []).filter(reader => !place.has(reader));
    return [
      ...(from.length === 0 ? [{ from: -1, to: i, edge: ['', id] as const }] : []),
      ...from.map(source => ({ from: place.get(source) ?? -1, to: i, edge: [source, id] as const })),
      ...to.map(reader => ({ from: i, to: order.length, edge: [id, reader] as const })),
      ...(to.length === 0 && (readers.get(id) ?? []).length === 0
        ? [{ from: i, to: order.length, edge: [id, ''] as const }]
        : []),
    ];
  });
}

/** Places that no edge goes past: every path goes through them. */
function cutsOf(count: number, spans: readonly Span[]): readonly number[] {
  const change = new Array<number>(count + 2).fill(0);
  for (const { from, to } of spans) {
    if (to - from < 2) continue;
    change[from + 1] = (change[from + 1] ?? 0) + 1;
    change[to] = (change[to] ?? 0) - 1;
  }
  const cuts: number[] = [];
  let over = 0;
  for (let i = 0; i < count; i++) {
    over += change[i] ?? 0;
    if (over === 0) cuts.push(i);
  }
  return cuts;
}

const passing = (spans: readonly Span[], before: number, after: number): readonly Edge[] =>
  spans.filter(s => s.from === before && s.to === after && s.edge[0] !== '' && s.edge[1] !== '').map(s => s.edge);

function parallel(components: readonly (readonly string[])[], past: readonly Edge[], graph: Around): Lanes {
  const lanes = inJoinOrder(components, graph).map(order => simplest(series(order, graph)));
  const [only] = lanes;
  return only && lanes.length === 1 && past.length === 0 ? only : { as: 'parallel', lanes, past };
}

/** Lanes from top to bottom as the join takes them. */
function inJoinOrder(
  components: readonly (readonly string[])[],
  { sources, readers }: Around,
): readonly (readonly string[])[] {
  const rank = (order: readonly string[]): number => {
    const inside = new Set(order);
    for (const id of order) {
      for (const reader of readers.get(id) ?? []) {
        if (!inside.has(reader)) return (sources.get(reader) ?? []).indexOf(id);
      }
    }
    return Number.POSITIVE_INFINITY;
  };
  const ranked = components.map((order, i) => ({ order, i, rank: rank(order) }));
  // Two infinite ranks have no difference.
  return ranked.sort((a, b) => (a.rank === b.rank ? a.i - b.i : a.rank - b.rank)).map(r => r.order);
}

function componentsOf(order: readonly string[], { sources }: Around): readonly (readonly string[])[] {
  const root = new Map(order.map(id => [id, id]));
  const find = (id: string): string => {
    let at = id;
    for (let up = root.get(at); up !== undefined && up !== at; up = root.get(at)) at = up;
    return at;
  };
  for (const id of order) {
    for (const source of sources.get(id) ?? []) if (root.has(source)) root.set(find(source), find(id));
  }
  const components = new Map<string, string[]>();
  for (const id of order) {
    const key = find(id);
    const component = components.get(key);
    if (component) component.push(id);
    else components.set(key, [id]);
  }
  return [...components.values()];
}

/** The longest path as one lane, what remains as others. */
function peeled(order: readonly string[], graph: Around): Lanes {
  const inside = new Set(order);
  const depth = new Map<string, number>();
  const via = new Map<string, string>();
  for (const id of order) {
    depth.set(id, 1);
    for (const source of graph.sources.get(id) ?? []) {
      if (!inside.has(source) || (depth.get(source) ?? 0) < (depth.get(id) ?? 0)) continue;
      depth.set(id, (depth.get(source) ?? 0) + 1);
      via.set(id, source);
    }
  }
  let at: string | undefined = order.reduce((best, id) => ((depth.get(id) ?? 0) > (depth.get(best) ?? 0) ? id : best));
  const path: string[] = [];
  for (; at !== undefined; at = via.get(at)) path.unshift(at);
  const onPath = new Set(path);
  const rest = componentsOf(
    order.filter(id => !onPath.has(id)),
    graph,
  );
  const main: Lanes = simplest(path.map(id => ({ as: 'one', id })));
  if (rest.length === 0) return main;
  return { as: 'parallel', lanes: [main, ...rest.map(r => simplest(series(r, graph)))], past: [] };
}

function simplest(parts: readonly Lanes[]): Lanes {
  const [only] = parts;
  return only && parts.length === 1 ? only : { as: 'series', parts };
}
