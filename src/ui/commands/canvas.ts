import { Maximize, Scan, ZoomIn, ZoomOut } from 'lucide-react';
import { useViewport } from '../../state/view';
import { useCanvas } from '../canvas/canvas-state';
import type { Command } from './command';

const viewport = () => useViewport.getState().viewport;
const shown = (): boolean => viewport() !== null;
const zoomBy = (factor: number): void => {
  const zoom = useCanvas.getState().flow?.getZoom();
  if (zoom !== undefined) viewport()?.zoomTo(zoom * factor);
};

export const fit: Command = {
  id: 'view.fit',
  title: 'Fit the graph into view',
  group: 'View',
  keys: ['F'],
  icon: Maximize,
  words: 'zoom all',
  when: shown,
  run: () => viewport()?.fit(),
};
export const actualSize: Command = {
  id: 'view.actual',
  title: 'Show at 100 %',
  group: 'View',
  keys: ['1'],
  icon: Scan,
  words: 'zoom actual size',
  when: shown,
  run: () => viewport()?.zoomTo(1),
};

/** Looking at the graph. Dragging on empty canvas pans, Shift and dragging selects, the wheel zooms. */
export const canvasCommands: readonly Command[] = [
  fit,
  actualSize,
  {
    id: 'view.zoomIn',
    title: 'Zoom in',
    group: 'View',
    keys: ['+', '='],
    icon: ZoomIn,
    when: shown,
    run: () => zoomBy(1.25),
  },
  {
    id: 'view.zoomOut',
    title: 'Zoom out',
    group: 'View',
    keys: ['-'],
    icon: ZoomOut,
    when: shown,
    run: () => zoomBy(0.8),
  },
];
