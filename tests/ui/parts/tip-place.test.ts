import { describe, expect, it } from 'vitest';
import { placeTip } from '../../../src/ui/parts/tip-place';

const page = { width: 1000, height: 600 };
const tip = { width: 200, height: 40 };
const button = (left: number, top: number) => ({ left, top, width: 40, height: 20 });

describe('an explanation', () => {
  it('stands centred on the wanted side', () => {
    expect(placeTip('bottom', button(480, 100), tip, page)).toEqual([400, 126]);
    expect(placeTip('right', button(480, 100), tip, page)).toEqual([526, 94]);
  });
  it('goes to the other side where there is no room', () => {
    expect(placeTip('bottom', button(480, 570), tip, page)).toEqual([400, 524]);
    expect(placeTip('left', button(100, 100), tip, page)).toEqual([146, 94]);
  });
  it('stays inside the window', () => {
    expect(placeTip('bottom', button(0, 100), tip, page)[0]).toBe(6);
    expect(placeTip('bottom', button(960, 100), tip, page)[0]).toBe(1000 - 200 - 6);
    expect(placeTip('right', button(10, 590), { width: 200, height: 300 }, page)[1]).toBe(600 - 300 - 6);
  });
});
