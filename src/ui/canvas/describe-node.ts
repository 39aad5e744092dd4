import { moduleOf, type Node } from '../../core/document/architecture';
import type { NodeFacts } from '../../core/inference/facts';
import { formatShape, type Shape } from '../../core/op/shape';
import { catalogue } from '../../ops/catalogue';

/** A node in words, for those who don't see it: name, operation, parameters, shapes in and out, what is wrong. */
export function describeNode(node: Node, facts: NodeFacts | undefined, notation: string): string {
  const title =
    moduleOf(node.op) === null ? (catalogue.get(node.op)?.title ?? `unknown operation ${node.op}`) : 'module';
  const says = facts?.problems.map(p => p.says) ?? [];
  return [
    node.name === title ? node.name : `${node.name}, ${title}`,
    notation,
    node.muted ? 'muted' : '',
    shapes('in', facts?.inputs),
    shapes('out', facts?.outputs),
    says.length > 0 ? `${says.length === 1 ? 'problem' : `${says.length} problems`}: ${says.join('; ')}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function shapes(way: 'in' | 'out', by: Readonly<Record<string, Shape | null>> | undefined): string {
  const all = Object.values(by ?? {});
  return all.length === 0 ? '' : `${way} ${all.map(s => (s ? formatShape(s) : 'unknown')).join(' and ')}`;
}
