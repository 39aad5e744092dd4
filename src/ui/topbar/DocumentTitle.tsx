import { useEffect } from 'react';
import { setTitle } from '../../core/edits/setDetails';
import { documentOf, useEditor } from '../../state/editor';
import { useDraft } from '../parts/use-draft';
import styles from './TopBar.module.css';

/** The document's title, edited in place; the window's title follows. */
export function DocumentTitle() {
  const title = useEditor(s => documentOf(s).title);
  const draft = useDraft(title);
  useEffect(() => {
    document.title = `${title} – Netloom`;
  }, [title]);
  return (
    <input
      className={styles.title}
      aria-label="Title of the document"
      value={draft.text ?? title}
      spellCheck={false}
      autoComplete="off"
      data-edits-document=""
      onChange={event => {
        const typed = event.target.value;
        draft.keep(typed, typed.trim() || title);
        useEditor.getState().apply(doc => setTitle(doc, typed), { burst: 'title' });
      }}
      onFocus={event => event.target.select()}
      onBlur={draft.drop}
      onKeyDown={event => {
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
