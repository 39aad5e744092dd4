import { planOf } from '../../state/diagnosis';
import { useEditor } from '../../state/editor';

import { datasetById } from '../../training/datasets/catalogue';
import grid from './Confusion.module.css';

const CELL = 17;

/** Which class is taken for which: rows are true classes, columns predictions. */
export function Confusion({ rows }: { readonly rows: readonly (readonly number[])[] }) {
  const labels =
    useEditor(s => datasetById(planOf(s.history.present).dataset)?.labels) ?? rows.map((_, i) => String(i));
  const size = rows.length * CELL;
  return (
    <svg width={size + 18} height={size + 16} role="img" aria-label={spoken(rows, labels)}>
      {rows.map((row, i) => {
        const sum = Math.max(
          1,
          row.reduce((a, b) => a + b, 0),
        );
        return row.map((count, j) => {
          const key = `${labels[i]}-${labels[j]}`;
          return (
            <rect
              key={key}
              className={i === j ? grid.right : grid.wrong}
              x={18 + j * CELL}
              y={i * CELL}
              width={CELL - 1.5}
              height={CELL - 1.5}
              rx={2}
              style={{ opacity: count === 0 ? 0.06 : 0.18 + 0.82 * Math.sqrt(count / sum) }}
            >
              <title>{`${count} × ${labels[i]} taken for ${labels[j]}`}</title>
            </rect>
          );
        });
      })}
      {labels.slice(0, rows.length).map((label, i) => (
        <g key={label} className={grid.label}>
          <text x={8} y={i * CELL + 12}>
            {label}
          </text>
          <text x={18 + i * CELL + CELL / 2 - 1} y={size + 12}>
            {label}
          </text>
        </g>
      ))}
    </svg>
  );
}

function spoken(rows: readonly (readonly number[])[], labels: readonly string[]): string {
  const mistakes = rows
    .flatMap((row, i) => row.map((count, j) => ({ count, i, j })))
    .filter(cell => cell.i !== cell.j && cell.count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(cell => `${labels[cell.i]} taken for ${labels[cell.j]} ${cell.count} times`);
  return `Confusion matrix. ${mistakes.length > 0 ? `Most frequent mistakes: ${mistakes.join(', ')}.` : 'No mistakes.'}`;
}
