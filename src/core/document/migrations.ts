import { VERSION } from './architecture';

/** A document of some version, parsed but not yet checked. */
export type Unchecked = Readonly<Record<string, unknown>>;

/** What turns a document of version `i` into one of version `i + 1`. Each knows only the format of its time. */
const MIGRATIONS: readonly ((doc: Unchecked) => Unchecked)[] = [portsOnWires];

/** Brings a document of an older version up to the present one. */
export function migrate(doc: Unchecked, version: number): Unchecked {
  let migrated = doc;
  for (const step of MIGRATIONS.slice(version, VERSION)) migrated = step(migrated);
  return migrated === doc ? doc : { ...migrated, version: VERSION };
}

/** Operations that took several wires before ports had names. */
const TOOK_SEVERAL = new Set(['add', 'subtract', 'multiply', 'average', 'maximum', 'minimum', 'concat']);

/**
 * 0 to 1. A wire was `{ "from": "n1", "to": "n2" }`: every node had one output, now `y`, and one input, now `x`, or
 * `x.0`, `x.1`, … in the order of the wires where it took several. There were no modules.
 */
function portsOnWires(doc: Unchecked): Unchecked {
  const { graph } = doc;
  if (!isRecord(graph) || !Array.isArray(graph.nodes) || !Array.isArray(graph.wires)) return doc;
  const several = new Set(
    graph.nodes.filter(isRecord).flatMap(n => (typeof n.op === 'string' && TOOK_SEVERAL.has(n.op) ? [n.id] : [])),
  );
  const count = new Map<unknown, number>();
  const wires = graph.wires.map((wire: unknown) => {
    if (!isRecord(wire)) return wire;
    const { from, to } = wire;
    const index = count.get(to) ?? 0;
    count.set(to, index + 1);
    return { from: [from, 'y'], to: [to, several.has(to) ? `x.${index}` : 'x'] };
  });
  return { modules: {}, ...doc, graph: { ...graph, wires } };
}

const isRecord = (value: unknown): value is Unchecked =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
