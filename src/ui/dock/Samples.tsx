import { planOf } from '../../state/diagnosis';
import { useEditor } from '../../state/editor';

import { datasetById } from '../../training/datasets/catalogue';
import type { SamplePrediction } from '../../training/protocol';
import { Picture } from './Picture';
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
            <span className={look.picture}>
              <Picture image={sample.image} says={says} />
            </span>
            <span className={look.said}>{right ? name(best) : `${name(sample.label)}→${name(best)}`}</span>
          </li>
        );
      })}
    </ul>
  );
}
