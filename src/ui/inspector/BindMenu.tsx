import { Menu } from '@base-ui/react/menu';
import { Link2, Unlink } from 'lucide-react';
import type { Node } from '../../core/document/architecture';
import { bindableParams, bindParam, freeParamLabel, unbindParam } from '../../core/edits/modules/bindParam';
import { paramsAround } from '../../core/inference/infer';
import { catalogue } from '../../ops/catalogue';
import { currentFacts, currentGraphId, documentOf, useEditor } from '../../state/editor';
import menu from '../parts/menu.module.css';
import styles from './fields/fields.module.css';
import type { SharedParam } from './shared-params';

interface BindMenuProps {
  readonly node: Node;
  readonly param: SharedParam;
}

/** Binds a parameter of a node inside a module to one of the module's, so that each instance can set it; or lets go. */
export function BindMenu({ node, param: { name, spec, bound } }: BindMenuProps) {
  const module = useEditor(s => documentOf(s).modules[currentGraphId(s)]);
  if (!module) return null;
  const bind = (to: Parameters<typeof bindParam>[5]): void => {
    const editor = useEditor.getState();
    const graph = currentGraphId(editor);
    editor.apply(doc => bindParam(doc, catalogue, graph, node.id, name, to));
  };
  if (bound !== null) {
    const free = (): void => {
      const editor = useEditor.getState();
      const graph = currentGraphId(editor);
      // What the person sees here stays: the value that the entered instance has.
      const value = paramsAround(currentFacts(editor))?.[bound];
      editor.apply(doc => unbindParam(doc, catalogue, graph, node.id, name, value));
    };
    return (
      <button
        type="button"
        className={styles.bind}
        data-bound=""
        aria-label={`Unbind ${spec.label}`}
        title="Unbind: the same value for all instances"
        onClick={free}
      >
        <Unlink size={12} aria-hidden="true" />
      </button>
    );
  }
  return (
    <Menu.Root>
      <Menu.Trigger
        className={styles.bind}
        aria-label={`Bind ${spec.label} to a parameter of ${module.title}`}
        title={`Bind to a parameter of ${module.title}`}
      >
        <Link2 size={12} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={menu.positioner} sideOffset={4} align="end">
          <Menu.Popup className={menu.popup}>
            {bindableParams(module, spec).map(existing => (
              <Menu.Item key={existing} className={menu.item} onClick={() => bind({ existing })}>
                <span className={menu.icon}>
                  <Link2 size={13} aria-hidden="true" />
                </span>
                {module.params[existing]?.label ?? existing}
              </Menu.Item>
            ))}
            <Menu.Item className={menu.item} onClick={() => bind({ label: spec.label })}>
              <span className={menu.icon}>+</span>
              New parameter “{freeParamLabel(module, spec.label)}”
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
