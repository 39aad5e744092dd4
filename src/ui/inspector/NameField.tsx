import type { Node } from '../../core/document/architecture';
import { renameNode } from '../../core/edits/renameNode';
import { currentGraphId, useEditor } from '../../state/editor';
import { useDraft } from '../parts/use-draft';
import styles from './Inspector.module.css';

/** What the person calls the node; applied while typing, an empty name is not taken. */
export function NameField({ node }: { readonly node: Node }) {
  const draft = useDraft(node.name);
  const type = (name: string): void => {
    draft.keep(name, name.trim() || node.name);
    const editor = useEditor.getState();
    editor.apply(doc => renameNode(doc, currentGraphId(editor), node.id, name), { burst: `${node.id}+name` });
  };
  return (
    <input
      className={styles.name}
      aria-label="Name"
      value={draft.text ?? node.name}
      spellCheck={false}
      autoComplete="off"
      data-edits-document=""
      onChange={event => type(event.target.value)}
      onBlur={draft.drop}
      onKeyDown={event => {
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
