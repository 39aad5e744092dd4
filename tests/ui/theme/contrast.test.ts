import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Oklch = readonly [lightness: number, chroma: number, hue: number];
const css = readFileSync(new URL('../../../src/ui/theme/tokens.css', import.meta.url), 'utf8');

/** The colours of one theme's block, by name. */
function coloursOf(theme: 'light' | 'dark'): ReadonlyMap<string, Oklch> {
  const block = css.slice(css.indexOf(`[data-theme="${theme}"] {`)).split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map(m => [
      m[1] ?? '',
      [Number(m[2]), Number(m[3]), Number(m[4])] as const,
    ]),
  );
}

/** Relative luminance, by Björn Ottosson's definition of Oklab and WCAG's of luminance. */
function luminance([lightness, chroma, hue]: Oklch): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const inRange = (v: number): number => Math.min(1, Math.max(0, v));
  const red = inRange(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = inRange(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = inRange(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const contrast = (a: Oklch, b: Oklch): number => {
  const [one, two] = [luminance(a), luminance(b)];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
};

const SURFACES = ['panel', 'paper', 'sunk', 'accent-soft', 'bad-soft'];
const TEXT = ['ink', 'ink-2', 'ink-3', 'accent', 'bad', 'warn'];

describe.each(['light', 'dark'] as const)('in the %s theme', theme => {
  const colours = coloursOf(theme);
  const colour = (name: string): Oklch => {
    const found = colours.get(name);
    if (!found) throw new Error(`No colour --${name}`);
    return found;
  };
  it('text can be read on every surface (WCAG AA, 4.5)', () => {
    for (const text of TEXT)
      for (const surface of SURFACES)
        expect(contrast(colour(text), colour(surface)), `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('on-accent'), colour('accent'))).toBeGreaterThanOrEqual(4.5);
  });
  it('glyphs can be read on their tiles, whatever the kind', () => {
    for (const hue of [...css.matchAll(/--h-\w+: (\d+)/g)].map(m => Number(m[1]))) {
      const ink = Number(css.split(`[data-theme="${theme}"]`)[1]?.match(/--kind-ink-l: ([\d.]+)/)?.[1]);
      const tint = Number(css.split(`[data-theme="${theme}"]`)[1]?.match(/--kind-tint-l: ([\d.]+)/)?.[1]);
      expect(contrast([ink, 0.09, hue], [tint, 0.03, hue]), `hue ${hue}`).toBeGreaterThanOrEqual(4.5);
    }
  });
  it('the outline of a field and a switch can be seen (WCAG AA, 3)', () => {
    expect(contrast(colour('line-3'), colour('panel'))).toBeGreaterThanOrEqual(3);
  });
});
