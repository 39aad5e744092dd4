import { type ComponentType, lazy } from 'react';
import type { Reading } from '../state/view';
import { Canvas } from './canvas/Canvas';

/** A way to look at an architecture. */
interface ReadingView {
  readonly id: Reading;
  readonly title: string;
  readonly View: ComponentType;
  /** Its part of the right panel. */
  readonly Panel?: ComponentType;
}

/** The ways to look at an architecture; those that are not seen at first are loaded when they are chosen. */
export const READINGS: readonly ReadingView[] = [
  { id: 'graph', title: 'Graph', View: Canvas },
  {
    id: 'figure',
    title: 'Figure',
    View: lazy(() => import('./figure/FigureReading')),
    Panel: lazy(() => import('./figure/FigurePanel')),
  },
  {
    id: 'table',
    title: 'Table',
    View: lazy(() => import('./table/TableReading')),
    Panel: lazy(() => import('./table/TablePanel')),
  },
];
