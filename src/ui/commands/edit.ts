import {
  ClipboardPaste,
  Copy,
  CopyPlus,
  EyeOff,
  Network,
  Redo2,
  Scissors,
  Spline,
  SquareDashedMousePointer,
  Trash2,
  Undo2,
  Unplug,
} from 'lucide-react';
import { moveNodes } from '../../core/edits/moveNodes';
import { toggleMute } from '../../core/edits/toggleMute';
import { GRID } from '../../readings/layout/node-size';
import { currentGraph, currentGraphId, useEditor } from '../../state/editor';
import { useView, useViewport } from '../../state/view';
import { useCanvas } from '../canvas/canvas-state';
import { duplicateSelection, pasteText, selectionAsText } from '../canvas/clipboard';
import { connectSelection } from '../canvas/connect-selection';
import { focusNode } from '../canvas/focus-node';
import { removeSelection } from '../canvas/remove-selection';
import { type Direction, walk } from '../canvas/walk';
import { canStepWires, leaveWire, stepWires } from '../canvas/wire-walk';
import type { Command } from './command';

const selection = () => useEditor.getState().selection;
const onCanvas = (): boolean => useView.getState().reading === 'graph';
const hasNodes = (): boolean => onCanvas() && selection().nodes.size > 0;
const hasAny = (): boolean => hasNodes() || (onCanvas() && selection().wires.size > 0);
const graph = () => currentGraph(useEditor.getState());

const ARROWS: Readonly<Record<Direction, string>> = {
  down: 'ArrowDown',
  up: 'ArrowUp',
  left: 'ArrowLeft',
  right: 'ArrowRight',
};

const STEPS: Readonly<Record<Direction, readonly [number, number]>> = {
  down: [0, GRID],
  up: [0, -GRID],
  left: [-GRID, 0],
  right: [GRID, 0],
};

export const layOutGraph: Command = {
  id: 'edit.layOut',
  title: 'Lay out the graph, or what is selected',
  group: 'Edit',
  keys: ['L'],
  icon: Network,
  words: 'layout arrange align tidy automatic',
  when: () => onCanvas() && graph().nodes.length > 0,
  run: async () => (await import('../canvas/lay-out-graph')).layOutPresentGraph(),
};

export const stopLayout: Command = {
  id: 'edit.stopLayout',
  title: 'Give up the layout',
  group: 'Edit',
  keys: ['Escape'],
  words: 'cancel abort stop arrange',
  when: () => useCanvas.getState().stopLayout !== null,
  run: () => useCanvas.getState().stopLayout?.(),
};

/** Changing the graph by hand. Copy, cut and paste come from the browser, so that they also work between tabs. */
export const editCommands: readonly Command[] = [
  stopLayout,
  {
    id: 'edit.undo',
    title: 'Undo',
    group: 'Edit',
    keys: ['Mod+Z'],
    icon: Undo2,
    words: 'back revert',
    when: () => useEditor.getState().history.past.length > 0,
    run: () => useEditor.getState().undo(),
  },
  {
    id: 'edit.redo',
    title: 'Redo',
    group: 'Edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    icon: Redo2,
    words: 'again forward',
    when: () => useEditor.getState().history.future.length > 0,
    run: () => useEditor.getState().redo(),
  },
  {
    id: 'edit.copy',
    title: 'Copy',
    group: 'Edit',
    keys: ['Mod+C'],
    native: true,
    icon: Copy,
    when: hasNodes,
    run: () => navigator.clipboard.writeText(selectionAsText() ?? ''),
  },
  {
    id: 'edit.cut',
    title: 'Cut',
    group: 'Edit',
    keys: ['Mod+X'],
    native: true,
    icon: Scissors,
    when: hasNodes,
    run: async () => {
      await navigator.clipboard.writeText(selectionAsText() ?? '');
      removeSelection(true);
    },
  },
  {
    id: 'edit.paste',
    title: 'Paste at the pointer',
    group: 'Edit',
    keys: ['Mod+V'],
    native: true,
    icon: ClipboardPaste,
    when: onCanvas,
    run: async () => {
      pasteText(await navigator.clipboard.readText());
    },
  },
  {
    id: 'edit.duplicate',
    title: 'Duplicate',
    group: 'Edit',
    keys: ['Mod+D'],
    icon: CopyPlus,
    when: hasNodes,
    run: duplicateSelection,
  },
  {
    id: 'edit.delete',
    title: 'Remove and heal the chain',
    group: 'Edit',
    keys: ['Delete', 'Backspace'],
    icon: Trash2,
    words: 'delete erase node wire',
    when: hasAny,
    run: () => removeSelection(true),
  },
  {
    id: 'edit.deleteGap',
    title: 'Remove and leave the gap',
    group: 'Edit',
    keys: ['Shift+Delete', 'Shift+Backspace'],
    icon: Unplug,
    words: 'delete erase node wire',
    when: hasAny,
    run: () => removeSelection(false),
  },
  {
    id: 'edit.mute',
    title: 'Mute: let the input through unchanged',
    group: 'Edit',
    keys: ['M'],
    icon: EyeOff,
    words: 'bypass disable skip off',
    when: hasNodes,
    run: () => {
      const id = currentGraphId(useEditor.getState());
      useEditor.getState().apply(doc => toggleMute(doc, id, selection().nodes));
    },
  },
  {
    id: 'edit.connect',
    title: 'Connect the selected nodes, from top to bottom',
    group: 'Edit',
    keys: ['C'],
    icon: Spline,
    words: 'wire join link',
    when: () => onCanvas() && selection().nodes.size > 1,
    run: connectSelection,
  },
  ...([1, -1] as const).map(steppingWires),
  layOutGraph,
  {
    id: 'edit.selectAll',
    title: 'Select all',
    group: 'Edit',
    keys: ['Mod+A'],
    icon: SquareDashedMousePointer,
    when: () => onCanvas() && graph().nodes.length > 0,
    run: () => useEditor.getState().select(graph().nodes.map(n => n.id)),
  },
  {
    id: 'edit.deselect',
    title: 'Deselect',
    group: 'Edit',
    keys: ['Escape'],
    when: hasAny,
    run: () => useEditor.getState().select([]),
  },
  ...(['down', 'up', 'left', 'right'] as const).flatMap(way => [walking(way), nudging(way)]),
];

function walking(way: Direction): Command {
  return {
    id: `edit.walk.${way}`,
    title: way === 'down' || way === 'up' ? `Go ${way} along the wire` : `Go ${way}`,
    group: 'Edit',
    keys: [ARROWS[way]],
    words: 'arrow select next node',
    when: () => onCanvas() && graph().nodes.length > 0,
    run: () => {
      if ((way === 'down' && leaveWire('to')) || (way === 'up' && leaveWire('from'))) return;
      const from = [...selection().nodes].at(-1);
      const to = from === undefined ? graph().nodes[0]?.id : walk(graph(), from, way);
      if (to === undefined || to === null) return;
      useEditor.getState().select([to]);
      useViewport.getState().viewport?.reveal(to);
      focusNode(to);
    },
  };
}

function steppingWires(by: 1 | -1): Command {
  return {
    id: by > 0 ? 'edit.nextWire' : 'edit.previousWire',
    title: by > 0 ? 'Select the next wire of the node' : 'Select the wire before',
    group: 'Edit',
    keys: [by > 0 ? 'W' : 'Shift+W'],
    words: 'edge connection step keyboard',
    when: () => onCanvas() && canStepWires(),
    run: () => stepWires(by),
  };
}

function nudging(way: Direction): Command {
  return {
    id: `edit.nudge.${way}`,
    title: `Move ${way}`,
    group: 'Edit',
    keys: [`Alt+${ARROWS[way]}`],
    words: 'nudge arrow position',
    when: hasNodes,
    run: () => {
      const id = currentGraphId(useEditor.getState());
      const nodes = selection().nodes;
      useEditor.getState().apply(doc => moveNodes(doc, id, nodes, STEPS[way]), { burst: `nudge:${[...nodes].join()}` });
    },
  };
}
