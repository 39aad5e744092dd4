import type { Scene } from '../../../readings/figure/scene';
import { sceneSvg } from '../../../readings/figure/svg';

/** CSS pixels to a point of paper. */
const PIXELS_PER_POINT = 96 / 72;
/** Browsers refuse larger canvases. */
const MOST_PIXELS = 16_000;

/** A scene as a picture with `scale` pixels for each pixel of the page; smaller where no browser could draw it. */
export async function scenePng(scene: Scene, title: string, font: string, scale: number): Promise<Uint8Array> {
  const size = {
    width: scene.width * scene.unit * PIXELS_PER_POINT,
    height: scene.height * scene.unit * PIXELS_PER_POINT,
  };
  const fitting = Math.min(scale, MOST_PIXELS / Math.max(size.width, size.height));
  const picture = new Image();
  const url = URL.createObjectURL(new Blob([sceneSvg(scene, title, font)], { type: 'image/svg+xml' }));
  try {
    picture.src = url;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(size.width * fitting);
    canvas.height = Math.round(size.height * fitting);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('the browser made no picture');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(url);
  }
}
