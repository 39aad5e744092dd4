import { create } from 'zustand';
import type { Point } from '../../core/edits/spacing';
import { useView } from '../../state/view';
import type { End } from '../canvas/in-hand';

/** Where the search stands and what its choice is wired to. */
export interface SearchPlace {
  /** The point of the graph that was pointed at; `null`: below the selected node, or in the middle of the view. */
  readonly at: Point | null;
  readonly link: End | null;
}
const ANYWHERE: SearchPlace = { at: null, link: null };

export const useSearchPlace = create<SearchPlace>()(() => ANYWHERE);

/** Opens the search for an operation to add. */
export function openSearch(place: SearchPlace = ANYWHERE): void {
  useSearchPlace.setState(place);
  useView.getState().setOverlay('search');
}
