import {
  type Architecture,
  EMPTY,
  type Graph,
  type Module,
  type Node,
  type Wire,
} from '../../../src/core/document/architecture';
import type { ParamSpec, ParamValues } from '../../../src/core/op/params';

/** `id: [operation, parameters, where its inputs come from]`; a source is `node` or `node:port`, a target `x` or named. */
export type Sketch = Readonly<
  Record<
    string,
    readonly [op: string, params?: ParamValues, from?: string | readonly string[] | Readonly<Record<string, string>>]
  >
>;

/** A graph written down briefly. Several sources in a list go to `x.0`, `x.1`, … */
export function graph(sketch: Sketch): Graph {
  const nodes: Node[] = [];
  const wires: Wire[] = [];
  for (const [id, [op, params = {}, from = {}]] of Object.entries(sketch)) {
    nodes.push({ id, op, name: id, params, at: [0, nodes.length * 100] });
    const sources: Readonly<Record<string, string>> =
      typeof from === 'string'
        ? { x: from }
        : isList(from)
          ? Object.fromEntries(from.map((source, i) => [`x.${i}`, source]))
          : from;
    for (const [port, source] of Object.entries(sources)) {
      const [node = '', out = 'y'] = source.split(':');
      wires.push({ from: [node, out], to: [id, port] });
    }
  }
  return { nodes, wires };
}
const isList = (from: readonly string[] | Readonly<Record<string, string>>): from is readonly string[] =>
  Array.isArray(from);

export const moduleWith = (
  title: string,
  sketch: Sketch,
  params: Readonly<Record<string, ParamSpec>> = {},
): Module => ({
  title,
  params,
  graph: graph(sketch),
});

/** A document with this graph and these modules. */
export const documentOf = (sketch: Sketch, modules: Readonly<Record<string, Module>> = {}): Architecture => ({
  ...EMPTY,
  graph: graph(sketch),
  modules,
});
