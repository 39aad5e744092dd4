import type { Architecture, Node } from '../../core/document/architecture';
import { schemaOf } from '../../core/edits/params';
import type { Catalogue } from '../../core/op/operation';
import { isBound, type ParamSpec, type ParamValue, rejects, sameValue } from '../../core/op/params';

/** A parameter that all selected nodes have. */
export interface SharedParam {
  readonly name: string;
  /** The first node's; the others agree with it in kind, label and options. */
  readonly spec: ParamSpec;
  /** `undefined` when the nodes differ. */
  readonly value: ParamValue | undefined;
  /** Whether any node's value differs from its default. */
  readonly changed: boolean;
  /** The module parameter that the value is bound to on every node. */
  readonly bound: string | null;
  /** What is wrong with a value for any of the nodes, as the end of a sentence; `null` when it is legal for all. */
  rejects(value: unknown): string | null;
}

const agree = (a: ParamSpec, b: ParamSpec): boolean =>
  a.kind === b.kind &&
  a.label === b.label &&
  (a.kind !== 'choice' ||
    (b.kind === 'choice' && a.options.map(o => o.value).join() === b.options.map(o => o.value).join()));

/** The parameters that all of `nodes` have in common, in the first node's order. */
export function sharedParams(doc: Architecture, ops: Catalogue, nodes: readonly Node[]): readonly SharedParam[] {
  const [first] = nodes;
  if (!first) return [];
  const schemas = nodes.map(node => schemaOf(doc, ops, node.op));
  return Object.entries(schemas[0] ?? {}).flatMap(([name, spec]): readonly SharedParam[] => {
    const specs = schemas.flatMap(schema => schema[name] ?? []);
    if (specs.length < nodes.length || !specs.every(s => agree(spec, s))) return [];
    const values = nodes.map((node, i) => node.params[name] ?? specs[i]?.default);
    const [value] = values;
    const same = values.every(v => sameValue(v, value));
    return [
      {
        name,
        spec,
        value: same ? value : undefined,
        changed: values.some((v, i) => !sameValue(v, specs[i]?.default)),
        bound: same && isBound(value) ? value.$ : null,
        rejects: given => specs.map(s => rejects(s, given)).find(r => r !== null) ?? null,
      },
    ];
  });
}
