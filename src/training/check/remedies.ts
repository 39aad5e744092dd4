import {
  type Architecture,
  type GraphId,
  graphOf,
  MAIN,
  moduleOf,
  type Node,
  type NodeId,
  wireKey,
} from '../../core/document/architecture';
import { DEFAULT_PLAN, type TrainingPlan } from '../../core/document/training-plan';
import { insertOnWire } from '../../core/edits/insertOnWire';
import { replaceNode } from '../../core/edits/replaceNode';
import { setTraining } from '../../core/edits/setDetails';
import { setParams } from '../../core/edits/setParams';
import type { Fix } from '../../core/inference/facts';
import type { Catalogue } from '../../core/op/operation';
import type { Finding } from './health-report';

/** A step is to change weights by about this share of their length. */
const GOOD_STEP = 1e-2;

/** What may help against a finding, the likeliest first. Each is an edit of the document. */
export function remediesFor(finding: Finding, doc: Architecture, ops: Catalogue): readonly Fix[] {
  const at = nodeAt(doc, finding.path);
  switch (finding.illness) {
    case 'signal-vanishes':
    case 'gradient-vanishes':
      return [...rectified(doc, ops), ...(at ? normalised(doc, ops, at) : [])];
    case 'saturated':
      return [...rectified(doc, ops)];
    case 'signal-explodes':
      return at ? [...initialised(ops, at, 'glorot_uniform', 'Glorot'), ...normalised(doc, ops, at)] : [];
    case 'sure-at-once':
      return at ? initialised(ops, at, 'glorot_uniform', 'Glorot') : [];
    case 'dead':
      return at
        ? [
            {
              label: 'Make it a leaky ReLU',
              edit: d => replaceNode(d, ops, at.graph, at.node.id, 'leaky_relu'),
            },
          ]
        : [];
    case 'gradient-explodes':
      return [withPlan('Clip gradients at 1', plan => ({ ...plan, clipNorm: 1 }))];
    case 'step-too-large': {
      const rate = (doc.training ?? DEFAULT_PLAN).learningRate;
      const gentler = Number(((GOOD_STEP * rate) / finding.measured).toPrecision(1));
      return [
        withPlan(`Set the learning rate to ${gentler}`, plan => ({ ...plan, learningRate: gentler })),
        withPlan('Warm up for one epoch', plan => ({ ...plan, warmUp: 1 })),
      ];
    }
    case 'not-finite':
    case 'gradient-not-finite':
      return [];
  }
}

interface Place {
  readonly graph: GraphId;
  readonly node: Node;
}

/** The node at the end of a path, and the graph that it is in. */
function nodeAt(doc: Architecture, path: readonly NodeId[]): Place | null {
  let graph: GraphId | null = MAIN;
  let found: Place | null = null;
  for (const step of path) {
    const node: Node | undefined = graph === null ? undefined : graphOf(doc, graph)?.nodes.find(n => n.id === step);
    if (!node || graph === null) return null;
    found = { graph, node };
    graph = moduleOf(node.op);
  }
  return found;
}

/** Activations that squeeze everything into a small range. */
const SQUEEZING = new Set(['sigmoid', 'tanh', 'hard_sigmoid', 'softsign']);

/** ReLU in place of every squeezing activation, but for those that make the network's answers. */
function rectified(doc: Architecture, ops: Catalogue): readonly Fix[] {
  const places = [MAIN, ...Object.keys(doc.modules)].flatMap(graphId => {
    const graph = graphOf(doc, graphId);
    const answers = new Set(
      graph?.wires.filter(w => graph.nodes.find(n => n.id === w.to[0])?.op === 'output').map(w => w.from[0]),
    );
    return (graph?.nodes ?? [])
      .filter(n => SQUEEZING.has(n.op) && !n.muted && !(graphId === MAIN && answers.has(n.id)))
      .map(node => ({ graph: graphId, node }));
  });
  if (places.length === 0) return [];
  const kinds = [...new Set(places.map(p => ops.get(p.node.op)?.title ?? p.node.op))].join(' and ');
  return [
    {
      label: `Replace ${places.length === 1 ? `the ${kinds}` : `all ${places.length} ${kinds}`} by ReLU`,
      edit: d => places.reduce((to, { graph, node }) => replaceNode(to, ops, graph, node.id, 'relu'), d),
    },
  ];
}

/** Batch normalisation behind a node, on the first wire that leaves it. */
function normalised(doc: Architecture, ops: Catalogue, { graph, node }: Place): readonly Fix[] {
  const wire = graphOf(doc, graph)?.wires.find(w => w.from[0] === node.id);
  if (!wire || node.op === 'batch_norm') return [];
  return [
    {
      label: `Put batch normalisation behind ${node.name}`,
      edit: d => insertOnWire(d, ops, graph, wireKey(wire), { op: 'batch_norm' }),
    },
  ];
}

/** Another way to draw a layer's first weights, where it has a choice and has not made this one. */
function initialised(ops: Catalogue, { graph, node }: Place, init: string, title: string): readonly Fix[] {
  const spec = ops.get(node.op)?.params.init;
  if (!spec || (node.params.init ?? spec.default) === init) return [];
  return [
    {
      label: `Draw the weights of ${node.name} after ${title}`,
      edit: d => setParams(d, ops, graph, [node.id], { init }),
    },
  ];
}

const withPlan = (label: string, edit: (plan: TrainingPlan) => TrainingPlan): Fix => ({
  label,
  edit: doc => setTraining(doc, edit(doc.training ?? DEFAULT_PLAN)),
});
