import { describe, expect, it } from 'vitest';
import { type Architecture, EMPTY } from '../../../src/core/document/architecture';
import { BURST_MS, commit, type History, historyOf, MOST_STEPS, redo, undo } from '../../../src/core/history/history';

const titled = (title: string): Architecture => ({ ...EMPTY, title });
const [a, b, c, d] = [titled('a'), titled('b'), titled('c'), titled('d')];
const back = (h: History, n: number): History => (n === 0 ? h : back(undo(h), n - 1));

describe('history', () => {
  it('goes back and forth through every step', () => {
    const h = commit(commit(historyOf(a), b, { now: 0 }), c, { now: 1 });
    expect(back(h, 1).present).toBe(b);
    expect(back(h, 2).present).toBe(a);
    expect(redo(back(h, 2)).present).toBe(b);
    expect(redo(redo(back(h, 2))).present).toBe(c);
  });

  it('stays the same at either end', () => {
    const h = commit(historyOf(a), b, { now: 0 });
    expect(redo(h)).toBe(h);
    expect(undo(undo(h))).toEqual(undo(h));
    expect(undo(historyOf(a)).present).toBe(a);
  });

  it('takes an edit that changed nothing for no step', () => {
    const h = historyOf(a);
    expect(commit(h, a, { now: 0 })).toBe(h);
  });

  it('forgets what was undone once something else is done', () => {
    const h = commit(undo(commit(historyOf(a), b, { now: 0 })), c, { now: 1 });
    expect(redo(h)).toBe(h);
    expect(undo(h).present).toBe(a);
  });

  it('makes a burst with one key one step', () => {
    let h = commit(historyOf(a), b, { burst: 'move n1', now: 0 });
    h = commit(h, c, { burst: 'move n1', now: BURST_MS });
    h = commit(h, d, { burst: 'move n1', now: 2 * BURST_MS });
    expect(undo(h).present).toBe(a);
    expect(redo(undo(h)).present).toBe(d);
  });

  it('starts a new step after a pause, with another key, without a key, or after undo', () => {
    const h = commit(historyOf(a), b, { burst: 'x', now: 0 });
    expect(undo(commit(h, c, { burst: 'x', now: BURST_MS + 1 })).present).toBe(b);
    expect(undo(commit(h, c, { burst: 'y', now: 1 })).present).toBe(b);
    expect(undo(commit(h, c, { now: 1 })).present).toBe(b);
    const redone = redo(undo(h));
    expect(undo(commit(redone, c, { burst: 'x', now: 2 })).present).toBe(b);
  });

  it('forgets the oldest steps beyond the cap', () => {
    let h = historyOf(a);
    for (let i = 0; i < MOST_STEPS + 5; i++) h = commit(h, titled(`${i}`), { now: i });
    expect(h.past.length).toBe(MOST_STEPS);
    expect(back(h, MOST_STEPS + 10).present.title).toBe('4');
  });
});
