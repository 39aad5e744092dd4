import { useShallow } from 'zustand/react/shallow';
import { currentGraph, useEditor } from '../../state/editor';
import { ProblemList } from '../problems/ProblemList';
import { ModelSummary } from '../summary/ModelSummary';
import styles from './Inspector.module.css';
import { NodePanel } from './NodePanel';
import { SelectionPanel } from './SelectionPanel';

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
  return (
    <div className={styles.panel}>
      <div className={styles.scroll}>
        {first === undefined ? (
          <ModelSummary />
        ) : ids.length === 1 ? (
          <NodePanel key={first} id={first} />
        ) : (
          <SelectionPanel key={ids.join()} ids={ids} />
        )}
      </div>
      <ProblemList />
    </div>
  );
}
