import { useMemo } from 'react';
import type { Architecture } from '../../core/document/architecture';
import type { NewNode } from '../../core/edits/addNode';
import { wouldContainItself } from '../../core/edits/modules/instances';
import { candidates as takers } from '../../core/inference/candidates';
import type { Shape } from '../../core/op/shape';
import { catalogue } from '../../ops/catalogue';
import { currentGraphId, documentOf, type EditorState, useEditor } from '../../state/editor';
import type { Place } from '../canvas/add-nodes';
import { type Candidate, candidates } from './candidates';
import { matching } from './match';
import { type ReadLink, readFinished, readValues, splitLine } from './parse';
import { type LinkPreview, previewChain } from './preview';

/** One operation that the end of the line may mean. */
export interface Result {
  readonly link: ReadLink;
  readonly preview: LinkPreview | null;
}
export interface Results {
  /** The links before the last `>`, each with what it makes. */
  readonly finished: readonly (Result | null)[];
  readonly results: readonly Result[];
}

/** More than can be seen at once; the list scrolls. */
const MOST = 24;

/** What a typed line means at a place: the finished links, then the choices for the one that is being typed. */
export function useResults(line: string, place: Place, arriving: Shape | null): Results {
  const state = useEditor();
  return useMemo(() => resultsOf(state, line, place, arriving), [state, line, place, arriving]);
}

function resultsOf(state: EditorState, line: string, place: Place, arriving: Shape | null): Results {
  const doc = documentOf(state);
  const graph = currentGraphId(state);
  const all = candidates(doc, catalogue, op => !wouldContainItself(doc, graph, op));
  const links = splitLine(line);
  const read = readFinished(all, links);
  const typed = links.at(-1) ?? { name: '', values: [] };
  const chain = read.flatMap(link => (link ? [newNode(link)] : []));
  const takes = chain.length === 0 && place.link ? takersOf(doc, place.link.side, arriving) : null;
  const fits = ({ op }: Candidate): boolean => takes?.has(op) ?? true;
  const found = matching(all, typed.name);
  // What does not take the tensor comes last, and only when it is asked for by name; what ends a network, after the rest.
  const ends = ({ op }: Candidate): boolean => catalogue.get(op)?.sink === true;
  const shown =
    typed.name === ''
      ? [...found.filter(c => fits(c) && !ends(c)), ...found.filter(c => fits(c) && ends(c))]
      : [...found.filter(fits), ...found.filter(c => !fits(c))];
  const makes = place.link?.side === 'from' || chain.length > 0;
  const results = shown.slice(0, MOST).map((op): Result => {
    const link = readValues(op, typed.values);
    return { link, preview: makes ? (previewChain(state, [...chain, newNode(link)], place).at(-1) ?? null) : null };
  });
  const previews = previewChain(state, chain, place);
  let at = 0;
  return { finished: read.map(link => link && { link, preview: previews[at++] ?? null }), results };
}

/** What accepts the tensor as it is, by operation. */
const takersOf = (doc: Architecture, side: 'from' | 'to', shape: Shape | null): ReadonlySet<string> =>
  new Set(takers(catalogue, doc, shape, side).flatMap(c => (c.refusal === null ? [c.op] : [])));

export const newNode = ({ op, params }: ReadLink): NewNode => ({ op: op.op, params });
