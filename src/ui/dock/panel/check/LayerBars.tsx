import type { CSSProperties } from 'react';
import { documentOf, useEditor } from '../../../../state/editor';
import type { Finding, LayerHealth } from '../../../../training/check/health-report';
import { hueOf } from '../../../parts/Glyph';
import { showPercent } from '../../../parts/quantities';
import { Section } from '../../../parts/Section';
import { nameAlong } from '../../../problems/name-along';
import { showFromPanel } from '../show-from-panel';
import styles from './check.module.css';

interface Props {
  readonly layers: readonly LayerHealth[];
  readonly findings: readonly Finding[];
  readonly outputs: readonly string[];
}

/** Powers of ten that the bars span: what differs between images, and gradients relative to their weights. */
const SIGNALS = [-6, 2] as const;
const GRADIENTS = [-7, 1] as const;

/** How much of the images' difference reaches every layer, and of the gradient, on logarithmic scales; a row shows its node. */
export function LayerBars({ layers, findings, outputs }: Props) {
  const doc = useEditor(documentOf);
  const ill = new Set(findings.map(f => f.path.join()));
  const shown = layers.filter(l => l.op !== 'flatten' && l.op !== 'reshape');
  return (
    <Section
      title="Layer by layer"
      aside={
        <span className={styles.scales}>
          <span>signal</span>
          <span>gradient</span>
        </span>
      }
    >
      <ul className={styles.layers}>
        {shown.map(layer => {
          const name = nameAlong(doc, layer.path) ?? layer.layer;
          return (
            <li key={layer.layer} className={styles.lazy}>
              <button
                type="button"
                className={styles.layer}
                data-ill={ill.has(layer.path.join()) ? '' : undefined}
                aria-label={`${name}: ${told(layer)}`}
                data-tip={name.includes(' / ') ? `${name}: ${told(layer)}` : told(layer)}
                data-tip-side="left"
                onClick={() => showFromPanel(layer.path)}
              >
                <span className={styles.name}>
                  {outputs.includes(layer.layer) ? `${name} (output)` : shortName(name)}
                </span>
                <span className={`kind ${styles.track}`} style={{ '--h': hueOf(layer.op) } as CSSProperties}>
                  <i style={{ width: `${100 * along(layer.spread.signal, SIGNALS)}%` }} />
                </span>
                <span className={styles.track}>
                  {layer.gradient && <i style={{ width: `${100 * along(relative(layer), GRADIENTS)}%` }} />}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Of a long way into modules its end: that is where the layers differ. */
const shortName = (name: string): string => name.split(' / ').slice(-2).join(' / ');

const relative = ({ gradient }: LayerHealth): number =>
  gradient && gradient.weights > 0 ? gradient.norm / gradient.weights : 0;

/** Where a size lies between two powers of ten, 0 to 1. */
function along(value: number, [from, to]: readonly [number, number]): number {
  if (!Number.isFinite(value)) return 1;
  return value <= 0 ? 0 : Math.min(1, Math.max(0.02, (Math.log10(value) - from) / (to - from)));
}

function told({ spread, saturated, gradient }: LayerHealth): string {
  if (!spread.finite) return 'some values are no numbers';
  return [
    `mean ${digits(spread.mean)}, deviation ${digits(spread.deviation)}, ${digits(spread.signal)} from image to image`,
    spread.zeros > 0 ? `${showPercent(spread.zeros)} zeros` : '',
    saturated === null ? '' : `${showPercent(saturated)} saturated`,
    gradient ? `gradient ${digits(gradient.norm)} on weights of ${digits(gradient.weights)}` : '',
  ]
    .filter(Boolean)
    .join('; ');
}

function digits(value: number): string {
  if (!Number.isFinite(value)) return 'no number';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(1).replace('e+', 'e').replace('-', '−');
  return Number(value.toPrecision(2)).toLocaleString('en-US', { maximumFractionDigits: 6 }).replace('-', '−');
}
