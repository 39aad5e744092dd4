import woffUrl from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff?url';
import woff2Url from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url';
import { fileName } from '../../../exchange/codec';
import { sceneSvg } from '../../../readings/figure/svg';
import { documentOf, useEditor } from '../../../state/editor';
import { saveFiles } from '../../files/save-files';
import { presentScene } from '../present-scene';
import { base64Of } from './base64';

export type FigureFormat = 'svg' | 'png' | 'pdf';

const TYPES: Readonly<Record<FigureFormat, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  pdf: 'application/pdf',
};
const PNG_SCALE = 2;

/**
 * Saves the open document's figure as a file, as large as its settings say. A figure that follows the page is light in a
 * file, whatever the page is: it goes onto paper or a slide.
 */
export async function saveFigure(format: FigureFormat): Promise<void> {
  const { title } = documentOf(useEditor.getState());
  const bytes = await figureBytes(format, title);
  saveFiles([{ name: `${fileName(title)}.${format}`, bytes, type: TYPES[format] }]);
}

async function figureBytes(format: FigureFormat, title: string): Promise<Uint8Array<ArrayBuffer>> {
  const scene = presentScene('light');
  if (format === 'pdf') {
    const [{ scenePdf }, { unwrapWoff }, font] = await Promise.all([
      import('./scene-pdf'),
      import('./woff'),
      fetched(woffUrl),
    ]);
    return new Uint8Array(scenePdf(scene, title, unwrapWoff(font)));
  }
  const font = base64Of(await fetched(woff2Url));
  if (format === 'svg') return new TextEncoder().encode(sceneSvg(scene, title, font));
  const { scenePng } = await import('./scene-png');
  return new Uint8Array(await scenePng(scene, title, font, PNG_SCALE));
}

const fetched = async (url: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(url)).arrayBuffer());
