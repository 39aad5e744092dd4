import { type ModuleId, moduleOf } from '../../core/document/architecture';
import { instancesOf } from '../../core/edits/modules/instances';
import { documentOf, useEditor } from '../../state/editor';
import { isEnabled, runCommand } from '../commands/table';
import { useCommand } from '../commands/use-command';
import { Button } from '../parts/Button';
import { plural } from '../parts/quantities';
import { Section } from '../parts/Section';
import { Tip } from '../parts/Tip';
import styles from './InstanceSection.module.css';

const WORDS = {
  'module.enter': 'Go in',
  'module.unfold': 'Unfold',
  'module.separate': 'Separate copy',
  'module.unpack': 'Unpack',
} as const;

/** What can be done with an instance of a module, and how many instances change with it. */
export function InstanceSection({ op }: { readonly op: string }) {
  const id: ModuleId = moduleOf(op) ?? '';
  const title = useEditor(s => documentOf(s).modules[id]?.title);
  const instances = useEditor(s => instancesOf(documentOf(s), id).length);
  if (title === undefined) return null;
  return (
    <Section title={title} aside={plural(instances, 'instance')}>
      <div className={styles.actions}>
        {Object.entries(WORDS).map(([command, word]) => (
          <Action key={command} id={command} word={word} />
        ))}
      </div>
    </Section>
  );
}

function Action({ id, word }: { readonly id: string; readonly word: string }) {
  const found = useCommand(id);
  if (!found) return null;
  const { command } = found;
  return (
    <Tip text={command.title} keys={command.keys?.[0]}>
      <Button aria-disabled={!isEnabled(command)} onClick={() => runCommand(command)}>
        {word}
      </Button>
    </Tip>
  );
}
