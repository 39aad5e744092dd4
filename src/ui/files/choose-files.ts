import type { GivenFile } from '../../exchange/codec';

/** A browser's file as the codecs read it; `path` for one inside a folder. */
export const givenFile = (file: File, path = file.name): GivenFile => ({
  name: path,
  size: file.size,
  bytes: async () => new Uint8Array(await file.arrayBuffer()),
});

/** Asks for one or several files; none when the person thinks better of it. */
export function chooseFiles(): Promise<readonly GivenFile[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = '.json,.zip,.bin';
  return new Promise(resolve => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])].map(f => givenFile(f))));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/** What was dropped, folders looked into. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly GivenFile[]> {
  // Entries must be taken before the first wait: the browser empties the transfer then.
  const given = [...transfer.items].flatMap(item => item.webkitGetAsEntry() ?? item.getAsFile() ?? []);
  return (await Promise.all(given.map(g => (g instanceof File ? [givenFile(g)] : entryFiles(g))))).flat();
}

async function entryFiles(entry: FileSystemEntry): Promise<readonly GivenFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [givenFile(file, entry.fullPath.replace(/^\//, ''))];
  }
  if (!isDirectory(entry)) return [];
  const reader = entry.createReader();
  const all: GivenFile[] = [];
  // A reader hands out a folder in portions; an empty one is the last.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return all;
    for (const inside of portion) all.push(...(await entryFiles(inside)));
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
