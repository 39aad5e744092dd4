import { useState } from 'react';
import type { Node } from '../../core/document/architecture';
import { renameNode } from '../../core/edits/renameNode';
import { currentGraphId, useEditor } from '../../state/editor';
import styles from './Inspector.module.css';

/** What the person calls the node; applied while typing, an empty name is not taken. */
export function NameField({ node }: { readonly node: Node }) {
  const [draft, setDraft] = useState<string | null>(null);
  const type = (name: string): void => {
    setDraft(name);
    const editor = useEditor.getState();
    editor.apply(doc => renameNode(doc, currentGraphId(editor), node.id, name), { burst: `${node.id}+name` });
  };
  return (
    <input
      className={styles.name}
      aria-label="Name"
      value={draft ?? node.name}
      spellCheck={false}
      autoComplete="off"
      data-edits-document=""
      onChange={event => type(event.target.value)}
      onBlur={() => setDraft(null)}
      onKeyDown={event => {
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
