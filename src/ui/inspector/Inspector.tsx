import { lazy, Suspense, useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { currentGraph, useEditor } from '../../state/editor';
import { ProblemList } from '../problems/ProblemList';
import { ModelSummary } from '../summary/ModelSummary';
import styles from './Inspector.module.css';

const loadNodePanel = () => import('./NodePanel');
const loadSelectionPanel = () => import('./SelectionPanel');
const NodePanel = lazy(loadNodePanel);
const SelectionPanel = lazy(loadSelectionPanel);

/** The right panel: what is selected, or the whole model when nothing is, and what is wrong with it. */
export function Inspector() {
  // Only nodes that exist; ids stay in the order in which they were selected.
  const ids = useEditor(
    useShallow(s => {
      const known = new Set(currentGraph(s).nodes.map(n => n.id));
      return [...s.selection.nodes].filter(id => known.has(id));
    }),
  );
  const [first] = ids;
  const empty = useEditor(s => currentGraph(s).nodes.length === 0);
  // There is something to select: have its panels ready before it is.
  useEffect(() => {
    if (!empty) void Promise.all([loadNodePanel(), loadSelectionPanel()]);
  }, [empty]);
  return (
    <div className={styles.panel}>
      <div className={styles.scroll}>
        <Suspense>
          {first === undefined ? (
            <ModelSummary />
          ) : ids.length === 1 ? (
            <NodePanel key={first} id={first} />
          ) : (
            <SelectionPanel key={ids.join()} ids={ids} />
          )}
        </Suspense>
      </div>
      <ProblemList />
    </div>
  );
}
