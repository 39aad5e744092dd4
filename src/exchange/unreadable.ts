import type { GivenFile } from './codec';

/** A file could not be read; the message is a sentence for the person. */
export class UnreadableFile extends Error {}

/** The same file, read at most once, and with a sentence where reading fails. */
export function readOnce(file: GivenFile): GivenFile {
  let read: Promise<Uint8Array> | undefined;
  const load = async (): Promise<Uint8Array> => {
    try {
      return await file.bytes();
    } catch (cause) {
      if (cause instanceof UnreadableFile) throw cause;
      const says = `${file.name} could not be read. It may have been moved, or reading it is not allowed.`;
      throw new UnreadableFile(says, { cause });
    }
  };
  return {
    name: file.name,
    size: file.size,
    bytes() {
      read ??= load();
      return read;
    },
  };
}
