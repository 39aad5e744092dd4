import type { Edge } from '@xyflow/react';
import { type Architecture, parsePort, type Wire, wireKey } from '../../core/document/architecture';
import type { GraphFacts, NodeFacts } from '../../core/inference/facts';
import type { Shape } from '../../core/op/shape';
import { catalogue } from '../../ops/catalogue';
import { type WireEnds, wireEnds } from '../../readings/layout/node-size';
import { type Lane, wireLanes } from '../../readings/layout/wire-lanes';
import type { Present } from './present';
import type { Scene } from './scene';
import type { LabelAt } from './wire-path';

/** What a wire shows. */
export interface WireData extends Record<string, unknown> {
  readonly wire: Wire;
  /** `null`: not known, for a problem before it. */
  readonly shape: Shape | null;
  /** How the shape came about, a line per axis. */
  readonly arithmetic: readonly string[];
  /** How far beside the middle of its input port it arrives. */
  readonly slot: number;
  readonly lane: Lane | null;
  readonly labelAt: LabelAt;
}
export type FlowWire = Edge<WireData, 'wire'>;

/** The flow wires made last time, so that those which would be the same stay the same objects. */
export type FlowWireCache = Map<string, FlowWire>;

/** What of the wires follows from the places of nodes and from nothing else. */
export interface WireRoutes {
  readonly ends: readonly WireEnds[];
  readonly lanes: ReadonlyMap<string, Lane>;
}
const routes = new WeakMap<Scene, WireRoutes>();
/** Above this many wires, none goes round cards: finding ways would take longer than looking at them. */
const MANY_WIRES = 1500;

/** The routes of a scene's wires; the same object for the same scene. */
export function routesOf(doc: Architecture, scene: Scene): WireRoutes {
  const { graph, cards, bridges } = scene;
  const known = routes.get(scene);
  if (known) return known;
  const widths = new Map([...cards.values()].map(c => [c.id, c.width]));
  const ends = wireEnds(doc, catalogue, graph.nodes, graph.wires, widths);
  const lanes = graph.wires.length > MANY_WIRES ? [] : wireLanes([...cards.values()], graph.wires, ends);
  const made = { ends, lanes: new Map([...lanes, ...bridges]) };
  routes.set(scene, made);
  return made;
}

/** The graph's wires as React Flow wants them. */
export function flowWires(
  cache: FlowWireCache,
  { wires, places }: Present,
  routes: WireRoutes,
  facts: GraphFacts,
  selected: ReadonlySet<string>,
): FlowWire[] {
  const leaving = new Map<string, number>();
  const arriving = new Map<string, number>();
  for (const { from, to } of wires) {
    leaving.set(from.join(), (leaving.get(from.join()) ?? 0) + 1);
    const port = `${to[0]},${parsePort(to[1]).name}`;
    arriving.set(port, (arriving.get(port) ?? 0) + 1);
  }
  const made = wires.map((wire, i): FlowWire => {
    const key = wireKey(wire);
    const source = facts.nodes.get(wire.from[0]);
    const forks = (leaving.get(wire.from.join()) ?? 0) > 1;
    const joins = (arriving.get(`${wire.to[0]},${parsePort(wire.to[1]).name}`) ?? 0) > 1;
    const data: WireData = {
      wire,
      shape: source?.outputs[wire.from[1]] ?? null,
      arithmetic: arithmeticOf(source),
      slot: routes.ends[places?.[i] ?? i]?.slot ?? 0,
      lane: routes.lanes.get(key) ?? null,
      labelAt: joins && !forks ? 'source' : forks && !joins ? 'target' : 'middle',
    };
    const old = cache.get(key);
    const isSelected = selected.has(key);
    if (old?.data && sameData(old.data, data)) {
      if (old.selected === isSelected) return old;
      return remember(cache, { ...old, selected: isSelected });
    }
    return remember(cache, {
      id: key,
      type: 'wire',
      source: wire.from[0],
      sourceHandle: wire.from[1],
      target: wire.to[0],
      targetHandle: parsePort(wire.to[1]).name,
      selected: isSelected,
      data,
    });
  });
  if (cache.size > made.length) {
    const present = new Set(made.map(w => w.id));
    for (const key of cache.keys()) if (!present.has(key)) cache.delete(key);
  }
  return made;
}

const NONE: readonly string[] = [];
const arithmeticOf = (source: NodeFacts | undefined): readonly string[] => source?.arithmetic ?? NONE;

function remember(cache: FlowWireCache, wire: FlowWire): FlowWire {
  cache.set(wire.id, wire);
  return wire;
}

const sameData = (a: WireData, b: WireData): boolean =>
  a.wire === b.wire &&
  a.shape === b.shape &&
  a.arithmetic === b.arithmetic &&
  a.slot === b.slot &&
  a.lane === b.lane &&
  a.labelAt === b.labelAt;
