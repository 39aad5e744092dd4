import { graphOf } from '../../core/document/architecture';
import type { NewNode } from '../../core/edits/addNode';
import { inferAgain } from '../../core/inference/infer';
import type { Shape } from '../../core/op/shape';
import { currentFacts, currentGraphId, documentOf, type EditorState } from '../../state/editor';
import { additionOf, type Place } from '../canvas/add-nodes';

/** What one link of a chain would make. */
export interface LinkPreview {
  /** `null`: not known, or none for a problem. */
  readonly shape: Shape | null;
  /** Parameters that it adds; `null` when not known. */
  readonly parameters: number | null;
  /** What is wrong with it, if something is. */
  readonly says: string | null;
}

/** What each node of a chain would make if it were added now; nothing is changed. */
export function previewChain(state: EditorState, chain: readonly NewNode[], place: Place): readonly LinkPreview[] {
  const doc = documentOf(state);
  const graph = currentGraphId(state);
  const known = new Set(graphOf(doc, graph)?.nodes.map(n => n.id));
  const after = additionOf(state, chain, place)(doc);
  const facts = inferAgain(after, currentFacts(state));
  return (graphOf(after, graph)?.nodes ?? [])
    .filter(n => !known.has(n.id))
    .map(n => {
      const found = facts.nodes.get(n.id);
      const made = Object.values(found?.outputs ?? {})[0] ?? Object.values(found?.inputs ?? {})[0] ?? null;
      const problem = found?.problems.find(p => p.severity === 'error' && p.code !== 'unconnected');
      return { shape: made, parameters: found?.costs.parameters ?? null, says: problem?.says ?? null };
    });
}
