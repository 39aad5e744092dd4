import type { Mark, Paint, Scene, Segment } from './scene';

/** The figure's font, and what stands in for it. */
export const FONT_FAMILY = "'IBM Plex Sans', 'Helvetica Neue', Helvetica, Arial, sans-serif";

/** Two decimals are a hundredth of a point: finer than any printer. */
const number = (n: number): string => `${Math.round(n * 100) / 100}`;

/** XML has no place for control characters and halves of letters, not even escaped. */
const escaped = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
    .replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

export const pathData = (segments: readonly Segment[]): string =>
  segments.map(([command, ...values]) => command + values.map(number).join(' ')).join('');

const paint = ({ fill, stroke, line, dash, opacity }: Paint): string =>
  ` fill="${fill ?? 'none'}"` +
  (stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${number(line ?? 1)}"`) +
  (dash ? ` stroke-dasharray="${dash.map(number).join(' ')}"` : '') +
  (opacity === undefined || opacity === 1 ? '' : ` opacity="${number(opacity)}"`);

function markSvg(mark: Mark): string {
  switch (mark.mark) {
    case 'rect': {
      const { x, y, width, height, round } = mark;
      const place = `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
      return `<rect ${place}${round ? ` rx="${number(round)}"` : ''}${paint(mark)}/>`;
    }
    case 'circle':
      return `<circle cx="${number(mark.x)}" cy="${number(mark.y)}" r="${number(mark.radius)}"${paint(mark)}/>`;
    case 'path':
      return `<path d="${pathData(mark.segments)}"${paint(mark)}/>`;
    case 'text': {
      const { x, y, text, size, anchor, colour, upwards } = mark;
      const turned = upwards ? ` transform="rotate(-90 ${number(x)} ${number(y)})"` : '';
      const anchored = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
      return `<text x="${number(x)}" y="${number(y)}" font-size="${number(size)}" fill="${colour}"${anchored}${turned}>${escaped(text)}</text>`;
    }
  }
}

/** A scene's marks as SVG elements, without the element around them. */
export const marksSvg = (scene: Pick<Scene, 'marks'>): string => scene.marks.map(markSvg).join('\n');

/**
 * A scene as a file that stands alone: real text, sizes in points, no styles that a program might not know.
 *
 * @param font the figure's font as base64 of WOFF2, embedded so that the text looks the same everywhere; `null` leaves
 * it to the reader's fonts
 */
export function sceneSvg(scene: Scene, title: string, font: string | null): string {
  const { unit, width, height, background } = scene;
  const face =
    font === null
      ? ''
      : `<style>@font-face{font-family:'IBM Plex Sans';src:url(data:font/woff2;base64,${font}) format('woff2')}</style>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${number(width * unit)}pt" height="${number(height * unit)}pt" viewBox="0 0 ${number(width)} ${number(height)}" font-family="${FONT_FAMILY}">
<title>${escaped(title)}</title>
${face}<rect width="${number(width)}" height="${number(height)}" fill="${background}"/>
${marksSvg(scene)}
</svg>
`;
}
