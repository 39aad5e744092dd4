import { type Architecture, type GraphId, moduleOf, type NodeId, type Wire } from '../document/architecture';
import type { Catalogue, Operation } from '../op/operation';
import type { GraphFacts, NodeFacts } from './facts';
import { portsOf } from './ports';
import { into, wiringOf } from './wiring';

/** An operation's node with the way to it, to walk upstream from. */
export interface Place {
  readonly inside: Inside;
  readonly facts: NodeFacts;
  readonly op: Operation;
}
/** The document's graph, or the inside of an instance with what is around that. */
export interface Inside {
  readonly facts: GraphFacts;
  /** The graph that edits of its nodes go to. */
  readonly graphId: GraphId;
  readonly instance: NodeId | null;
  readonly around: Inside | null;
}

/** A graph that nothing is around. */
export const alone = ({ facts, graphId }: Pick<Inside, 'facts' | 'graphId'>): Inside => ({
  facts,
  graphId,
  instance: null,
  around: null,
});

/** Walks wires upstream from operation to operation: through modules, past muted nodes. */
export class Trace {
  readonly #doc: Architecture;
  readonly #ops: Catalogue;

  constructor(doc: Architecture, ops: Catalogue) {
    this.#doc = doc;
    this.#ops = ops;
  }

  /** The operations whose results arrive at a node, in the order of its wires. */
  before({ inside, facts }: Pick<Place, 'inside' | 'facts'>): readonly Place[] {
    return this.#into(inside, facts.node.id, () => true);
  }

  #into(inside: Inside, id: NodeId, at: (port: string) => boolean): readonly Place[] {
    return into(wiringOf(inside.facts.graph.wires), id)
      .filter(i => at(i.wire.to[1]))
      .flatMap(i => this.#from(inside, i.wire.from));
  }

  #from(inside: Inside, [id, port]: Wire['from']): readonly Place[] {
    const facts = inside.facts.nodes.get(id);
    // A node on a cycle has no place upstream.
    if (!facts || facts.problems.some(p => p.code === 'cycle')) return [];
    const { node, inner } = facts;
    if (node.muted) {
      const wired = into(wiringOf(inside.facts.graph.wires), id);
      for (const { name } of portsOf(this.#doc, this.#ops, node).inputs) {
        const first = wired.find(i => i.name === name);
        if (first) return this.#from(inside, first.wire.from);
      }
    }
    const module = moduleOf(node.op);
    if (module !== null) {
      const entered = inner && { facts: inner, graphId: module, instance: id, around: inside };
      return entered ? this.#into(entered, port, () => true) : [];
    }
    if (node.op === 'input' && inside.around && inside.instance !== null) {
      return this.#into(inside.around, inside.instance, entry => entry === id);
    }
    const op = this.#ops.get(node.op);
    return op ? [{ inside, facts, op }] : [];
  }
}
