import { describe, expect, it } from 'vitest';
import { DEFAULT_PLAN } from '../../../src/core/document/training-plan';
import { changeAugmentation, changed } from '../../../src/ui/dock/panel/change-plan';

describe('changes of a training plan', () => {
  it('sets what is given and leaves out what is undefined', () => {
    const clipped = changed(DEFAULT_PLAN, { clipNorm: 1, epochs: 3 });
    expect(clipped).toEqual({ ...DEFAULT_PLAN, clipNorm: 1, epochs: 3 });
    const free = changed(clipped, { clipNorm: undefined });
    expect(free).toEqual({ ...DEFAULT_PLAN, epochs: 3 });
    expect('clipNorm' in free).toBe(false);
  });

  it('keeps the other changes to the images', () => {
    const shifted = changeAugmentation(DEFAULT_PLAN, { shift: 2 });
    expect(changeAugmentation(shifted, { flip: true }).augmentation).toEqual({ shift: 2, flip: true });
  });

  it('says nothing of augmentation when nothing is changed any more', () => {
    const shifted = changeAugmentation(DEFAULT_PLAN, { shift: 2, flip: true });
    const none = changeAugmentation(changeAugmentation(shifted, { shift: 0 }), { flip: undefined });
    expect(none).toEqual(DEFAULT_PLAN);
    expect('augmentation' in none).toBe(false);
  });
});
