import * as v from 'valibot';
import { type Architecture, VERSION } from './architecture';
import { complaint } from './complaint';
import { migrate, type Unchecked } from './migrations';
import { unsafe } from './plain';
import { architectureSchema, graphFault } from './schema';

export type ReadDocument =
  | { readonly ok: true; readonly document: Architecture }
  | { readonly ok: false; readonly says: string };

/** Largest document that is read, in characters. Inception v3 with all its modules unfolded has under 100,000. */
const LONGEST = 50_000_000;

/**
 * Reads a document from its file's text, or from JSON that is parsed already. Older versions are brought up to date;
 * operations that this version doesn't know are kept. What can't be read is answered by one sentence that says what is
 * wrong and where.
 */
export function readDocument(source: unknown): ReadDocument {
  const parsed = typeof source === 'string' ? parseText(source) : ({ ok: true, value: source } as const);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (!isRecord(value) || value.format !== 'netloom') {
    return no('This is not a Netloom document: it doesn’t say "format": "netloom".');
  }
  const { version } = value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    return no('The document doesn’t say which version of the format it is in.');
  }
  if (version > VERSION) {
    return no(
      `The document is in version ${version} of the format, made by a newer Netloom; this one reads versions up to ${VERSION}.`,
    );
  }
  const danger = unsafe(value);
  if (danger !== null) return no(`The document can’t be read: ${danger}.`);
  return checked(migrate(value, version));
}

function checked(value: unknown): ReadDocument {
  const result = v.safeParse(architectureSchema, value, { abortEarly: true });
  if (!result.success) return no(complaint(value, result.issues[0]));
  const document = result.output;
  const fault = graphFault(document.graph);
  if (fault !== null) return no(`In the document, ${fault}.`);
  for (const module of Object.values(document.modules)) {
    const inside = graphFault(module.graph);
    if (inside !== null) return no(`In the module "${module.title}", ${inside}.`);
  }
  return { ok: true, document };
}

/** Parses JSON of a sane length. */
export function parseText(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly says: string } {
  if (text.trim() === '') return no('The file is empty.');
  if (text.length > LONGEST) {
    return no(`The file has ${Math.round(text.length / 1e6)} MB; a document has at most ${LONGEST / 1e6} MB.`);
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return no('The file is not complete JSON: it may have been cut off, or it is something else.');
  }
}

const no = (says: string): { readonly ok: false; readonly says: string } => ({ ok: false, says });

const isRecord = (value: unknown): value is Unchecked =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
