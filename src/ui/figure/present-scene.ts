import { compile } from '../../core/compiler/compile';
import type { Weights } from '../../core/compiler/compiled';
import type { Architecture } from '../../core/document/architecture';
import type { GraphFacts } from '../../core/inference/facts';
import { catalogue } from '../../ops/catalogue';
import { drawFigure } from '../../readings/figure/draw-figure';
import { figureOptions } from '../../readings/figure/figure-options';
import type { Scene } from '../../readings/figure/scene';
import { documentOf, useEditor } from '../../state/editor';
import { fittingWeights, useRun } from '../../state/run';
import { kernelWeights } from './kernel-weights';

type Shown = readonly [doc: Architecture, facts: GraphFacts, weights: Weights | null, page: 'light' | 'dark'];
/** What was drawn last: the sheet and the panel beside it show the same scene. */
let last: { readonly shown: Shown; readonly scene: Scene } | null = null;

/** The figure of a document, as the page shows it. `weights` are those of the last run. */
export function sceneOf(...shown: Shown): Scene {
  if (last === null || shown.some((value, i) => value !== last?.shown[i]))
    last = { shown, scene: drawnScene(...shown) };
  return last.scene;
}

function drawnScene(doc: Architecture, facts: GraphFacts, weights: Weights | null, page: 'light' | 'dark'): Scene {
  const options = figureOptions(doc, catalogue, page);
  const kernels = options.tinted && options.style === 'neurons' && weights ? kernelsOf(doc, facts, weights) : null;
  return drawFigure(doc, catalogue, facts, options, kernels);
}

/** The figure of the open document. */
export function presentScene(page: 'light' | 'dark'): Scene {
  const state = useEditor.getState();
  return sceneOf(documentOf(state), state.facts, useRun.getState().weights, page);
}

function kernelsOf(doc: Architecture, facts: GraphFacts, weights: Weights): ReturnType<typeof kernelWeights> | null {
  const compiled = compile(doc, catalogue, facts);
  const fitting = compiled.ok ? fittingWeights(compiled.model, weights) : null;
  return compiled.ok && fitting ? kernelWeights(compiled.model, fitting) : null;
}
