import { summarise } from '../../core/analysis/summarise';
import { type Architecture, MAIN, moduleOf, type NodeId } from '../../core/document/architecture';
import { DEFAULT_PLAN } from '../../core/document/training-plan';
import { schemaOf } from '../../core/edits/params';
import type { GraphFacts, NodeFacts, Problem } from '../../core/inference/facts';
import { formatValue } from '../../core/inference/parameters';
import { isError } from '../../core/inference/problem';
import type { Catalogue } from '../../core/op/operation';
import { addCounts, type Counts, countsOf } from './counts';
import { type Fold, foldSection, layerInside } from './folding';
import { type Level, levelInside, targetOf, valuesOf } from './level';
import { nameRange } from './name-range';
import { isPadded, paperWord } from './paper-words';
import { readingOrder } from './reading-order';
import { moduleRemarks, operationRemarks, repeatRemarks } from './remarks';
import type { Piece, Sized, Table, TableChoices, TableRow, Target } from './row';
import { sizesOf, UNKNOWN } from './sizes';

/** Parameters that a size's last length, or the whole size, is. */
const SIZE_PARAMS = ['filters', 'units', 'shape'] as const;

/** Rows and totals of a document; `facts` are what inference says of it. */
export function tableOf(doc: Architecture, ops: Catalogue, facts: GraphFacts, choices: TableChoices): Table {
  const { batchSize } = doc.training ?? DEFAULT_PLAN;
  const maker = new RowMaker(batchSize, choices, facts.problems.filter(isError));
  return {
    rows: maker.rowsOf({ doc, ops, graph: MAIN, path: [], facts, around: null }),
    total: addCounts([...facts.nodes.values()].map(n => maker.counts(n))),
    batchSize,
    operations: summarise(facts).operations,
  };
}

type Shown = Pick<TableRow, 'op' | 'operation' | 'remarks' | 'outputTarget'>;

class RowMaker {
  readonly #batchSize: number;
  readonly #choices: TableChoices;
  readonly #problems: readonly Problem[];

  constructor(batchSize: number, choices: TableChoices, problems: readonly Problem[]) {
    this.#batchSize = batchSize;
    this.#choices = choices;
    this.#problems = problems;
  }

  rowsOf(level: Level): readonly TableRow[] {
    return readingOrder(level.facts).flatMap(({ end, from, nodes }, i) => {
      const rows = foldSection(level, nodes, this.#choices.everything).map(fold => this.#row(level, fold));
      return i === 0 || rows.length === 0 ? rows : [branchRow(level, end ?? '', from), ...rows];
    });
  }

  /** The counts of a node; of a module, what is known of its inside. */
  counts({ node, inner, costs }: NodeFacts): Counts {
    const whole = countsOf(costs, this.#batchSize);
    const complete = whole.parameters.complete && whole.macs.complete && whole.memory.complete;
    if (complete || !inner || node.muted) return whole;
    return addCounts([...inner.nodes.values()].map(n => this.counts(n)));
  }

  #row(level: Level, fold: Fold): TableRow {
    if (fold.kind === 'single') return this.#nodeRow(level, fold.nodes[0]);
    const [head] = fold.nodes;
    const last = fold.nodes.at(-1) ?? head;
    const repeat = fold.kind === 'repeat';
    const nodes = repeat ? fold.nodes.map(n => n.node.id) : [head.node.id];
    const inside = once(() => fold.nodes.map(n => this.#nodeRow(level, n)));
    const shown = this.#shown(level, head);
    return {
      ...this.#common(level, head),
      ...shown,
      ...(repeat && {
        operation: `${fold.nodes.length} × ${shown.operation}`,
        name: nameRange(head.node.name, last.node.name),
        remarks: repeatRemarks(
          level,
          fold.nodes.map(n => n.node),
        ),
        outputTarget: null,
      }),
      kind: fold.kind,
      key: `${keyOf(level, head.node.id)}~`,
      nodes,
      output: outputOf(last),
      ...addCounts(fold.nodes.map(n => this.counts(n))),
      problem: this.#problemIn(fold.nodes.map(n => keyOf(level, n.node.id))),
      // A search for one of several instances finds it inside.
      words: repeat ? '' : fold.nodes.map(n => wordsOf(level, n)).join(' '),
      inside,
    };
  }

  #nodeRow(level: Level, known: NodeFacts): TableRow {
    const inner = levelInside(level, known.node.id);
    return {
      ...this.#common(level, known),
      ...this.#shown(level, known),
      kind: inner ? 'module' : 'operation',
      inside: inner && once(() => (layerInside(level, known) ? this.#plainRows(inner) : this.rowsOf(inner))),
    };
  }

  /** The operations of a module that reads as one layer. */
  #plainRows(level: Level): readonly TableRow[] {
    return readingOrder(level.facts).flatMap(({ nodes }) =>
      nodes.flatMap(id => {
        const known = level.facts.nodes.get(id);
        const end = known?.node.op === 'input' || known?.node.op === 'output';
        return known && (!end || this.#choices.everything) ? [this.#nodeRow(level, known)] : [];
      }),
    );
  }

  #common(level: Level, known: NodeFacts) {
    const { node, inputs } = known;
    const key = keyOf(level, node.id);
    return {
      key,
      path: level.path,
      graph: level.graph,
      nodes: [node.id],
      name: node.name,
      input: sizesOf(Object.values(inputs)),
      output: outputOf(known),
      ...this.counts(known),
      problem: this.#problemIn([key]),
      muted: node.muted === true,
      words: wordsOf(level, known),
      params: once(() => paramsOf(level, known)),
    };
  }

  /** What a row says of a node; of a module that is one layer, what it says of that layer. */
  #shown(level: Level, known: NodeFacts): Shown {
    const { node } = known;
    const module = moduleOf(node.op);
    if (module === null) return operationShown(level, known);
    const layer = node.muted ? null : layerInside(level, known);
    const inner = layer && levelInside(level, node.id);
    if (layer && inner) return ownedBy(node.id, level, operationShown(inner, layer));
    return {
      op: node.op,
      operation: level.doc.modules[module]?.title ?? module,
      remarks: node.muted ? BYPASSED : moduleRemarks(level, node),
      outputTarget: null,
    };
  }

  #problemIn(keys: readonly string[]): Problem | null {
    return this.#problems.find(p => keys.some(key => isWithin(p.path, key))) ?? null;
  }
}

/** A layer's parameters as its module's instance shows them: what the instance itself sets is its own. */
function ownedBy(id: NodeId, level: Level, shown: Shown): Shown {
  const own = (target: Target): Target =>
    target.node === id && target.graph === level.graph ? { ...target, bound: false } : target;
  return {
    ...shown,
    remarks: shown.remarks.map(piece => (piece.target ? { ...piece, target: own(piece.target) } : piece)),
    outputTarget: shown.outputTarget && own(shown.outputTarget),
  };
}

const BYPASSED: readonly Piece[] = [{ text: 'bypassed' }];

function operationShown(level: Level, { node, window }: NodeFacts): Shown {
  const op = level.ops.get(node.op);
  if (!op) return { op: node.op, operation: node.op, remarks: [], outputTarget: null };
  const padded = op.category === 'convolution' && isPadded(window, valuesOf(level, node));
  return {
    op: op.id,
    operation: padded ? `${paperWord(op)} padded` : paperWord(op),
    remarks: node.muted ? BYPASSED : operationRemarks(level, node, op),
    outputTarget: sizeTarget(level, node),
  };
}

function sizeTarget(level: Level, node: NodeFacts['node']): Target | null {
  for (const param of SIZE_PARAMS) {
    const target = targetOf(level, node, param);
    if (target) return target;
  }
  return null;
}

/** A problem sits on the row, or inside the module that the row stands for. */
const isWithin = (path: readonly NodeId[], key: string): boolean => {
  const at = path.join('/');
  return at === key || at.startsWith(`${key}/`);
};

const keyOf = (level: Level, id: NodeId): string => [...level.path, id].join('/');

function outputOf({ node, inputs, outputs }: NodeFacts): Sized {
  if (node.op === 'output') return sizesOf(Object.values(inputs));
  const shapes = Object.values(outputs);
  return shapes.length === 0 ? UNKNOWN : sizesOf(shapes);
}

function branchRow(level: Level, end: NodeId, from: NodeId | null): TableRow {
  const nameOf = (id: NodeId): string => level.facts.nodes.get(id)?.node.name ?? id;
  const nothing: Sized = { text: '', known: true, values: null };
  const isOutput = level.facts.nodes.get(end)?.node.op === 'output';
  const what = isOutput ? nameOf(end) : `${nameOf(end)}, which leads to no output`;
  return {
    kind: 'branch',
    key: `${keyOf(level, end)}>`,
    op: '',
    path: level.path,
    graph: level.graph,
    nodes: [],
    operation: from === null ? what : `${what}, from ${nameOf(from)}`,
    name: '',
    remarks: [],
    input: nothing,
    output: nothing,
    outputTarget: null,
    ...addCounts([]),
    problem: null,
    muted: false,
    words: '',
    params: () => [],
    inside: null,
  };
}

/** An operation's title and other names, or a module's title. */
function wordsOf(level: Level, { node }: NodeFacts): string {
  const module = moduleOf(node.op);
  if (module !== null) return `${node.name} ${level.doc.modules[module]?.title ?? module}`;
  const op = level.ops.get(node.op);
  return op ? [node.name, op.title, ...op.aliases].join(' ') : `${node.name} ${node.op}`;
}

function paramsOf(level: Level, { node }: NodeFacts): ReturnType<TableRow['params']> {
  const values = valuesOf(level, node);
  return Object.entries(schemaOf(level.doc, level.ops, node.op)).map(
    ([name, spec]) => [name, spec.label, formatValue(values[name] ?? spec.default)] as const,
  );
}

/** Rows inside are made when they are first looked at. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
