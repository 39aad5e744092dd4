/** A line of text with its middle below what it belongs to; in a lower tier, a tick leads down to it. */
export interface Label {
  readonly centre: number;
  readonly width: number;
}

const MOST_TIERS = 4;
/** Between a tick and a text that it passes. */
const CLEAR = 1;
/** Choices tried before another tier is allowed. */
const BUDGET = 2000;

/**
 * Puts lines of text side by side into as few tiers as keep them `apart`, with no tick through a text. Returns the tier
 * of each, 0 at the top.
 */
export function tiersOf(labels: readonly Label[], apart: number): readonly number[] {
  for (let most = 1; most <= MOST_TIERS; most++) {
    const found = placed(labels, apart, most);
    if (found) return found;
  }
  return inTurn(labels, apart);
}

function placed(labels: readonly Label[], apart: number, most: number): readonly number[] | null {
  const tiers: number[] = [];
  let left = BUDGET;
  const fits = (label: Label, tier: number): boolean =>
    tiers.every((other, j) => {
      const beside = labels[j] ?? label;
      const distance = Math.abs(label.centre - beside.centre);
      if (other === tier) return distance >= (label.width + beside.width) / 2 + apart;
      const passed = other < tier ? beside : label;
      return distance >= passed.width / 2 + CLEAR;
    });
  const rest = (i: number): boolean => {
    const label = labels[i];
    if (!label) return true;
    for (let tier = 0; tier < most && left > 0; tier++) {
      left--;
      if (!fits(label, tier)) continue;
      tiers.push(tier);
      if (rest(i + 1)) return true;
      tiers.pop();
    }
    return false;
  };
  return rest(0) ? tiers : null;
}

/** Each in the first tier where it overlaps none, whatever the ticks pass. */
function inTurn(labels: readonly Label[], apart: number): readonly number[] {
  const ends: number[] = [];
  return labels.map(({ centre, width }) => {
    const found = ends.findIndex(end => centre - width / 2 >= end + apart);
    const tier = found < 0 ? ends.length : found;
    ends[tier] = centre + width / 2;
    return tier;
  });
}
