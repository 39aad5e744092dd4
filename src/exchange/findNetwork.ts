import { withoutClutter } from './clutter';
import type { Codec, GivenFile, Refused } from './codec';
import { refused } from './codec';
import { CODECS } from './codecs';
import { decodeText, parseJson } from './json/parseJson';
import { isRecord } from './json/record';
import { formatBytes, LIMITS } from './limits';
import { contentOf, knownElsewhere } from './sniff';
import { readOnce } from './unreadable';

interface Found {
  readonly codec: Codec;
  readonly name: string;
  readonly content: unknown;
  /** All files that lie together with it, itself included. */
  readonly files: readonly GivenFile[];
}

const READS =
  'Netloom opens its own documents (.netloom.json) and TensorFlow.js or Keras models (model.json with its weights, or a zip of both).';

/** The one file among several that describes a network, and the codec that reads it. A zip is looked into. */
export async function findNetwork(
  files: readonly GivenFile[],
  zip?: string,
): Promise<({ readonly ok: true } & Found) | Refused> {
  const texts: GivenFile[] = [];
  const zips: GivenFile[] = [];
  for (const file of files) {
    const content = contentOf(await file.bytes());
    if (content === 'json' || /\.json$/i.test(file.name)) texts.push(file);
    else if (content === 'zip') zips.push(file);
  }
  const [archive, ...otherArchives] = zips;
  if (texts.length > 0) return amongTexts(texts, files, zip);
  if (!archive || zip !== undefined) return refused(await nothingIn(files, zip));
  if (otherArchives.length > 0) return refused(`These are ${zips.length} zips. Open one at a time.`);
  const { readZip } = await import('./zip/readZip');
  const unpacked = readZip(await archive.bytes(), archive.name);
  return unpacked.ok ? findNetwork(withoutClutter(unpacked.files).map(readOnce), archive.name) : unpacked;
}

async function amongTexts(
  texts: readonly GivenFile[],
  files: readonly GivenFile[],
  zip: string | undefined,
): Promise<({ readonly ok: true } & Found) | Refused> {
  const networks: Found[] = [];
  let first: Refused | undefined;
  for (const file of texts) {
    const parsed = await parseFile(file);
    const codec = parsed.ok ? CODECS.find(c => isRecord(parsed.value) && c.recognises?.(parsed.value)) : undefined;
    if (parsed.ok && codec) networks.push({ codec, name: file.name, content: parsed.value, files });
    else first ??= parsed.ok ? refused(`${file.name} is JSON, but not a network. ${READS}`) : parsed;
  }
  const [network, second] = networks;
  if (second) return refused(`${network?.name} and ${second.name} are both networks. Open one at a time.`);
  return network ? { ok: true, ...network } : (first ?? refused(await nothingIn(files, zip)));
}

async function parseFile(file: GivenFile): Promise<{ readonly ok: true; readonly value: unknown } | Refused> {
  if (file.size > LIMITS.jsonBytes)
    return refused(
      `${file.name} has ${formatBytes(file.size)}; a network without its weights has at most ${formatBytes(LIMITS.jsonBytes)}.`,
    );
  const decoded = decodeText(await file.bytes(), file.name);
  return decoded.ok ? parseJson(decoded.text, file.name) : decoded;
}

async function nothingIn(files: readonly GivenFile[], zip: string | undefined): Promise<string> {
  if (zip !== undefined)
    return files.some(f => f.name.endsWith('data.pkl'))
      ? `${zip} is a PyTorch file, which holds weights but no network that could be drawn.`
      : `${zip} holds neither a Netloom document nor a model.json.`;
  const [file, second] = files;
  if (!file) return 'There was no file to open.';
  if (second) return `None of these ${files.length} files describes a network. ${READS}`;
  const bytes = await file.bytes();
  if (bytes.length === 0) return `${file.name} is empty.`;
  const elsewhere = knownElsewhere(bytes);
  if (elsewhere) return `${file.name} ${elsewhere}`;
  if (/\.onnx$/i.test(file.name)) return `${file.name} is an ONNX model, which is not read yet.`;
  if (/\.bin$/i.test(file.name))
    return `${file.name} holds weights without their network. Open it together with its model.json.`;
  return `${file.name} is not a network. ${READS}`;
}
