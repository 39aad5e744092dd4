import { moduleOf } from '../../core/document/architecture';
import { type ParamSchema, type Values, withDefaults } from '../../core/op/params';
import { catalogue } from '../../ops/catalogue';
import { documentOf, useEditor } from '../../state/editor';
import { Curve } from '../parts/Curve';
import { Formula } from '../parts/Formula';
import { Glyph } from '../parts/Glyph';
import styles from './OperationTip.module.css';

/** What an item of the palette is: a sentence, the formula, an activation's curve. */
export default function OperationTip({ op }: { readonly op: string }) {
  const module = useEditor(s => documentOf(s).modules[moduleOf(op) ?? '']);
  const operation = catalogue.get(op);
  const expression = operation?.expression?.(withDefaults(operation.params, {}) as Values<ParamSchema>);
  const title = operation?.title ?? module?.title ?? op;
  return (
    <div className={styles.tip}>
      <p className={styles.title}>
        <Glyph op={op} />
        {title}
      </p>
      <p className={styles.summary}>{operation?.summary ?? module?.summary ?? 'A module of this document.'}</p>
      {operation && <Formula tex={operation.formula} />}
      {expression && <Curve expression={expression} title={title} />}
    </div>
  );
}
