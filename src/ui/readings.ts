import type { ComponentType } from 'react';
import type { Reading } from '../state/view';
import { Canvas } from './canvas/Canvas';

/** The ways to look at an architecture. The top bar lets a person choose as soon as there are two. */
export const READINGS: readonly { readonly id: Reading; readonly title: string; readonly View: ComponentType }[] = [
  { id: 'graph', title: 'Graph', View: Canvas },
];
