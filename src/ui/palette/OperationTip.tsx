import { Tooltip } from '@base-ui/react/tooltip';
import { moduleOf } from '../../core/document/architecture';
import { type ParamSchema, type Values, withDefaults } from '../../core/op/params';
import { catalogue } from '../../ops/catalogue';
import { documentOf, useEditor } from '../../state/editor';
import { Curve } from '../parts/Curve';
import { Formula } from '../parts/Formula';
import { Glyph } from '../parts/Glyph';
import styles from './Palette.module.css';

/** Joins the palette's items to the one tooltip that explains them; the payload is the operation. */
export const tipHandle = Tooltip.createHandle<string>();

/** As high as the item, as wide as the palette, so that the explanation covers no other item. */
const besideThePalette = {
  getBoundingClientRect(): DOMRect {
    const item = document.querySelector('[data-op][data-popup-open]');
    const box = item?.getBoundingClientRect();
    const palette = item?.closest('aside')?.getBoundingClientRect();
    return new DOMRect(palette?.left ?? 0, box?.top ?? 0, palette?.width ?? 0, box?.height ?? 0);
  },
};

/** What an item of the palette is: a sentence, the formula, an activation's curve. */
export function OperationTip() {
  return (
    <Tooltip.Root handle={tipHandle}>
      {({ payload }) => (
        <Tooltip.Portal>
          <Tooltip.Positioner
            anchor={besideThePalette}
            side="right"
            align="start"
            sideOffset={6}
            alignOffset={-8}
            className={styles.positioner}
          >
            <Tooltip.Popup className={styles.tip}>
              {payload !== undefined &&
                (moduleOf(payload) === null ? <Explained op={payload} /> : <Module op={payload} />)}
            </Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      )}
    </Tooltip.Root>
  );
}

function Explained({ op }: { readonly op: string }) {
  const operation = catalogue.get(op);
  if (!operation) return null;
  const expression = operation.expression?.(withDefaults(operation.params, {}) as Values<ParamSchema>);
  return (
    <>
      <p className={styles.tipTitle}>
        <Glyph op={op} />
        {operation.title}
      </p>
      <p className={styles.tipSummary}>{operation.summary}</p>
      <Formula tex={operation.formula} />
      {expression && <Curve expression={expression} title={operation.title} />}
    </>
  );
}

function Module({ op }: { readonly op: string }) {
  const module = useEditor(s => documentOf(s).modules[moduleOf(op) ?? '']);
  return (
    <>
      <p className={styles.tipTitle}>
        <Glyph op={op} />
        {module?.title}
      </p>
      <p className={styles.tipSummary}>{module?.summary ?? 'A module of this document.'}</p>
    </>
  );
}
