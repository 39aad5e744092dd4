import { planOf } from '../../state/diagnosis';
import { useEditor } from '../../state/editor';
import { datasetById } from '../../training/datasets/catalogue';
import type { Result } from '../../training/protocol';
import look from './ClassTable.module.css';

/** How each class fares: of the images taken for it, how many are; of its images, how many were found. */
export function ClassTable({ result }: { readonly result: Result }) {
  const labels = useEditor(s => datasetById(planOf(s.history.present).dataset)?.labels);
  return (
    <div className={look.scroll}>
      <table className={look.table}>
        <thead>
          <tr>
            <th scope="col">class</th>
            <th scope="col">images</th>
            <th scope="col" title="Of the images that were taken for the class, the share that are">
              precision
            </th>
            <th scope="col" title="Of the images of the class, the share that were found">
              recall
            </th>
            <th scope="col" title="The harmonic mean of precision and recall">
              F1
            </th>
          </tr>
        </thead>
        <tbody>
          {result.classes.map(({ count, precision, recall, f1 }, c) => {
            const label = labels?.[c] ?? String(c);
            return (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{count.toLocaleString('en-US')}</td>
                <td>{percent(precision)}</td>
                <td>{percent(recall)}</td>
                <td>{percent(f1)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>
              mean of F1
            </th>
            <td>{percent(result.macroF1)}</td>
          </tr>
          {result.top.map(({ k, accuracy }) => (
            <tr key={k}>
              <th scope="row" colSpan={4}>
                among the {k} likeliest
              </th>
              <td>{percent(accuracy)}</td>
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  );
}

/** Percent without their sign, which ten rows of three columns do not need. */
const percent = (share: number | null): string => (share === null ? '–' : (100 * share).toFixed(1));
