import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { moduleOf } from '../../../core/document/architecture';
import { instancesOf } from '../../../core/edits/modules/instances';
import { currentGraphId, documentOf, useEditor } from '../../../state/editor';
import { Kbd } from '../../parts/Kbd';
import { plural } from '../../parts/quantities';
import styles from './Breadcrumbs.module.css';

/** Where in the document the canvas is: the way from the top through the instances entered, each a way out. */
export function Breadcrumbs() {
  const title = useEditor(s => documentOf(s).title);
  const path = useEditor(s => s.path);
  const names = useEditor(
    useShallow(s => {
      let facts = s.facts;
      return s.path.map(id => {
        const node = facts.nodes.get(id);
        facts = node?.inner ?? facts;
        return node?.node.name ?? id;
      });
    }),
  );
  const module = useEditor(s => (s.path.length === 0 ? null : currentGraphId(s)));
  const instances = useEditor(s => (module === null ? 0 : instancesOf(documentOf(s), module).length));
  const shared = useEditor(s =>
    module === null ? '' : (documentOf(s).modules[module]?.title ?? moduleOf(module) ?? ''),
  );
  if (path.length === 0) return null;
  const last = path.length - 1;
  return (
    <nav className={styles.crumbs} aria-label="Where you are">
      <button type="button" onClick={() => useEditor.getState().leave(0)}>
        {title}
      </button>
      {path.map((_, depth) => (
        <Fragment key={path.slice(0, depth + 1).join('/')}>
          <ChevronRight size={13} aria-hidden="true" />
          {depth === last ? (
            <b aria-current="page">{names[depth]}</b>
          ) : (
            <button type="button" onClick={() => useEditor.getState().leave(depth + 1)}>
              {names[depth]}
            </button>
          )}
        </Fragment>
      ))}
      <span className={styles.shared}>
        {shared}, {instances > 1 ? `changes all ${plural(instances, 'instance')}` : '1 instance'}
      </span>
      <span className={styles.out}>
        <Kbd keys="Escape" /> out
      </span>
    </nav>
  );
}
