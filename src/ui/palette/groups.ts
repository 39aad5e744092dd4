import type { Architecture } from '../../core/document/architecture';
import type { Catalogue, Category } from '../../core/op/operation';

/** A heading of the palette with what is listed under it. */
export interface PaletteGroup {
  readonly title: string;
  readonly items: readonly PaletteEntry[];
}
export interface PaletteEntry {
  /** As the document writes it. */
  readonly op: string;
  readonly label: string;
}

const HEADINGS: readonly (readonly [title: string, ...categories: readonly Category[]])[] = [
  ['Data', 'data'],
  ['Convolution', 'convolution'],
  ['Pooling', 'pooling'],
  ['Linear and shape', 'linear', 'shape'],
  ['Activation', 'activation'],
  ['Normalise, regularise', 'normalisation', 'regularisation'],
  ['Merge', 'merge'],
];

/** All operations under their headings, in the catalogue's order, then the modules of the document, those that `fits` takes. */
export function paletteGroups(
  modules: Architecture['modules'],
  ops: Catalogue,
  fits: (op: string) => boolean = () => true,
): readonly PaletteGroup[] {
  const all = [...ops.values()];
  const operations = HEADINGS.map(([title, ...categories]) => ({
    title,
    items: all.filter(o => categories.includes(o.category)).map(o => ({ op: o.id, label: o.short ?? o.title })),
  }));
  const own = Object.entries(modules)
    .map(([id, m]) => ({ op: `module:${id}`, label: m.title }))
    .filter(entry => fits(entry.op));
  return [...operations, { title: 'Modules in this document', items: own }].filter(g => g.items.length > 0);
}
