import { useState } from 'react';
import type { Module, ModuleId } from '../../core/document/architecture';
import { instancesOf } from '../../core/edits/modules/instances';
import { renameModule } from '../../core/edits/modules/library';
import { removeModuleParam, setModuleParam } from '../../core/edits/modules/moduleParams';
import { schemaOf } from '../../core/edits/params';
import { type ParamValue, rejects } from '../../core/op/params';
import { catalogue } from '../../ops/catalogue';
import { currentFacts, documentOf, useEditor } from '../../state/editor';
import { plural, showCount, showLargeCount } from '../parts/quantities';
import { FactList, Section } from '../parts/Section';
import styles from './Inspector.module.css';
import panel from './ModulePanel.module.css';
import { ParamRow } from './ParamRow';
import { WholeModelSection } from './WholeModelSection';

/** The module that was entered, while nothing in it is selected: its name, its parameters with their defaults. */
export default function ModulePanel({ id }: { readonly id: ModuleId }) {
  const module = useEditor(s => documentOf(s).modules[id]);
  const instances = useEditor(s => instancesOf(documentOf(s), id).length);
  const costs = useEditor(s => currentFacts(s).costs);
  if (!module) return null;
  const names = Object.keys(module.params);
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>
          <TitleField key={id} id={id} title={module.title} />
          <span className={styles.operation}>Module</span>
        </h2>
        <p className={styles.summary}>
          {module.summary ?? `What changes here changes ${instances === 1 ? 'its one instance' : 'all its instances'}.`}
        </p>
      </header>
      <Section title="Parameters" aside={plural(instances, 'instance')}>
        {names.length === 0 && (
          <p className={panel.none}>None yet. Select a node and bind one of its parameters to make it the module’s.</p>
        )}
        {names.map(name => (
          <ModuleParam key={name} id={id} module={module} name={name} />
        ))}
      </Section>
      <Section title="This instance">
        <FactList
          facts={[
            ['Parameters', showCount(costs.parameters)],
            ['MACs', showLargeCount(costs.macs)],
          ]}
        />
      </Section>
      <WholeModelSection />
    </>
  );
}

function TitleField({ id, title }: { readonly id: ModuleId; readonly title: string }) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <input
      className={styles.name}
      aria-label="Name of the module"
      value={draft ?? title}
      spellCheck={false}
      autoComplete="off"
      data-edits-document=""
      onChange={event => {
        const text = event.target.value;
        setDraft(text);
        useEditor.getState().apply(doc => renameModule(doc, id, text), { burst: `${id}+title` });
      }}
      onBlur={() => setDraft(null)}
      onKeyDown={event => {
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}

/** What instances call a parameter. */
function LabelField({ label, onChange }: { readonly label: string; onChange(label: string): void }) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <label className={panel.called}>
      called
      <input
        aria-label={`Name of the parameter ${label}`}
        value={draft ?? label}
        spellCheck={false}
        autoComplete="off"
        data-edits-document=""
        onChange={event => {
          setDraft(event.target.value);
          onChange(event.target.value);
        }}
        onBlur={() => setDraft(null)}
        onKeyDown={event => {
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </label>
  );
}

interface ModuleParamProps {
  readonly id: ModuleId;
  readonly module: Module;
  readonly name: string;
}

/** A parameter of the module with its default, which instances follow unless they set it. */
function ModuleParam({ id, module, name }: ModuleParamProps) {
  const spec = module.params[name];
  if (!spec) return null;
  const apply = (change: Parameters<typeof setModuleParam>[3]): void =>
    useEditor.getState().apply(doc => setModuleParam(doc, id, name, change), { burst: `${id}+${name}` });
  return (
    <div className={panel.param}>
      <ParamRow
        param={{
          name,
          spec,
          value: spec.default,
          changed: false,
          bound: null,
          rejects: (given: unknown) => rejects(spec, given),
        }}
        onChange={(value: ParamValue) => apply({ default: value })}
        onReset={() => undefined}
      />
      <div className={panel.foot}>
        <LabelField label={spec.label} onChange={label => apply({ label })} />
        <button
          type="button"
          onClick={() =>
            useEditor
              .getState()
              .apply(doc => removeModuleParam(doc, id, name, node => schemaOf(doc, catalogue, node.op)))
          }
        >
          remove
        </button>
      </div>
    </div>
  );
}
