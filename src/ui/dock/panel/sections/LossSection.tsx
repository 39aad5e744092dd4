import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { MAIN, type Node } from '../../../../core/document/architecture';
import { setParams } from '../../../../core/edits/setParams';
import { withDefaults } from '../../../../core/op/params';
import { catalogue } from '../../../../ops/catalogue';
import { output as OUTPUT } from '../../../../ops/data/output';
import { documentOf, useEditor } from '../../../../state/editor';
import { datasetById } from '../../../../training/datasets/catalogue';
import { NumberInput } from '../../../inspector/fields/NumberInput';
import { Picker } from '../../../parts/Picker';
import { Section } from '../../../parts/Section';
import { Tip } from '../../../parts/Tip';
import { type Limits, refusalOf } from '../../refusal';
import { ChoiceSetting, NumberSetting } from '../Setting';
import { showFromPanel } from '../show-from-panel';
import { setPlan, usePlan } from '../use-plan';
import styles from './LossSection.module.css';

type Weighing = 'even' | 'balanced' | 'own';
const WEIGHINGS: readonly { readonly value: Weighing; readonly label: string }[] = [
  { value: 'even', label: 'all images alike' },
  { value: 'balanced', label: 'balanced' },
  { value: 'own', label: 'my own' },
];

/** What a wrong answer costs: at each output, by class, and how sure the network should be. */
export function LossSection() {
  const { labelSmoothing = 0, classWeights, dataset } = usePlan();
  const labels = datasetById(dataset)?.labels ?? [];
  const weighing: Weighing = classWeights === undefined ? 'even' : classWeights === 'balanced' ? 'balanced' : 'own';
  const choose = (next: Weighing): void =>
    setPlan({ classWeights: next === 'even' ? undefined : next === 'balanced' ? next : labels.map(() => 1) });
  return (
    <Section title="Loss">
      <Outputs />
      <NumberSetting
        label="Label smoothing"
        help="The share of the target that is spread over all classes, so that the network does not grow too sure; for cross-entropy."
        value={labelSmoothing}
        min={0}
        max={0.9}
        step={0.05}
        onChange={next => setPlan({ labelSmoothing: next === 0 ? undefined : next })}
      />
      <ChoiceSetting
        label="Class weights"
        help="How much an image counts by its class; balanced makes every class count the same, however many images it has."
        value={weighing}
        options={WEIGHINGS}
        onChange={choose}
      />
      {Array.isArray(classWeights) && <OwnWeights labels={labels} weights={classWeights} />}
    </Section>
  );
}

const CLASS_WEIGHTS: Limits = { min: 0, max: 1000 };
const LOSS_WEIGHTS: Limits = { min: 0, max: 1e6 };

const Complaint = ({ says }: { readonly says: string | null }) =>
  says && (
    <p className={styles.complaint} role="alert">
      {says}
    </p>
  );

function OwnWeights({ labels, weights }: { readonly labels: readonly string[]; readonly weights: readonly number[] }) {
  const set = (at: number, value: number): void =>
    setPlan({ classWeights: labels.map((_, c) => (c === at ? value : (weights[c] ?? 1))) });
  const [complaint, setComplaint] = useState<string | null>(null);
  return (
    <>
      <ul className={styles.weights}>
        {labels.map((label, c) => (
          <li key={label}>
            <span>{label}</span>
            <NumberInput
              label={`Weight of class ${label}`}
              value={weights[c] ?? 1}
              step={0.1}
              {...CLASS_WEIGHTS}
              check={typed => refusalOf(typed, CLASS_WEIGHTS)}
              onChange={value => value !== null && set(c, value)}
              onComplaint={says => setComplaint(says && `The weight of class ${label} ${says}`)}
            />
          </li>
        ))}
      </ul>
      <Complaint says={complaint} />
    </>
  );
}

const { loss: lossSpec } = OUTPUT.params;
const LOSSES = lossSpec?.kind === 'choice' ? lossSpec.options : [];

/** The network's outputs, each with its loss and its share of the whole. */
function Outputs() {
  const outputs = useEditor(useShallow(s => documentOf(s).graph.nodes.filter(n => n.op === 'output' && !n.muted)));
  if (outputs.length === 0) return null;
  return (
    <ul className={styles.outputs}>
      {outputs.map(node => (
        <Output key={node.id} node={node} only={outputs.length === 1} />
      ))}
    </ul>
  );
}

function Output({ node, only }: { readonly node: Node; readonly only: boolean }) {
  const { loss, weight } = withDefaults(OUTPUT.params, node.params);
  const [complaint, setComplaint] = useState<string | null>(null);
  const set = (params: { readonly loss?: string; readonly weight?: number }): void =>
    useEditor.getState().apply(doc => setParams(doc, catalogue, MAIN, [node.id], params), {
      burst: `${node.id}+${Object.keys(params).join()}`,
    });
  return (
    <li className={styles.output}>
      <Tip text="Show it on the canvas" side="left">
        <button type="button" className={styles.link} onClick={() => showFromPanel([node.id])}>
          {node.name}
        </button>
      </Tip>
      <Picker
        label={`Loss of ${node.name}`}
        value={typeof loss === 'string' ? loss : undefined}
        options={LOSSES}
        onChange={next => set({ loss: next })}
      />
      {!only && (
        <NumberInput
          label={`Loss weight of ${node.name}`}
          value={typeof weight === 'number' ? weight : 1}
          step={0.1}
          min={LOSS_WEIGHTS.min}
          check={typed => refusalOf(typed, LOSS_WEIGHTS)}
          onChange={value => value !== null && set({ weight: value })}
          onComplaint={says => setComplaint(says && `The loss weight of ${node.name} ${says}`)}
        />
      )}
      <Complaint says={complaint} />
    </li>
  );
}
