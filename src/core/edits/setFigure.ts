import type { Architecture, FigureSettings } from '../document/architecture';

/** A change of some settings; `undefined` takes a choice back, so that it follows from the network again. */
export type FigureChange = { readonly [K in keyof FigureSettings]?: FigureSettings[K] | undefined };

/** Changes how the document's figure is drawn. Settings that all follow from the network leave the document without any. */
export function setFigure(doc: Architecture, change: FigureChange): Architecture {
  const before: FigureSettings = doc.figure ?? {};
  const changed = (Object.keys(change) as (keyof FigureSettings)[]).filter(key => !same(before[key], change[key]));
  if (changed.length === 0) return doc;
  const after = Object.fromEntries(
    Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined && !isEmpty(value)),
  ) as FigureSettings;
  const { figure: _, ...rest } = doc;
  return Object.keys(after).length === 0 ? rest : { ...rest, figure: after };
}

/** Letters that a document keeps of a caption. */
export const LONGEST_CAPTION = 1000;

/** Writes a caption over the figure's own, up to its longest; an empty text, or the figure's own, takes it back. */
export function setCaption(doc: Architecture, key: string, text: string, own: string): Architecture {
  const { [key]: _, ...others } = doc.figure?.captions ?? {};
  const written = text.slice(0, LONGEST_CAPTION).trim();
  return setFigure(doc, { captions: written === '' || written === own ? others : { ...others, [key]: written } });
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return isNothing(a) && isNothing(b);
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && right.get(key) === value);
}

const isNothing = (value: unknown): boolean => value === undefined || isEmpty(value);
