import { type Codec, fileName, refused } from './codec';

/** The document itself: everything that a person made, and nothing that could be derived from it. */
export const netloomDocument: Codec = {
  id: 'netloom',
  title: 'Netloom document',
  summary: 'The graph with names, positions and training plan, to go on working with. Without weights.',
  extensions: ['.netloom.json', '.json'],
  async write({ document }) {
    const { writeDocument } = await import('../core/document/write');
    const bytes = new TextEncoder().encode(writeDocument(document));
    const file = { name: `${fileName(document.title)}.netloom.json`, bytes, type: 'application/json' };
    return { ok: true, files: [file], notes: [] };
  },
  recognises: content => content.format === 'netloom',
  async read({ name, content, files }) {
    const { readDocument } = await import('../core/document/read');
    const read = readDocument(content);
    if (!read.ok) return refused(`${name}: ${read.says}`);
    const others = files.length - 1;
    const notes =
      others > 0
        ? [`${name} was opened; ${others === 1 ? 'the other file was' : `${others} other files were`} left out.`]
        : [];
    return { ok: true, document: read.document, weights: null, notes };
  },
};
