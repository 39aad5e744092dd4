import {
  type EdgeTypes,
  type NodeTypes,
  type OnInit,
  type OnMove,
  ReactFlow,
  ReactFlowProvider,
  useStore,
  ViewportPortal,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { type MouseEvent, useCallback, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { GRID } from '../../readings/layout/node-size';
import { boxAround } from '../../readings/layout/wire-lanes';
import { currentGraph, problemsOf, useEditor } from '../../state/editor';
import { useView } from '../../state/view';
import { Search } from '../search/Search';
import { openSearch } from '../search/search-place';
import styles from './Canvas.module.css';
import { CutLine } from './CutLine';
import { notePointer, setCanvas, useCanvas } from './canvas-state';
import { cutFrom } from './cut-gesture';
import { Dots } from './Dots';
import { DrawnLayer } from './drawn/DrawnLayer';
import { useDrawn } from './drawn/drawn-state';
import { hoverDrawn } from './drawn/hover';
import { useDrawnLevel } from './drawn/use-drawn-level';
import { onNodesChange, onWiresChange } from './flow-changes';
import { boxOfFlow, type FlowNode } from './flow-nodes';
import type { FlowWire } from './flow-wires';
import { Hud } from './Hud';
import { Minimap } from './Minimap';
import { Breadcrumbs } from './modules/Breadcrumbs';
import { FrameCard } from './modules/FrameCard';
import { ModuleCard } from './modules/ModuleCard';
import { NodeCard } from './NodeCard';
import { PaletteGhost } from './PaletteGhost';
import { PointerHint } from './PointerHint';
import { ProblemCard } from './ProblemCard';
import { useClipboard } from './use-clipboard';
import { useFlowGraph } from './use-flow-graph';
import { useGlide } from './use-glide';
import { useGraphKey } from './use-graph-key';
import { rememberView, useMountedViewport } from './use-mounted-viewport';
import { useShownProblem } from './use-shown-problem';
import { WireEdge } from './WireEdge';
import { WireInHand } from './WireInHand';

const nodeTypes: NodeTypes = { card: NodeCard, module: ModuleCard, frame: FrameCard };
const edgeTypes: EdgeTypes = { wire: WireEdge };
const GRID_STEP: [number, number] = [GRID, GRID];
const PRO_OPTIONS = { hideAttribution: true };
const MANY_KEYS = ['Shift', 'Control', 'Meta'];
/** From this many nodes on, what is out of view is not drawn; from far away, nearly all is in view. */
const MANY_NODES = 100;
/** From this many nodes on, an overview helps. */
const MAP_NODES = 25;
/** The smallest scale: ten thousand nodes fit into a window. */
const FARTHEST = 0.015;
/** Below this scale, cards are blocks of colour. */
const FAR = 0.4;

/** The graph, to look at and to build by hand. */
export function Canvas() {
  const graph = useGraphKey();
  return (
    // Another graph is another canvas: nothing of the one before, such as where its ports were, is of use to it.
    <ReactFlowProvider key={graph}>
      <Surface graph={graph} />
    </ReactFlowProvider>
  );
}

function Surface({ graph }: { readonly graph: string }) {
  const { nodes, wires } = useFlowGraph();
  const surface = useRef<HTMLDivElement>(null);
  const far = useStore(s => s.transform[2] < FAR);
  const searching = useView(s => s.overlay === 'search');
  const drawn = useDrawn(s => s.drawn);
  useMountedViewport(graph);
  // After the view is set, so that the first look is at what will be shown.
  useDrawnLevel();
  useGlide();
  useClipboard();

  const onInit: OnInit<FlowNode, FlowWire> = useCallback(flow => setCanvas({ flow }), []);
  const onMoveStart: OnMove = useCallback(event => {
    // A hand moves the view; what a command or a held wire does to it must not hide what lies under the pointer.
    if (event) surface.current?.setAttribute('data-panning', 'true');
  }, []);
  const onMoveEnd: OnMove = useCallback(
    (_, view) => {
      surface.current?.removeAttribute('data-panning');
      rememberView(graph, view);
    },
    [graph],
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer's place is only noted; what can be done is on elements with roles.
    <div
      ref={surface}
      className={styles.surface}
      data-far={far}
      data-drawn={drawn}
      onPointerDownCapture={cutFrom}
      onPointerMove={noteWhere}
      onPointerLeave={forgetWhere}
      onDoubleClick={searchHere}
    >
      <ReactFlow<FlowNode, FlowWire>
        nodes={nodes}
        edges={wires}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onWiresChange}
        onInit={onInit}
        onMoveStart={onMoveStart}
        onMoveEnd={onMoveEnd}
        onNodeDoubleClick={enterModule}
        onlyRenderVisibleElements={nodes.length > MANY_NODES && !far}
        snapToGrid
        snapGrid={GRID_STEP}
        minZoom={FARTHEST}
        maxZoom={2.5}
        zoomOnDoubleClick={false}
        multiSelectionKeyCode={MANY_KEYS}
        deleteKeyCode={null}
        nodesConnectable={false}
        edgesFocusable={false}
        edgesReconnectable={false}
        elevateEdgesOnSelect={false}
        disableKeyboardA11y
        nodeDragThreshold={3}
        proOptions={PRO_OPTIONS}
        aria-label="Graph"
      >
        <Dots />
        {drawn && <DrawnLayer />}
        <Ground nodes={nodes} />
        <WireInHand />
        <CutLine />
        <Problem />
      </ReactFlow>
      <Hud />
      <Breadcrumbs />
      {!drawn && nodes.length > MAP_NODES && <Minimap nodes={nodes} />}
      {searching && <Search />}
      <PaletteGhost />
      <PointerHint />
    </div>
  );
}

/** Lies under all cards and wires. */
function Ground({ nodes }: { readonly nodes: readonly FlowNode[] }) {
  const { x, y, width, height } = boxAround(nodes.map(boxOfFlow));
  const style = { width: width + 400, height: height + 200, transform: `translate(${x - 200}px, ${y - 100}px)` };
  return (
    <ViewportPortal>
      <div className={styles.ground} style={style} />
    </ViewportPortal>
  );
}

/** The problem that is shown in full, if any. */
function Problem() {
  const shown = useShownProblem();
  const node = useEditor(s => (shown === null ? undefined : currentGraph(s).nodes.find(n => n.id === shown)));
  const problems = useEditor(useShallow(s => (shown === null ? [] : problemsOf(s, shown))));
  return node && problems.length > 0 && <ProblemCard node={node} problems={problems} />;
}

function noteWhere(event: { readonly clientX: number; readonly clientY: number; readonly buttons: number }): void {
  const at = useCanvas.getState().flow?.screenToFlowPosition({ x: event.clientX, y: event.clientY });
  notePointer(at ? [at.x, at.y] : null);
  hoverDrawn(at ? [at.x, at.y] : null, event.buttons !== 0);
}
const forgetWhere = (): void => notePointer(null);

/** A double click on empty canvas. */
function searchHere(event: MouseEvent): void {
  const empty = event.target instanceof Element && event.target.classList.contains('react-flow__pane');
  const at = useCanvas.getState().flow?.screenToFlowPosition({ x: event.clientX, y: event.clientY });
  if (empty && at) openSearch({ at: [at.x, at.y], link: null });
}

const enterModule = (_: unknown, node: FlowNode): void => useEditor.getState().enter(node.id);
