import type { Architecture } from '../../core/document/architecture';
import type { GraphFacts } from '../../core/inference/facts';
import type { Catalogue } from '../../core/op/operation';
import { drawBlocks } from './blocks';
import { Drawing } from './drawing';
import type { FigureGraph } from './figure-graph';
import type { FigureOptions } from './figure-options';
import { hourglassOf } from './hourglass';
import { drawHourglass } from './hourglass-volumes';
import { inkOf } from './ink';
import type { LayerWeights } from './layer-weights';
import { drawNeurons } from './neurons';
import { POINTS_PER_MM, type Scene } from './scene';
import { type Trunk, trunkOf } from './trunk';
import { unfold } from './unfold';
import { drawVolumes } from './volumes';

/**
 * The figure of a document: what its graph and the options say, as shapes and text on paper.
 *
 * @param weights kernels of fully connected layers by the way to their node, joined by slashes
 */
export function drawFigure(
  doc: Architecture,
  ops: Catalogue,
  facts: GraphFacts,
  options: FigureOptions,
  weights: ReadonlyMap<string, LayerWeights> | null = null,
): Scene {
  const graph: FigureGraph = unfold(doc, ops, facts, options);
  if (graph.steps.length === 0) return nothingToDraw(options);
  const output = doc.graph.nodes.find(n => ops.get(n.op)?.sink)?.id ?? null;
  const trunk: Trunk = trunkOf(graph, output);
  const end = graph.steps.find(s => s.ends.some(e => e.path.join('/') === output))?.id ?? null;
  switch (options.style) {
    case 'volumes': {
      const about = { title: doc.title, parameters: facts.costs.trainable };
      const levels = hourglassOf(graph, trunk);
      if (levels) return drawHourglass(graph, levels, options, end, about);
      return drawVolumes(graph, trunk, options, end, about);
    }
    case 'blocks':
      return drawBlocks(graph, trunk, options);
    case 'neurons':
      return drawNeurons(graph, trunk, options, options.tinted ? weights : null);
  }
}

/** Of outputs alone, which are drawn as what leads to them. */
function nothingToDraw({ theme, captions, width }: FigureOptions): Scene {
  const paper = width * POINTS_PER_MM;
  return new Drawing(inkOf(theme), captions).scene(paper, paper, 120, 'There is no layer to draw yet.');
}
