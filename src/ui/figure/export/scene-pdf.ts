import { GState, jsPDF } from 'jspdf';
import type { Mark, Paint, Scene, Segment } from '../../../readings/figure/scene';
import { base64Of } from './base64';
import { drawText } from './pdf-text';

const FONT = 'IBM Plex Sans';

/**
 * A scene as a PDF of one page, as large as the figure: vectors, and text that can be selected, in an embedded font.
 *
 * @param font the figure's font as a TrueType file
 */
export function scenePdf(scene: Scene, title: string, font: Uint8Array): ArrayBuffer {
  const { unit, width, height } = scene;
  const size = [width * unit, height * unit];
  const pdf = new jsPDF({
    unit: 'pt',
    format: size,
    orientation: width > height ? 'landscape' : 'portrait',
    compress: true,
    putOnlyUsedFonts: true,
  });
  pdf.setProperties({ title });
  pdf.addFileToVFS('figure.ttf', base64Of(font));
  pdf.addFont('figure.ttf', FONT, 'normal');
  pdf.setFont(FONT, 'normal');
  drawMark(pdf, { mark: 'rect', x: 0, y: 0, width, height, fill: scene.background }, unit);
  for (const mark of scene.marks) drawMark(pdf, mark, unit);
  return pdf.output('arraybuffer');
}

function drawMark(pdf: jsPDF, mark: Mark, unit: number): void {
  if (mark.mark === 'text') {
    drawText(pdf, mark, unit);
    return;
  }
  const how = setPaint(pdf, mark, unit);
  if (how === null) return;
  if (mark.mark === 'rect') {
    const { x, y, width, height, round = 0 } = mark;
    pdf.roundedRect(x * unit, y * unit, width * unit, height * unit, round * unit, round * unit, how);
  } else if (mark.mark === 'circle') pdf.circle(mark.x * unit, mark.y * unit, mark.radius * unit, how);
  else {
    for (const segment of mark.segments) drawSegment(pdf, segment, unit);
    if (how === 'S') pdf.stroke();
    else if (how === 'F') pdf.fill();
    else pdf.fillStroke();
  }
}

function drawSegment(pdf: jsPDF, segment: Segment, unit: number): void {
  switch (segment[0]) {
    case 'M':
      pdf.moveTo(segment[1] * unit, segment[2] * unit);
      break;
    case 'L':
      pdf.lineTo(segment[1] * unit, segment[2] * unit);
      break;
    case 'C': {
      const [, x1, y1, x2, y2, x, y] = segment;
      pdf.curveTo(x1 * unit, y1 * unit, x2 * unit, y2 * unit, x * unit, y * unit);
      break;
    }
    case 'Z':
      pdf.close();
  }
}

function setPaint(
  pdf: jsPDF,
  { fill, stroke, line = 1, dash = [], opacity = 1 }: Paint,
  unit: number,
): 'S' | 'F' | 'FD' | null {
  pdf.setGState(new GState({ opacity, 'stroke-opacity': opacity }));
  if (fill !== undefined) pdf.setFillColor(fill);
  if (stroke !== undefined) {
    pdf.setDrawColor(stroke);
    pdf.setLineWidth(line * unit);
    pdf.setLineDashPattern(
      dash.map(d => d * unit),
      0,
    );
  }
  if (stroke === undefined) return fill === undefined ? null : 'F';
  return fill === undefined ? 'S' : 'FD';
}
