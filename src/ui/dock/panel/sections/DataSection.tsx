import type { Augmentation } from '../../../../core/document/training-plan';
import { datasetById, datasets } from '../../../../training/datasets/catalogue';
import { showCount } from '../../../parts/quantities';
import { Section } from '../../../parts/Section';
import { type Changes, changeAugmentation } from '../change-plan';
import styles from '../panel.module.css';
import { ChoiceSetting, FlagSetting, NumberSetting } from '../Setting';
import { editPlan, setPlan, usePlan } from '../use-plan';
import { AugmentationPreview } from './AugmentationPreview';

const DATASETS = datasets.map(d => ({ value: d.id, label: d.title }));

const NONE: Augmentation = {};

/** The images, and how they are changed at random before the network sees them. */
export function DataSection() {
  const { dataset: id, augmentation = NONE, seed } = usePlan();
  const dataset = datasetById(id);
  const [height, width] = dataset?.shape ?? [28, 28];
  const side = Math.min(height, width);
  const set = (changes: Changes<Augmentation>): void =>
    editPlan(`augmentation.${Object.keys(changes).join()}`, plan => changeAugmentation(plan, changes));
  return (
    <Section title="Data and augmentation">
      <ChoiceSetting
        label="Data set"
        help="The images to learn from, and those held out to test on."
        value={id}
        options={DATASETS}
        onChange={dataset => setPlan({ dataset })}
      />
      {dataset && (
        <p className={styles.note}>
          {showCount(dataset.trainCount)} to train on, {showCount(dataset.testCount)} held out. Each training image is
          changed anew in every epoch:
        </p>
      )}
      {dataset && <AugmentationPreview dataset={dataset} augmentation={augmentation} seed={seed} />}
      <NumberSetting
        label="Shift"
        help="At most so many pixels up, down, left or right."
        value={augmentation.shift ?? 0}
        min={0}
        max={Math.floor(side / 2)}
        whole
        unit="px"
        onChange={shift => set({ shift })}
      />
      <NumberSetting
        label="Rotate"
        help="At most so many degrees either way."
        value={augmentation.rotate ?? 0}
        min={0}
        max={180}
        step={5}
        unit="°"
        onChange={rotate => set({ rotate })}
      />
      <NumberSetting
        label="Zoom"
        help="Larger or smaller by at most this share: 0.1 is a tenth."
        value={augmentation.zoom ?? 0}
        min={0}
        max={0.9}
        step={0.05}
        onChange={zoom => set({ zoom })}
      />
      <NumberSetting
        label="Brightness"
        help="Brighter or darker by at most this share of the full range."
        value={augmentation.brightness ?? 0}
        min={0}
        max={1}
        step={0.05}
        onChange={brightness => set({ brightness })}
      />
      <NumberSetting
        label="Cutout"
        help="The side of a square at a random place that is blacked out."
        value={augmentation.cutout ?? 0}
        min={0}
        max={side}
        whole
        unit="px"
        onChange={cutout => set({ cutout })}
      />
      <FlagSetting
        label="Flip"
        help="Left and right swapped in half of the images; not for digits, which then read wrongly."
        value={augmentation.flip === true}
        onChange={on => set({ flip: on ? true : undefined })}
      />
    </Section>
  );
}
