import type { Architecture, ModuleId } from '../document/architecture';
import {
  type Arriving,
  type Catalogue,
  isMany,
  isRefusal,
  type Operation,
  type Ports,
  type Refusal,
} from '../op/operation';
import type { Shape } from '../op/shape';
import { countWeights } from './costs';
import { inferEntered } from './infer';
import { rankRefusal, withoutFalsy } from './operationFacts';
import { resolveParams } from './parameters';
import { isError } from './problem';

/** An operation or module that could take a loose wire. */
export interface Candidate {
  /** As a node's `op`. */
  readonly op: string;
  readonly title: string;
  /** What it would make with its default parameters; `null` when it refuses, or when that is not known. */
  readonly shape: Shape | null;
  readonly parameters: number | null;
  /** Why it does not take this tensor. */
  readonly refusal: string | null;
}

/**
 * What a wire that is let go over empty canvas could be connected to, in the catalogue's order, then the document's
 * modules. From an output (`side` is `from`) everything with an input: with the default parameters and with `shape` at
 * each input, it makes what `shape` says. From an input (`side` is `to`) everything with an output; what that makes
 * depends on its own inputs, so no shape is told.
 */
export function candidates(
  ops: Catalogue,
  doc: Architecture,
  shape: Shape | null,
  side: 'from' | 'to',
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const op of ops.values()) {
    if (side === 'to') {
      if (!op.sink) found.push({ ...bare, op: op.id, title: op.title });
    } else if (Object.keys(op.inputs).length > 0) {
      found.push({ op: op.id, title: op.title, ...(shape ? tried(ops, op, shape) : bare) });
    }
  }
  for (const [id, module] of Object.entries(doc.modules)) {
    const ends = module.graph.nodes.filter(n => n.op === (side === 'from' ? 'input' : 'output'));
    if (ends.length === 0) continue;
    const outcome = side === 'from' && shape ? entered(doc, ops, id, shape) : bare;
    found.push({ op: `module:${id}`, title: module.title, ...outcome });
  }
  return found;
}

type Outcome = Omit<Candidate, 'op' | 'title'>;
const bare: Outcome = { shape: null, parameters: null, refusal: null };

function tried(ops: Catalogue, op: Operation, shape: Shape): Outcome {
  const arriving = Object.fromEntries(
    Object.entries(op.inputs).map(([name, port]) => [name, isMany(port) ? [shape] : shape]),
  ) as Arriving<Ports>;
  const { values } = resolveParams(op.params, {}, null);
  const result: Shape | Refusal = rankRefusal({ ops }, op, arriving) ?? op.shape(arriving, values);
  if (isRefusal(result)) return { ...bare, refusal: result.says };
  return {
    shape: result,
    parameters: op.weights ? countWeights(withoutFalsy(op.weights(arriving, values))).parameters : 0,
    refusal: null,
  };
}

/** A module with this tensor at its first input; what more it takes is not known. */
function entered(doc: Architecture, ops: Catalogue, id: ModuleId, shape: Shape): Outcome {
  const nodes = doc.modules[id]?.graph.nodes ?? [];
  const inputs = nodes.filter(n => n.op === 'input');
  const facts = inferEntered(doc, ops, id, new Map(inputs.map((n, i) => [n.id, i === 0 ? shape : null])));
  const exit = nodes.find(n => n.op === 'output');
  return {
    shape: (exit && facts.nodes.get(exit.id)?.inputs.x) ?? null,
    parameters: facts.costs.parameters,
    refusal: facts.problems.find(isError)?.says ?? null,
  };
}
