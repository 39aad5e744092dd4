import type { Compiled, Weights } from '../core/compiler/compiled';
import type { Architecture } from '../core/document/architecture';
import type { Catalogue } from '../core/op/operation';

/** What a codec writes from: one architecture, as a document and compiled, with its trained weights if there are any. */
export interface Exported {
  readonly document: Architecture;
  readonly model: Compiled;
  readonly weights: Weights | null;
}

/** A file to hand to the person. */
export interface WrittenFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** MIME type. */
  readonly type: string;
}
export type Refused = { readonly ok: false; readonly says: string };
export type Written =
  | { readonly ok: true; readonly files: readonly WrittenFile[]; readonly notes: readonly string[] }
  | Refused;

/** A file that the person gave, not read yet. `name` may be a path when it comes from a folder or a zip. */
export interface GivenFile {
  readonly name: string;
  /** In bytes, known without reading. */
  readonly size: number;
  bytes(): Promise<Uint8Array>;
}

/** A file's content as text or already parsed, with the files beside it (a model's weights). */
export interface Reading {
  readonly name: string;
  /** Parsed JSON. */
  readonly content: unknown;
  /** Everything given together with it, itself included. */
  readonly files: readonly GivenFile[];
  readonly ops: Catalogue;
}
export type Opened =
  | {
      readonly ok: true;
      readonly document: Architecture;
      readonly weights: Weights | null;
      /** What the person should know of it, a sentence each. */
      readonly notes: readonly string[];
    }
  | Refused;

/** A file format: out, in, or both. What is heavy in it is loaded when it is first used. */
export interface Codec {
  readonly id: string;
  /** What the export menu calls it. */
  readonly title: string;
  /** One line below the title: what one can do with it. */
  readonly summary: string;
  /** With the leading dot; the first is the one that is written. */
  readonly extensions: readonly string[];
  write?(content: Exported): Promise<Written>;
  /** True when this parsed JSON is in the codec's format, legal or not. */
  recognises?(content: Readonly<Record<string, unknown>>): boolean;
  read?(reading: Reading): Promise<Opened>;
}

export const refused = (says: string): Refused => ({ ok: false, says });

/** A document's title as a file name without extension: `LeNet-5 (tanh)` gives `LeNet-5-tanh`. */
export function fileName(title: string): string {
  const name = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+/, '');
  // By letters: half of one would not be a letter at all.
  return (
    [...name]
      .slice(0, 80)
      .join('')
      .replace(/[-.]+$/, '') || 'Untitled'
  );
}
