import type { CSSProperties } from 'react';
import { isPerceptron, neuronsOf, type Stage, type Volume, volumesOf } from './preset-picture';
import styles from './Start.module.css';

/** A network in small, drawn from its real shapes: stacks of feature maps, or columns of neurons. */
export function PresetPicture({ stages }: { readonly stages: readonly Stage[] }) {
  return isPerceptron(stages) ? <Neurons columns={neuronsOf(stages)} /> : <Volumes stages={stages} />;
}

const HEIGHT = 112;
const MARGIN = 16;

function Volumes({ stages }: { readonly stages: readonly Stage[] }) {
  const { volumes, width } = volumesOf(stages);
  return (
    <svg className={styles.picture} viewBox={`${-MARGIN} 0 ${width + 2 * MARGIN} ${HEIGHT}`} aria-hidden="true">
      {volumes.map(volume => (
        <Stack key={volume.x} volume={volume} />
      ))}
    </svg>
  );
}

function Stack({ volume: { kind, x, size, maps, offset } }: { readonly volume: Volume }) {
  const [height, width] = size;
  const top = (HEIGHT - height - (maps - 1) * offset) / 2;
  const places = Array.from({ length: maps }, (_, i) => i * offset);
  return (
    <g className={`kind ${styles.maps}`} style={{ '--h': `var(--h-${kind})` } as CSSProperties}>
      {places.map(by => (
        <rect key={by} x={x + by} y={top + by} width={width} height={height} />
      ))}
    </g>
  );
}

const COLUMN = 64;
const PITCH = 12.5;

function Neurons({ columns }: { readonly columns: readonly number[] }) {
  const layers = columns.map((count, layer) =>
    Array.from({ length: count }, (_, i) => [layer * COLUMN, HEIGHT / 2 + (i - (count - 1) / 2) * PITCH] as const),
  );
  const width = (columns.length - 1) * COLUMN;
  const wires = layers.flatMap((from, l) => from.flatMap(a => (layers[l + 1] ?? []).map(b => `M${a}L${b}`))).join('');
  return (
    <svg className={styles.picture} viewBox={`${-MARGIN} 0 ${width + 2 * MARGIN} ${HEIGHT}`} aria-hidden="true">
      <path className={styles.synapses} d={wires} />
      {layers.flat().map(([x, y]) => (
        <circle key={`${x},${y}`} className={styles.neuron} cx={x} cy={y} r="4.2" />
      ))}
    </svg>
  );
}
