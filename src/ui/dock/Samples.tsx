import { useEffect, useRef } from 'react';
import { planOf } from '../../state/diagnosis';
import { useEditor } from '../../state/editor';

import { datasetById } from '../../training/datasets/catalogue';
import type { ByteImage, SamplePrediction } from '../../training/protocol';
import look from './Samples.module.css';

/** Held-out images with what the network takes them for, mistakes marked. */
export function Samples({ samples }: { readonly samples: readonly SamplePrediction[] }) {
  const labels = useEditor(s => datasetById(planOf(s.history.present).dataset)?.labels);
  const name = (c: number) => labels?.[c] ?? String(c);
  return (
    <ul className={look.grid}>
      {samples.map(sample => {
        const best = sample.probabilities.indexOf(Math.max(...sample.probabilities));
        const right = best === sample.label;
        const sure = `${Math.round(100 * (sample.probabilities[best] ?? 0))} %`;
        const says = right
          ? `${name(best)}, ${sure} sure`
          : `${name(sample.label)} taken for ${name(best)}, ${sure} sure`;
        return (
          <li key={sample.index} className={right ? look.sample : `${look.sample} ${look.wrong}`} title={says}>
            <Picture image={sample.image} says={says} />
            <span className={look.said}>{right ? name(best) : `${name(sample.label)}→${name(best)}`}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Picture({ image, says }: { readonly image: ByteImage; readonly says: string }) {
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
      className={look.picture}
      data-grey={image.channels === 1}
      role="img"
      aria-label={says}
    />
  );
}
