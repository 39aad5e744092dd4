import { useEffect } from 'react';
import { pasteText, removeCopied, selectionAsText } from './clipboard';

/** Answers the browser's own copy, cut and paste, so that nodes travel between tabs, messages and files as text. */
export function useClipboard(): void {
  useEffect(() => {
    const take = (cut: boolean) => (event: ClipboardEvent) => {
      if (isElsewhere(event)) return;
      const text = selectionAsText();
      if (text === null) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      if (cut) removeCopied();
    };
    const copy = take(false);
    const cut = take(true);
    const paste = (event: ClipboardEvent): void => {
      if (isElsewhere(event)) return;
      if (pasteText(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
    };
    document.addEventListener('copy', copy);
    document.addEventListener('cut', cut);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', cut);
      document.removeEventListener('paste', paste);
    };
  }, []);
}

/** In a field, or where text is selected, the clipboard is about that text. */
function isElsewhere({ target }: Event): boolean {
  const field = target instanceof Element && target.closest('input, textarea, select, [contenteditable=true]');
  return Boolean(field) || (window.getSelection()?.toString() ?? '') !== '';
}
