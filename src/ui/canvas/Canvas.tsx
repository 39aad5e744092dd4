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
import { lazy, type MouseEvent, memo, type RefObject, useCallback, useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { GRID } from '../../readings/layout/node-size';
import { boxAround } from '../../readings/layout/wire-lanes';
import { currentGraph, problemsOf, useEditor } from '../../state/editor';
import { useView } from '../../state/view';
import { Later } from '../parts/Later';
import { whenIdle } from '../parts/when-idle';
import { Search } from '../search/Search';
import { Anchor } from './Anchor';
import styles from './Canvas.module.css';
import { CutLine } from './CutLine';
import { FAR, setCanvas, useCanvas } from './canvas-state';
import { Dots } from './Dots';
import { DrawnLayer } from './drawn/DrawnLayer';
import { useDrawn } from './drawn/drawn-state';
import { useDrawnLevel } from './drawn/use-drawn-level';
import { onNodesChange, onWiresChange } from './flow-changes';
import type { FlowNode } from './flow-nodes';
import type { FlowWire } from './flow-wires';
import { Hud } from './Hud';
import { Breadcrumbs } from './modules/Breadcrumbs';
import { FrameCard } from './modules/FrameCard';
import { goInTo } from './modules/go-in';
import { ModuleCard } from './modules/ModuleCard';
import { NodeCard } from './NodeCard';
import { PaletteGhost } from './PaletteGhost';
import { PointerHint } from './PointerHint';
import { SpokenWire } from './SpokenWire';
import { useScene } from './scene';
import { useClipboard } from './use-clipboard';
import { useEdgePan } from './use-edge-pan';
import { useFlowGraph } from './use-flow-graph';
import { useGlide } from './use-glide';
import { useGraphKey } from './use-graph-key';
import { rememberView, useMountedViewport } from './use-mounted-viewport';
import { useShownProblem } from './use-shown-problem';
import { useSurfacePointer } from './use-surface-pointer';
import { WireEdge } from './WireEdge';
import { WireInHand } from './WireInHand';

const loadMenu = () => import('./menu/CanvasMenu');
const loadProblemCard = () => import('./ProblemCard');
const loadMinimap = () => import('./Minimap');
const CanvasMenu = lazy(loadMenu);
const ProblemCard = lazy(loadProblemCard);
const Minimap = lazy(loadMinimap);
const GRID_STEP: [number, number] = [GRID, GRID];
const PRO_OPTIONS = { hideAttribution: true };
const MANY_KEYS = ['Shift', 'Control', 'Meta'];
/** From this many nodes on, what is out of view is not drawn; from far away, nearly all is in view. */
const MANY_NODES = 100;
/** From this many nodes on, an overview helps. */
const MAP_NODES = 25;
/** The smallest scale: ten thousand nodes fit into a window. */
const FARTHEST = 0.015;

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
  const surface = useRef<HTMLDivElement>(null);
  const far = useStore(s => s.transform[2] < FAR);
  const drawn = useDrawn(s => s.drawn);
  const carried = useDrawn(s => s.carried);
  const panning = useCanvas(s => s.panning);
  useMountedViewport(graph);
  // After the view is set, so that the first look is at what will be shown.
  useDrawnLevel();
  useGlide();
  useClipboard();
  useSurfacePointer(surface);
  return (
    <div
      ref={surface}
      className={styles.surface}
      data-far={far}
      data-drawn={drawn}
      data-carried={carried}
      data-panning={panning ?? undefined}
    >
      <Flow graph={graph} surface={surface} far={far} />
      <Around />
    </div>
  );
}

interface FlowProps {
  readonly graph: string;
  readonly surface: RefObject<HTMLElement | null>;
  readonly far: boolean;
}

/** Apart from what lies around it, as it is rendered at every step of a drag. */
const Flow = memo(function Flow({ graph, surface, far }: FlowProps) {
  const { nodes, wires } = useFlowGraph();
  const edgePan = useEdgePan(surface);
  const onInit: OnInit<FlowNode, FlowWire> = useCallback(flow => setCanvas({ flow }), []);
  const onMoveEnd: OnMove = useCallback(
    (event, view) => {
      // A glide that a hand cut short ends when the hand has begun already.
      if (event) setCanvas({ panning: null });
      rememberView(graph, view);
    },
    [graph],
  );
  return (
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
      onEdgeMouseEnter={pointAt}
      onEdgeMouseLeave={pointAway}
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
      autoPanOnNodeDrag={edgePan}
      proOptions={PRO_OPTIONS}
      aria-label="Graph"
    >
      <Within />
    </ReactFlow>
  );
});

/** What moves with the view. */
const Within = memo(function Within() {
  const drawn = useDrawn(s => s.drawn);
  return (
    <>
      <Dots />
      {drawn && <DrawnLayer />}
      <Ground />
      <WireInHand />
      <CutLine />
      <Problem />
    </>
  );
});

/** What stands over the view. */
const Around = memo(function Around() {
  const drawn = useDrawn(s => s.drawn);
  const many = useScene().cards.size > MAP_NODES;
  const searching = useView(s => s.overlay === 'search');
  const menu = useCanvas(s => s.menu);
  useEffect(() => whenIdle(() => void Promise.allSettled([loadMenu(), loadProblemCard(), loadMinimap()])), []);
  return (
    <>
      <Hud />
      <Breadcrumbs />
      <Later>{!drawn && many && <Minimap />}</Later>
      {searching && <Search />}
      <Later>{menu && <CanvasMenu key={menu.screen.join()} {...menu} />}</Later>
      <PaletteGhost />
      <PointerHint />
      <SpokenWire />
    </>
  );
});

/** Lies under all cards and wires. */
function Ground() {
  const { x, y, width, height } = boxAround([...useScene().cards.values()]);
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
  return <Later>{node && problems.length > 0 && <ProblemCard node={node} problems={problems} />}</Later>;
}

/** A double click goes into a module, or to the card in an open one that was meant. */
function enterModule({ target }: MouseEvent, node: FlowNode): void {
  const way =
    target instanceof Element ? target.closest<HTMLElement>('[data-way]')?.dataset.way?.split('/') : undefined;
  const inner = way?.pop();
  if (way && inner !== undefined) goInTo(way, inner);
  else useEditor.getState().enter(node.id);
}

/** What a command or a held wire does to the view must not hide what lies under the pointer. */
const onMoveStart: OnMove = event =>
  setCanvas({ panning: event === null ? null : event instanceof WheelEvent ? 'wheel' : 'hand' });

const pointAt = (_: unknown, wire: FlowWire): void => setCanvas({ pointed: wire.id });
const pointAway = (): void => setCanvas({ pointed: null });

const nodeTypes: NodeTypes = { card: NodeCard, module: ModuleCard, frame: FrameCard, anchor: Anchor };
const edgeTypes: EdgeTypes = { wire: WireEdge };
