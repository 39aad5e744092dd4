import type { DatasetFacts } from '../../../../training/datasets/catalogue';
import { dataFolder } from '../../../../training/datasets/data-folder';
import { loadDataset } from '../../../../training/datasets/dataset';

/** A few images of a data set with their classes, one after the other in `pixels`. */
export interface FewImages {
  readonly pixels: Uint8Array;
  readonly labels: readonly number[];
}

const known = new Map<string, Promise<FewImages>>();

/** The first training image of each of the first `most` classes. The rest of the data is let go. */
export function firstImages(facts: DatasetFacts, most: number): Promise<FewImages> {
  const key = `${facts.id} ${most}`;
  const found = known.get(key) ?? load(facts, most);
  known.set(key, found);
  // The network may be back at the next try.
  found.catch(() => known.delete(key));
  return found;
}

async function load(facts: DatasetFacts, most: number): Promise<FewImages> {
  const { pixels, labels } = await loadDataset(facts, dataFolder());
  const size = facts.shape[0] * facts.shape[1] * facts.shape[2];
  const classes = facts.labels.map((_, c) => c).slice(0, most);
  const chosen = new Uint8Array(classes.length * size);
  classes.forEach((c, i) => {
    const at = labels.indexOf(c);
    chosen.set(pixels.subarray(at * size, (at + 1) * size), i * size);
  });
  return { pixels: chosen, labels: classes };
}
