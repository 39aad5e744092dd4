import type { NodeFacts } from '../../core/inference/facts';
import { planOf } from '../../state/diagnosis';
import { documentOf, useEditor } from '../../state/editor';

import { showBytes, showCount, showLargeCount } from '../parts/quantities';
import { FactList, Section } from '../parts/Section';
import { useReceptiveField } from '../summary/use-receptive-field';

/** Bytes of one 32-bit float. */
const FLOAT = 4;

/** What one node costs: parameters, arithmetic, and memory at the plan's batch size. */
export function CostSection({ facts }: { readonly facts: NodeFacts }) {
  const path = useEditor(s => s.path);
  const field = useReceptiveField([...path, facts.node.id]);
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
          ...(field === null ? [] : [['Receptive field', field] as const]),
          [
            `Activations, batch ${showCount(batchSize)}`,
            showBytes(activations === null ? null : activations * FLOAT * batchSize),
          ],
        ]}
      />
    </Section>
  );
}
