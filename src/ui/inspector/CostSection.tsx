import type { NodeFacts } from '../../core/inference/facts';
import { documentOf, useEditor } from '../../state/editor';
import { planOf } from '../../state/run';
import { showBytes, showCount, showLargeCount } from '../parts/quantities';
import { FactList, Section } from '../parts/Section';

/** Bytes of one 32-bit float. */
const FLOAT = 4;

/** What one node costs: parameters, arithmetic, and memory at the plan's batch size. */
export function CostSection({ facts }: { readonly facts: NodeFacts }) {
  const { batchSize } = useEditor(s => planOf(documentOf(s)));
  const { parameters, trainable, macs, activations } = facts.costs;
  const frozen = parameters !== null && trainable !== null && parameters !== trainable;
  return (
    <Section title="Cost">
      <FactList
        facts={[
          ['Parameters', showCount(parameters)],
          ...(frozen ? [['of these trainable', showCount(trainable)] as const] : []),
          ['MACs', showLargeCount(macs)],
          [
            `Activations, batch ${showCount(batchSize)}`,
            showBytes(activations === null ? null : activations * FLOAT * batchSize),
          ],
        ]}
      />
    </Section>
  );
}
