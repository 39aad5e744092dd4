import { Dices } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { Augmentation } from '../../../../core/document/training-plan';
import { augment } from '../../../../training/augmentation';
import type { DatasetFacts } from '../../../../training/datasets/catalogue';
import { IconButton } from '../../../parts/Button';
import { Tip } from '../../../parts/Tip';
import { Picture } from '../../Picture';
import styles from './AugmentationPreview.module.css';
import { type FewImages, firstImages } from './first-images';

const SHOWN = 8;

interface Props {
  readonly dataset: DatasetFacts;
  readonly augmentation: Augmentation;
  readonly seed: number;
}

/** Real images of the data set, changed as training would change them. A setting scales the same draws, so that its effect is seen. */
export function AugmentationPreview({ dataset, augmentation, seed }: Props) {
  const [images, setImages] = useState<FewImages | null>(null);
  const [draw, setDraw] = useState(0);
  useEffect(() => {
    let gone = false;
    firstImages(dataset, SHOWN).then(
      loaded => gone || setImages(loaded),
      () => gone || setImages(null),
    );
    return () => {
      gone = true;
    };
  }, [dataset]);
  const changed = useMemo(() => {
    if (!images) return [];
    const [height, width, channels] = dataset.shape;
    const size = height * width * channels;
    const pixels = augment(images.pixels, dataset.shape, images.labels.length, augmentation, seed, draw);
    return images.labels.map((label, i) => ({
      label,
      image: { height, width, channels, pixels: pixels.subarray(i * size, (i + 1) * size) },
    }));
  }, [images, dataset, augmentation, seed, draw]);
  return (
    <div className={styles.preview}>
      <ul className={styles.strip} aria-label="How training images look">
        {changed.map(({ label, image }) => (
          <li key={label}>
            <Picture image={image} says={`${dataset.labels[label]}, as training may see it`} />
          </li>
        ))}
      </ul>
      <Tip text="Draw others" side="top">
        <IconButton className={styles.again} aria-label="Draw other changes" onClick={() => setDraw(draw + 1)}>
          <Dices size={14} aria-hidden="true" />
        </IconButton>
      </Tip>
    </div>
  );
}
