import { lazy, useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { currentGraph, currentGraphId, documentOf, useEditor } from '../../state/editor';
import { useView } from '../../state/view';
import { useCanvas } from '../canvas/canvas-state';
import { Later } from '../parts/Later';
import { whenIdle } from '../parts/when-idle';
import { ProblemList } from '../problems/ProblemList';
import { READINGS } from '../readings';
import { ModelSummary } from '../summary/ModelSummary';
import styles from './Inspector.module.css';

const loadNodePanel = () => import('./NodePanel');
const loadSelectionPanel = () => import('./SelectionPanel');
const NodePanel = lazy(loadNodePanel);
const SelectionPanel = lazy(loadSelectionPanel);
const ModulePanel = lazy(() => import('./ModulePanel'));

/** The right panel: what is selected, or the whole model when nothing is, and what is wrong with it. */
export function Inspector() {
  // Only nodes that exist; ids stay in the order in which they were selected.
  const selected = useEditor(
    useShallow(s => {
      const known = new Set(currentGraph(s).nodes.map(n => n.id));
      return [...s.selection.nodes].filter(id => known.has(id));
    }),
  );
  const ids = useUnlessDragging(selected);
  const [first] = ids;
  // Ready before something is selected, and not in the way of a document that is being opened.
  useEffect(() => whenIdle(() => void Promise.all([loadNodePanel(), loadSelectionPanel()])), []);
  const entered = useEditor(s => (s.path.length === 0 ? null : currentGraphId(s)));
  const reading = useView(s => s.reading);
  const bare = useEditor(s => documentOf(s).graph.nodes.length === 0);
  const Panel = READINGS.find(r => r.id === reading)?.Panel;
  return (
    <div className={styles.panel}>
      <div className={styles.scroll}>
        <Later key={first === undefined ? 'model' : ids.length === 1 ? 'node' : 'selection'}>
          {first === undefined ? (
            entered ? (
              <ModulePanel id={entered} />
            ) : (
              <ModelSummary />
            )
          ) : ids.length === 1 ? (
            <NodePanel key={first} id={first} />
          ) : (
            <SelectionPanel key={ids.join()} ids={ids} />
          )}
        </Later>
        <Later key={reading}>{Panel && !bare && <Panel />}</Later>
      </div>
      <ProblemList />
    </div>
  );
}

/** What was last given while no hand held nodes: a drag selects what it takes, and must not wait for a panel. */
function useUnlessDragging<T>(value: T): T {
  const dragging = useCanvas(s => s.inHand);
  const last = useRef(value);
  if (!dragging) last.current = value;
  return last.current;
}
