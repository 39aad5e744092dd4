import { fileName, type WrittenFile } from '../../exchange/codec';
import { documentOf, useEditor } from '../../state/editor';

/** Hands files to the browser's downloads. */
export function saveFiles(files: readonly WrittenFile[]): void {
  for (const { name, bytes, type } of files) {
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    // Some browsers read the address only after the click is over.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}

/** Saves the open document as a file; it may have problems. */
export async function saveDocument(): Promise<void> {
  const { writeDocument } = await import('../../core/document/write');
  const doc = documentOf(useEditor.getState());
  const bytes = new TextEncoder().encode(writeDocument(doc));
  saveFiles([{ name: `${fileName(doc.title)}.netloom.json`, bytes, type: 'application/json' }]);
}
