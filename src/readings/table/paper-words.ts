import type { Category, Operation, Window } from '../../core/op/operation';
import type { ParamSchema, ParamValue, Values } from '../../core/op/params';

/** A title inside a line: `Batch norm` as `batch norm`; names such as ReLU stay. */
export const inline = (title: string): string =>
  /^\p{Lu}[\p{Ll}\d]*(\P{L}|$)/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/** Categories whose short names are what papers write: `batch norm`, `concat`. */
const SHORT: ReadonlySet<Category> = new Set(['normalisation', 'merge']);

/** What papers call an operation: `conv`, `depthwise conv`, `pool`, `linear`, `softmax`. */
export function paperWord(op: Operation): string {
  if (op.category === 'pooling') return 'pool';
  if (op.category === 'convolution') {
    return op.title.toLowerCase().replace('convolution', 'conv').replace(/ \dd$/, '');
  }
  return inline(SHORT.has(op.category) ? (op.short ?? op.title) : op.title);
}

/** How a pooling pools, `max` or `global average`: the paper's word does not say it. `null` for other operations. */
export const poolingWord = (op: Operation): string | null =>
  op.category === 'pooling' ? op.title.toLowerCase().replace(/ pooling$/, '') : null;

/** Whether a convolution looks over the image's edge. */
export function isPadded(window: Window | null, values: Values<ParamSchema>): boolean {
  if (window) return window.padding.some(side => side > 0);
  const padding: ParamValue | undefined = values.padding;
  const kernel: ParamValue | undefined = values.kernel;
  if (padding === 'same') return !Array.isArray(kernel) || kernel.some(k => k > 1);
  return Array.isArray(padding) && padding.some(side => side > 0);
}
