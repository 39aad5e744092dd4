import type { WeightSpec } from '../../core/op/operation';
import { formatShape } from '../../core/op/shape';
import { FactList, Section } from '../parts/Section';

/** The weight tensors by name, with their shapes; running statistics are said to be so. */
export function WeightsSection({ weights }: { readonly weights: Readonly<Record<string, WeightSpec>> }) {
  const entries = Object.entries(weights);
  if (entries.length === 0) return null;
  return (
    <Section title="Weights">
      <FactList
        facts={entries.map(([name, w]) => [
          w.trainable === false ? `${readable(name)}, not trained` : readable(name),
          formatShape(w.shape),
        ])}
      />
    </Section>
  );
}

const readable = (name: string): string => name.replaceAll('_', ' ');
