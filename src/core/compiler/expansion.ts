import { type Architecture, moduleOf, type Node, type NodeId, type Wire } from '../document/architecture';
import { passesValues } from '../inference/checks/roles';
import type { NodeFacts, Problem } from '../inference/facts';
import { resolveParams } from '../inference/parameters';
import { into } from '../inference/wiring';
import type { EngineRef } from '../op/engine';
import {
  type Arriving,
  type Catalogue,
  type EngineRefs,
  isMany,
  type KerasBuilder,
  type KerasConfig,
  type KerasRef,
  type Operation,
  type Ports,
  type Refs,
} from '../op/operation';
import type { Shape } from '../op/shape';
import type { CompiledInput, CompiledLayer, CompiledWeight, KerasLayer } from './compiled';
import { EngineNodes } from './engineNodes';
import { LayerNames, legalName } from './layerNames';
import { bypass, type Reached } from './reach';

/** A tensor on its way. */
interface Tensor {
  /** The layer that it comes out of. */
  readonly layer: KerasLayer;
  /** Where its values came about: before what only reorders them or acts in training alone. */
  readonly values: { readonly layer: KerasLayer; readonly op: Operation };
  readonly shape: Shape;
}

/** Lowers what the outputs depend on to Keras layers, in topological order, modules in place of their instances. */
export class Expansion {
  readonly layers: KerasLayer[] = [];
  readonly inputs: CompiledInput[] = [];
  readonly weights: CompiledWeight[] = [];
  readonly problems: Problem[] = [];
  readonly engine = new EngineNodes();
  /** By layer name. */
  readonly origins = new Map<string, CompiledLayer>();
  readonly #doc: Architecture;
  readonly #ops: Catalogue;
  readonly #names = new LayerNames();
  readonly #byName = new Map<string, KerasLayer>();
  #ends: ReadonlyMap<NodeId, Tensor> = new Map();

  constructor(doc: Architecture, ops: Catalogue) {
    this.#doc = doc;
    this.#ops = ops;
  }

  /** Lowers the whole document. */
  expand(root: Reached): void {
    this.#ends = this.#inside(root, '', new Map());
  }

  /** What reaches an output node of the document. */
  readBy(output: NodeId): Tensor | undefined {
    return this.#ends.get(output);
  }

  /** A layer of its own for an output whose tensor is an input or another output already. Returns its name. */
  copyFor(output: Node, layer: string): string {
    const name = this.#names.free(legalName(output.name, 'output'));
    const origin = { path: [output.id], op: output.op };
    this.engine.name(name, this.engine.at(layer));
    return this.#add('Activation', { activation: 'linear' }, [{ layer }], name, origin).name;
  }

  /** Lowers one graph; `entering` are the tensors at its `input` nodes. Returns those at its `output` nodes. */
  #inside(inside: Reached, prefix: string, entering: ReadonlyMap<NodeId, Tensor>): ReadonlyMap<NodeId, Tensor> {
    const made = new Map<string, Tensor>();
    const at = ([id, port]: Wire['from']): Tensor | undefined => made.get(`${id}:${port}`);
    const ends = new Map<NodeId, Tensor>();
    for (const id of inside.facts.order) {
      const facts = inside.facts.nodes.get(id);
      if (!facts || !inside.needed.has(id)) continue;
      const { node } = facts;
      const arriving = into(inside.wiring, id);
      const passed = bypass(this.#doc, this.#ops, inside, node);
      const op = this.#ops.get(node.op);
      if (op?.sink) {
        const end = arriving[0] && at(arriving[0].wire.from);
        if (end) ends.set(id, end);
      } else if (passed) {
        const tensor = at(passed.wire.from);
        for (const port of Object.keys(facts.outputs)) if (tensor) made.set(`${id}:${port}`, tensor);
      } else if (moduleOf(node.op) !== null) {
        const inner = inside.inner.get(id);
        if (!inner) continue;
        const inputs = new Map<NodeId, Tensor>();
        for (const { wire } of arriving) {
          const tensor = at(wire.from);
          if (tensor) inputs.set(wire.to[1], tensor);
        }
        const name = this.#names.free(prefix + legalName(node.name, 'module'));
        for (const [port, tensor] of this.#inside(inner, `${name}/`, inputs)) made.set(`${id}:${port}`, tensor);
      } else if (op) {
        const gathered = arriving.map(i => ({ port: i.name, tensor: at(i.wire.from) }));
        const tensor = entering.get(id) ?? this.#lower(inside, prefix, facts, op, gathered);
        if (tensor) made.set(`${id}:y`, tensor);
      }
    }
    return ends;
  }

  #lower(
    inside: Reached,
    prefix: string,
    { node, outputs, weights }: NodeFacts,
    op: Operation,
    gathered: readonly { readonly port: string; readonly tensor: Tensor | undefined }[],
  ): Tensor | null {
    const shape = outputs.y;
    const origin = { path: [...inside.path, node.id], op: node.op };
    if (!shape) return null;
    const refs: Record<string, KerasRef | KerasRef[]> = {};
    const engineRefs: Record<string, EngineRef | readonly EngineRef[] | undefined> = {};
    const shapes: Record<string, Shape | Shape[]> = {};
    for (const [port, declared] of Object.entries(op.inputs)) {
      const tensors = gathered.flatMap(g => (g.port === port && g.tensor ? [g.tensor] : []));
      const [first] = tensors;
      if (isMany(declared)) {
        refs[port] = tensors.map(t => ({ layer: t.layer.name }));
        engineRefs[port] = tensors.flatMap(t => this.engine.at(t.layer.name) ?? []);
        shapes[port] = tensors.map(t => t.shape);
      } else if (first) {
        refs[port] = { layer: first.layer.name };
        engineRefs[port] = this.engine.at(first.layer.name);
        shapes[port] = first.shape;
      } else return null;
    }
    const name = this.#names.free(prefix + legalName(node.name, node.op));
    const { values } = resolveParams(op.params, node.params, inside.params);
    const builder: KerasBuilder = {
      layer: (className, config, from, part) => {
        const own = part === undefined ? name : this.#names.free(`${name}/${part}`);
        return { layer: this.#add(className, config, from, own, origin).name };
      },
    };
    const last = op.keras(builder, refs as Refs<Ports>, values, { x: shapes as Arriving<Ports>, y: shape });
    const layer = this.#byName.get(last.layer);
    if (!layer) return null;
    if (layer.inbound_nodes.length === 0) {
      this.inputs.push({ layer: layer.name, path: origin.path, shape });
      this.engine.input(layer.name, shape);
    } else {
      const engine = this.engine.builder(name, Object.keys(weights), shape);
      const arrived = Object.values(engineRefs).every(ref => ref !== undefined);
      const made = arrived
        ? op.engine?.(engine, engineRefs as EngineRefs<Ports>, values, { x: shapes as Arriving<Ports>, y: shape })
        : undefined;
      this.engine.name(layer.name, made);
    }
    this.#weigh(name, weights, origin.path, node);
    const source = passesValues(op) ? gathered[0]?.tensor?.values : undefined;
    return { layer, values: source ?? { layer, op }, shape };
  }

  #add(
    className: string,
    config: KerasConfig,
    from: readonly KerasRef[],
    name: string,
    origin: CompiledLayer,
  ): KerasLayer {
    // Keras's InputLayer takes no more than what it is given.
    const common = className === 'InputLayer' ? {} : { trainable: true, dtype: 'float32' };
    const layer: KerasLayer = {
      class_name: className,
      name,
      config: { name, ...common, ...config },
      inbound_nodes: from.length === 0 ? [] : [from.map(ref => [ref.layer, 0, 0, {}] as const)],
    };
    this.layers.push(layer);
    this.#byName.set(name, layer);
    this.origins.set(name, origin);
    return layer;
  }

  /** In tfjs's order: those that are trained, then running statistics. */
  #weigh(layer: string, weights: NodeFacts['weights'], path: readonly NodeId[], node: Node): void {
    const specs = Object.entries(weights);
    const ordered = [
      ...specs.filter(([, s]) => s.trainable !== false),
      ...specs.filter(([, s]) => s.trainable === false),
    ];
    for (const [name, { shape, init, trainable }] of ordered) {
      const known = shape.filter(d => d !== null);
      if (known.length < shape.length) {
        this.problems.push({
          code: 'unknown-size',
          severity: 'error',
          path,
          says: `${node.name} has weights of unknown size: give the input a fixed shape`,
          fixes: [],
        });
        return;
      }
      this.weights.push({ name: `${layer}/${name}`, shape: known, init, trainable: trainable !== false });
    }
  }
}
