import type { Architecture, Graph, Module, Node, Wire } from '../../src/core/document/architecture';
import { VERSION } from '../../src/core/document/architecture';
import type { TrainingPlan } from '../../src/core/document/training-plan';
import { mergeParams, schemaOf } from '../../src/core/edits/params';
import { isMany } from '../../src/core/op/operation';
import type { ParamSchema, ParamValues } from '../../src/core/op/params';
import { catalogue } from '../../src/ops/catalogue';

/** A tensor in a graph that is being written: the node that makes it and the port where it leaves. */
export type Tensor = readonly [node: string, port: string];

/** A parameter bound to one of the module's own. */
export const bound = (name: string) => ({ $: name });

/** Writes one graph, node by node, in the order in which a person would read it. */
export class GraphSketch {
  readonly nodes: Node[] = [];
  readonly wires: Wire[] = [];
  readonly #document: Sketch;

  constructor(document: Sketch) {
    this.#document = document;
  }

  /** Adds an operation or a module's instance that works on `from`; returns its (first) output. */
  add(op: string, name: string, from: Tensor | readonly Tensor[], params: ParamValues = {}): Tensor {
    const id = `n${this.nodes.length + 1}`;
    const sources = (typeof from[0] === 'string' ? [from] : from) as readonly Tensor[];
    const ports = this.#document.inputPorts(op, sources.length);
    sources.forEach((source, i) => {
      const port = ports[i];
      if (port === undefined) throw new Error(`${op} has no input ${i}`);
      this.wires.push({ from: source, to: [id, port] });
    });
    const known = mergeParams(schemaOf(this.#document.draft(), catalogue, op), {}, params);
    this.nodes.push({ id, op, name, params: known, at: [0, 0] });
    return [id, this.#document.outputPort(op)];
  }

  /** An input of the network, or of a module: there, `shape` is what it is drawn with when opened by itself. */
  input(name: string, shape: readonly number[]): Tensor {
    return this.add('input', name, [], { shape });
  }

  output(name: string, from: Tensor, params: ParamValues = {}): void {
    this.add('output', name, from, params);
  }

  /** Adds one operation after the other. */
  chain(from: Tensor, ...steps: readonly (readonly [op: string, name: string, params?: ParamValues])[]): Tensor {
    let tensor = from;
    for (const [op, name, params] of steps) tensor = this.add(op, name, tensor, params);
    return tensor;
  }

  get graph(): Graph {
    return { nodes: this.nodes, wires: this.wires };
  }
}

/** Writes a document: its modules first, then its graph. Positions are left to the layout. */
export class Sketch {
  readonly main: GraphSketch;
  readonly #title: string;
  readonly #notes: string;
  readonly #modules: Record<string, Module> = {};

  constructor(title: string, notes: string) {
    this.#title = title;
    this.#notes = notes;
    this.main = new GraphSketch(this);
  }

  /** Defines a module; returns the operation id of its instances. */
  module(
    id: string,
    about: { readonly title: string; readonly summary?: string; readonly params?: ParamSchema },
    write: (g: GraphSketch) => void,
  ): string {
    const g = new GraphSketch(this);
    write(g);
    const { title, summary, params = {} } = about;
    this.#modules[id] = { title, ...(summary && { summary }), params, graph: g.graph };
    return `module:${id}`;
  }

  #ports(op: string, kind: 'input' | 'output'): readonly string[] | null {
    const module = op.startsWith('module:') ? this.#modules[op.slice('module:'.length)] : undefined;
    return module ? module.graph.nodes.filter(n => n.op === kind).map(n => n.id) : null;
  }

  inputPorts(op: string, count: number): readonly string[] {
    const inner = this.#ports(op, 'input');
    if (inner) return inner;
    return Object.entries(catalogue.get(op)?.inputs ?? {}).flatMap(([name, port]) =>
      isMany(port) ? Array.from({ length: count }, (_, i) => `${name}.${i}`) : [name],
    );
  }

  outputPort(op: string): string {
    return this.#ports(op, 'output')?.[0] ?? 'y';
  }

  draft(training?: TrainingPlan): Architecture {
    return {
      format: 'netloom',
      version: VERSION,
      title: this.#title,
      notes: this.#notes,
      graph: this.main.graph,
      modules: this.#modules,
      ...(training && { training }),
    };
  }
}
