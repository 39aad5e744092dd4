import type { Node } from '../../core/document/architecture';
import { setParams } from '../../core/edits/setParams';
import { paramsAround } from '../../core/inference/infer';
import { formatValue } from '../../core/inference/parameters';
import type { ParamValue } from '../../core/op/params';
import { catalogue } from '../../ops/catalogue';
import { currentFacts, currentGraphId, documentOf, useEditor } from '../../state/editor';
import { BindMenu } from './BindMenu';
import styles from './Inspector.module.css';
import { ParamRow } from './ParamRow';
import { sharedParams } from './shared-params';

/** The controls for the parameters that all of `nodes` have; a burst of typing is one undo step. */
export function ParamList({ nodes }: { readonly nodes: readonly Node[] }) {
  const doc = useEditor(documentOf);
  const ids = nodes.map(n => n.id);
  const set = (name: string, value: ParamValue): void => {
    const editor = useEditor.getState();
    editor.apply(d => setParams(d, catalogue, currentGraphId(editor), ids, { [name]: value }), {
      burst: `${ids.join()}+${name}`,
    });
  };
  const module = useEditor(s => documentOf(s).modules[currentGraphId(s)]);
  const around = useEditor(s => paramsAround(currentFacts(s)));
  const inModule = module !== undefined;
  const only = nodes.length === 1 && nodes[0]?.op !== 'input' && nodes[0]?.op !== 'output' ? nodes[0] : undefined;
  const boundAs = (name: string | null): string | undefined => {
    const value = name === null ? undefined : around?.[name];
    return name === null || value === undefined
      ? undefined
      : `${module?.params[name]?.label ?? name} = ${formatValue(value)}`;
  };
  const params = sharedParams(doc, catalogue, nodes);
  if (params.length === 0) return null;
  return (
    <div className={styles.params}>
      {params.map(param => (
        <ParamRow
          key={param.name}
          param={param}
          onChange={value => set(param.name, value)}
          onReset={() => set(param.name, param.spec.default)}
          binding={only && inModule ? <BindMenu node={only} param={param} /> : undefined}
          boundAs={boundAs(param.bound)}
        />
      ))}
    </div>
  );
}
