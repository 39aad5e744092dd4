import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { writeDocument } from '../../../src/core/document/write';
import { commit, type History, historyOf, redo, undo } from '../../../src/core/history/history';
import { anyEdit, BEGINNING } from '../edits/anyEdit';

describe('undoing every edit of 10,000 random sequences', () => {
  it('gives back each document on the way byte for byte, and redoing does too', () => {
    const steps = fc.array(
      fc.record({ edit: anyEdit, burst: fc.constantFrom(undefined, 'a', 'b'), pause: fc.nat(1500) }),
      {
        maxLength: 12,
        size: 'max',
      },
    );
    fc.assert(
      fc.property(fc.constantFrom(EMPTY, BEGINNING), steps, (first, sequence) => {
        let history: History = historyOf(first);
        const texts = [writeDocument(first)];
        let now = 0;
        for (const { edit, burst, pause } of sequence) {
          now += pause;
          history = commit(history, edit.edit(history.present), burst === undefined ? { now } : { burst, now });
          texts[history.past.length] = writeDocument(history.present);
        }
        for (let i = texts.length - 1; i > 0; i--) {
          expect(writeDocument(history.present)).toBe(texts[i]);
          history = undo(history);
        }
        expect(writeDocument(history.present)).toBe(texts[0]);
        expect(history.present).toBe(first);
        for (let i = 1; i < texts.length; i++) {
          history = redo(history);
          expect(writeDocument(history.present)).toBe(texts[i]);
        }
        expect(redo(history)).toBe(history);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('an edit', () => {
  it('leaves the document that it was given as it was, and gives one that can be read back', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 20, size: 'max' }), edits => {
        let doc = BEGINNING;
        for (const { name, edit } of edits) {
          const before = writeDocument(doc);
          const next = edit(doc);
          expect(writeDocument(doc), name).toBe(before);
          const read = readDocument(writeDocument(next));
          expect(read.ok ? '' : `${name}: ${read.says}`).toBe('');
          doc = next;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('that changes nothing gives back the same object', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 10, size: 'max' }), edits => {
        let doc = BEGINNING;
        for (const { name, edit } of edits) {
          const next = edit(doc);
          if (writeDocument(next) === writeDocument(doc)) expect(next, name).toBe(doc);
          doc = next;
        }
      }),
      { numRuns: 1000 },
    );
  });
});
