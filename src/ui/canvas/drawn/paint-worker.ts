import greek from '@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-greek-wght-normal.woff2?url';
import latin from '@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2?url';
import { drawPicture } from './draw';
import { unpack } from './pack';
import type { Painted, Painting, ToPainter } from './painting';
import type { Indexed } from './picture';

declare const fonts: FontFaceSet | undefined;

// The page's fonts are not a worker's. Where workers have none, names are in the system's.
const loaded = Promise.allSettled(typeof fonts === 'undefined' ? [] : facesOf(fonts));
const paper = new OffscreenCanvas(1, 1);
const pen = paper.getContext('2d');
let picture: Indexed | null = null;

addEventListener('message', ({ data }: MessageEvent<ToPainter>) => {
  if (data.kind === 'picture') picture = unpack(data.packed);
  else void loaded.then(() => answer(data.id, data.painting));
});

function answer(id: number, painting: Painting): void {
  const bitmap = paint(painting);
  const painted: Painted = { id, bitmap };
  postMessage(painted, { transfer: [bitmap] });
}

function paint({ view, density, ink, selected, part }: Painting): ImageBitmap {
  paper.width = Math.round(view.width * density);
  paper.height = Math.round(view.height * density);
  if (pen && picture) {
    pen.setTransform(density, 0, 0, density, 0, 0);
    drawPicture(pen, picture, view, ink, selected, part);
  }
  return paper.transferToImageBitmap();
}

function facesOf(known: FontFaceSet): readonly Promise<FontFace>[] {
  return [
    new FontFace('IBM Plex Sans Variable', `url(${latin})`, { weight: '100 700' }),
    new FontFace('IBM Plex Sans Variable', `url(${greek})`, { weight: '100 700', unicodeRange: 'U+0370-03FF' }),
  ].map(face => {
    known.add(face);
    return face.load();
  });
}
