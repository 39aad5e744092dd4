import { isZip } from './zip/isZip';

export type Content = 'json' | 'zip' | 'binary' | 'empty';

/** Formats that are met often and not read: how they begin, and what to do instead. */
const ELSEWHERE: readonly { readonly begins: readonly number[]; readonly says: string }[] = [
  {
    begins: [0x89, 0x48, 0x44, 0x46],
    says: 'is a Keras HDF5 file, which is not read. Convert it with tensorflowjs_converter, or save the layers with model.to_json().',
  },
  { begins: [0x89, 0x50, 0x4e, 0x47], says: 'is a picture, not a network.' },
  { begins: [0xff, 0xd8, 0xff], says: 'is a picture, not a network.' },
  { begins: [0x47, 0x49, 0x46, 0x38], says: 'is a picture, not a network.' },
  { begins: [0x1f, 0x8b], says: 'is packed with gzip. Unpack it, or pack it as a zip.' },
  { begins: [0x52, 0x61, 0x72, 0x21], says: 'is a RAR archive. Pack it as a zip.' },
  { begins: [0x37, 0x7a, 0xbc, 0xaf], says: 'is a 7z archive. Pack it as a zip.' },
  { begins: [0x25, 0x50, 0x44, 0x46], says: 'is a PDF, not a network.' },
  { begins: [0x3c], says: 'is a web page or drawing, not a network.' },
];

/** What a file is, by how it begins, whatever it is called. */
export function contentOf(bytes: Uint8Array): Content {
  if (bytes.length === 0) return 'empty';
  if (isZip(bytes)) return 'zip';
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const first = bytes
    .subarray(hasMark ? 3 : 0)
    .find(byte => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  return first === 0x7b || first === 0x5b ? 'json' : 'binary';
}

/** The end of a sentence about a file of a known other kind, else `null`. */
export const knownElsewhere = (bytes: Uint8Array): string | null =>
  ELSEWHERE.find(({ begins }) => begins.every((byte, i) => bytes[i] === byte))?.says ?? null;
