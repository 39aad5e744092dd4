import type { Graph, NodeId, Wire } from '../document/architecture';
import { into, wiringOf } from './wiring';

export interface Order {
  /** Every node after all that feed it, else as the document lists them. Nodes on or behind a cycle come last. */
  readonly ids: readonly NodeId[];
  /** The rings of wires that keep nodes from being put in order, each from a wire's target back to its source, the wire that leads back first. */
  readonly cycles: readonly (readonly Wire[])[];
}

/** Stable topological order (Kahn): of the nodes that are ready, the one that the document lists first comes first. */
export function orderOf(graph: Pick<Graph, 'nodes' | 'wires'>): Order {
  const place = new Map(graph.nodes.map((n, i) => [n.id, i]));
  const waiting = new Int32Array(graph.nodes.length);
  const feeds: number[][] = graph.nodes.map(() => []);
  for (const [id, incoming] of wiringOf(graph.wires)) {
    const target = place.get(id);
    if (target === undefined) continue;
    for (const { wire } of incoming) {
      const source = place.get(wire.from[0]);
      if (source === undefined) continue;
      feeds[source]?.push(target);
      waiting[target] = (waiting[target] ?? 0) + 1;
    }
  }
  const ready = new LeastFirst();
  for (let i = 0; i < waiting.length; i++) if (waiting[i] === 0) ready.push(i);
  const ids: NodeId[] = [];
  const done = new Uint8Array(graph.nodes.length);
  for (let i = ready.pop(); i !== undefined; i = ready.pop()) {
    done[i] = 1;
    ids.push(graph.nodes[i]?.id ?? '');
    for (const target of feeds[i] ?? []) {
      const left = (waiting[target] ?? 0) - 1;
      waiting[target] = left;
      if (left === 0) ready.push(target);
    }
  }
  if (ids.length === graph.nodes.length) return { ids, cycles: [] };
  const rest = graph.nodes.filter((_, i) => !done[i]).map(n => n.id);
  return { ids: [...ids, ...rest], cycles: cyclesAmong(graph, new Set(rest)) };
}

/** One cycle for each group of nodes that feed each other; every node left over is on one or behind one. */
function cyclesAmong(graph: Pick<Graph, 'nodes' | 'wires'>, left: Set<NodeId>): readonly (readonly Wire[])[] {
  const wiring = wiringOf(graph.wires);
  const cycles: (readonly Wire[])[] = [];
  const seen = new Set<NodeId>();
  for (const { id: start } of graph.nodes) {
    if (!left.has(start) || seen.has(start)) continue;
    const trail: Wire[] = [];
    const at = new Map<NodeId, number>();
    let id = start;
    // Walking upstream from a node that is left over never ends outside them: each waits for another that is left.
    while (!seen.has(id) && !at.has(id)) {
      at.set(id, trail.length);
      const back = into(wiring, id).find(i => left.has(i.wire.from[0]));
      if (!back) break;
      trail.push(back.wire);
      id = back.wire.from[0];
    }
    const from = at.get(id);
    if (from !== undefined && trail.length > from) cycles.push(backFirst(graph, trail.slice(from)));
    for (const passed of at.keys()) seen.add(passed);
  }
  return cycles;
}

/**
 * The ring turned so that it starts with the wire that leads back: from a node to one that the document lists before
 * it; of several such wires the one drawn last.
 */
function backFirst(graph: Pick<Graph, 'nodes' | 'wires'>, ring: readonly Wire[]): readonly Wire[] {
  const place = new Map(graph.nodes.map((n, i) => [n.id, i]));
  const rank = (w: Wire): number => {
    const back = (place.get(w.from[0]) ?? 0) >= (place.get(w.to[0]) ?? 0);
    return graph.wires.indexOf(w) + (back ? graph.wires.length : 0);
  };
  const ranks = ring.map(rank);
  const first = ranks.indexOf(Math.max(...ranks));
  return [...ring.slice(first), ...ring.slice(0, first)];
}

/** A binary heap of numbers. */
class LeastFirst {
  private readonly heap: number[] = [];

  push(value: number): void {
    const heap = this.heap;
    let i = heap.push(value) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent] ?? 0;
      if (above <= value) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = value;
  }

  pop(): number | undefined {
    const heap = this.heap;
    const least = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return least;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if ((heap[child + 1] ?? Number.POSITIVE_INFINITY) < (heap[child] ?? 0)) child++;
      const below = heap[child] ?? 0;
      if (below >= last) break;
      heap[i] = below;
      i = child;
    }
    heap[i] = last;
    return least;
  }
}
