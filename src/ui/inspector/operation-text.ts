import { type Architecture, moduleOf } from '../../core/document/architecture';
import { catalogue } from '../../ops/catalogue';

/** `Convolution 2D`, or a module's title; an unknown operation goes by its id. */
export function titleOf(doc: Architecture, op: string): string {
  const module = moduleOf(op);
  return module === null ? (catalogue.get(op)?.title ?? op) : (doc.modules[module]?.title ?? module);
}

/** One sentence on what an operation or module does. */
export function summaryOf(doc: Architecture, op: string): string {
  const module = moduleOf(op);
  if (module === null) return catalogue.get(op)?.summary ?? 'This operation is not known here. It is kept as it is.';
  return doc.modules[module]?.summary ?? 'A module of this document.';
}
