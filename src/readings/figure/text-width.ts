/** Advance widths of the figure's font, IBM Plex Sans Regular, in thousandths of its size, from space to `~`. */
const ADVANCES = [
  236, 284, 419, 713, 598, 927, 694, 242, 335, 335, 450, 600, 272, 399, 272, 383, 600, 600, 600, 600, 600, 600, 600,
  600, 600, 600, 292, 292, 600, 600, 600, 477, 891, 641, 653, 621, 671, 583, 559, 695, 707, 400, 510, 634, 501, 812,
  707, 708, 606, 708, 640, 581, 572, 678, 609, 891, 613, 593, 580, 317, 383, 317, 600, 565, 600, 534, 580, 503, 580,
  549, 324, 528, 568, 250, 250, 527, 272, 873, 568, 560, 580, 580, 367, 487, 351, 568, 492, 768, 507, 499, 464, 343,
  314, 343, 600,
];
const FIRST = 32;
/** Wide enough for most letters that the table lacks; ideographs and the like are a full em. */
const OTHER = 650;
const EM = 1000;
const IDEOGRAPHS = 0x2e80;

/** The width of a line of text at a font size, in the size's unit. Kerning is left out: it only makes lines shorter. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    width += ADVANCES[code - FIRST] ?? (code >= IDEOGRAPHS ? EM : OTHER);
  }
  return (width / EM) * size;
}

/** Height of capitals, and how far letters hang below the line, as parts of the size. */
export const CAPITALS = 0.7;
export const HANG = 0.22;
