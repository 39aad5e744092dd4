import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { writeDocument } from '../../../src/core/document/write';
import { setCaption, setFigure } from '../../../src/core/edits/setFigure';

describe('figure settings', () => {
  it('are kept in the file, sorted by name, and read back', () => {
    const doc = setFigure(setCaption(EMPTY, 'caption:n2', 'Edges', 'C1'), {
      style: 'volumes',
      folded: ['inception_a'],
      width: 84,
      theme: 'print',
      scale: 'log',
    });
    const text = writeDocument(doc);
    expect(readDocument(text)).toEqual({ ok: true, document: doc });
    expect(text.indexOf('"captions"')).toBeLessThan(text.indexOf('"folded"'));
  });

  it('leave a document without them as it was', () => {
    const changed = setFigure(EMPTY, { style: 'blocks' });
    expect(writeDocument(setFigure(changed, { style: undefined }))).toBe(writeDocument(EMPTY));
    expect(setFigure(EMPTY, {})).toBe(EMPTY);
    expect(setFigure(EMPTY, { captions: {}, folded: [] })).toBe(EMPTY);
    expect(setFigure(changed, { style: 'blocks' })).toBe(changed);
  });

  it('keep of an endless caption what can be read back', () => {
    const written = setCaption(EMPTY, 'caption:n2', 'word '.repeat(1000), 'C1');
    expect(written.figure?.captions?.['caption:n2']).toHaveLength(999);
    expect(readDocument(writeDocument(written)).ok).toBe(true);
  });

  it('forget a caption that is emptied, or written as it was', () => {
    const written = setCaption(EMPTY, 'verb:n2', 'Filters', 'Convolutions');
    expect(written.figure?.captions).toEqual({ 'verb:n2': 'Filters' });
    expect(setCaption(written, 'verb:n2', '  ', 'Convolutions').figure).toBeUndefined();
    expect(setCaption(written, 'verb:n2', 'Convolutions', 'Convolutions').figure).toBeUndefined();
  });

  it.each([
    ['a style that there is not', { style: 'pie' }],
    ['a page of a metre', { width: 1001 }],
    ['a caption that is a number', { captions: { 'caption:n1': 3 } }],
    ['a setting of its own', { colour: 'red' }],
  ])('refuse %s', (_, figure) => {
    expect(readDocument({ ...EMPTY, figure }).ok).toBe(false);
  });
});
