import { useEffect, useRef } from 'react';
import type { ByteImage } from '../../training/protocol';
import styles from './Picture.module.css';

interface Props {
  readonly image: ByteImage;
  /** What is in it, for those who don't see it. */
  readonly says: string;
}

/** An image of a data set as its pixels. Grey ones read as ink on paper on a light page. */
export function Picture({ image, says }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const { width, height, channels, pixels } = image;
    const data = context.createImageData(width, height);
    for (let i = 0; i < width * height; i++) {
      for (let c = 0; c < 3; c++) data.data[4 * i + c] = pixels[channels === 1 ? i : i * channels + c] ?? 0;
      data.data[4 * i + 3] = 255;
    }
    context.putImageData(data, 0, 0);
  }, [image]);
  return (
    <canvas
      ref={canvas}
      width={image.width}
      height={image.height}
      className={styles.picture}
      data-grey={image.channels === 1}
      role="img"
      aria-label={says}
    />
  );
}
