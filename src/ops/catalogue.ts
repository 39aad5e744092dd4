import type { Catalogue, Category, Operation } from '../core/op/operation';

/** The palette's order of categories. */
const CATEGORIES: readonly Category[] = [
  'data',
  'convolution',
  'pooling',
  'linear',
  'shape',
  'activation',
  'normalisation',
  'regularisation',
  'merge',
];

/** Every file one folder down holds one operation, so a new operation is a new file and nothing else. */
const files = import.meta.glob<Readonly<Record<string, Operation>>>('./*/*.ts', { eager: true });

const inPaletteOrder = (a: Operation, b: Operation): number =>
  CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) ||
  (a.order ?? 50) - (b.order ?? 50) ||
  a.title.localeCompare(b.title);

/** All operations by id, in the palette's order: by category, the most used first. */
export const catalogue: Catalogue = new Map(
  Object.values(files)
    .flatMap(file => Object.values(file))
    .sort(inPaletteOrder)
    .map(op => [op.id, op]),
);
