import { GState, type jsPDF } from 'jspdf';
import type { Text } from '../../../readings/figure/scene';
import { FONT_FAMILY } from '../../../readings/figure/svg';
import { CAPITALS, HANG, textWidth } from '../../../readings/figure/text-width';

/** Pixels of a picture of text to a point: finer than print shows. */
const PIXELS = 8;
/** Room above and below the letters in a picture, as a part of the size: accents pile up in some scripts. */
const ROOM = 0.6;

/**
 * Writes a text into a PDF: as text where the figure's font has all of its letters, else as a picture of it in the fonts
 * that the browser has, so that no script and no emoji goes missing.
 */
export function drawText(pdf: jsPDF, text: Text, unit: number): void {
  pdf.setGState(new GState({ opacity: 1, 'stroke-opacity': 1 }));
  if (hasLetters(pdf, text.text)) drawLetters(pdf, text, unit);
  else drawPicture(pdf, text, unit);
}

/** Whether the PDF's font has every letter; marks that stand on letters it would not put in their places. */
function hasLetters(pdf: jsPDF, text: string): boolean {
  const font: { readonly metadata: { characterToGlyph(code: number): number } } = pdf.getFont();
  return [...text].every(
    letter => !/\p{M}/u.test(letter) && font.metadata.characterToGlyph(letter.codePointAt(0) ?? 0) !== 0,
  );
}

const before = (anchor: Text['anchor'], length: number): number =>
  anchor === 'start' ? 0 : anchor === 'middle' ? length / 2 : length;

function drawLetters(pdf: jsPDF, { text, x, y, size, anchor, colour, upwards }: Text, unit: number): void {
  const back = before(anchor, textWidth(text, size));
  pdf.setFontSize(size * unit);
  pdf.setTextColor(colour);
  if (upwards) pdf.text(text, x * unit, (y + back) * unit, { angle: 90 });
  else pdf.text(text, (x - back) * unit, y * unit);
}

function drawPicture(pdf: jsPDF, { text, x, y, size, anchor, colour, upwards }: Text, unit: number): void {
  const scale = PIXELS * unit;
  const font = `${size * scale}px ${FONT_FAMILY}`;
  const canvas = document.createElement('canvas');
  const ruler = canvas.getContext('2d');
  if (!ruler) return;
  ruler.font = font;
  const length = Math.max(size, ruler.measureText(text).width / scale);
  const [up, down] = [size * (CAPITALS + ROOM), size * (HANG + ROOM)];
  const [width, height] = upwards ? [up + down, length] : [length, up + down];
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  // A canvas forgets its settings when its size changes.
  const pen = canvas.getContext('2d');
  if (!pen) return;
  if (upwards) {
    pen.translate(0, canvas.height);
    pen.rotate(-Math.PI / 2);
  }
  pen.font = font;
  pen.fillStyle = colour;
  pen.fillText(text, 0, up * scale);
  const back = before(anchor, length);
  const [left, top] = upwards ? [x - up, y + back - length] : [x - back, y - up];
  pdf.addImage(canvas, 'PNG', left * unit, top * unit, width * unit, height * unit, undefined, 'FAST');
}
