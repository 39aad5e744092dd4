import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../src/core/document/write';
import type { GivenFile } from '../../src/exchange/codec';
import { given, open } from './given';
import {
  CENTRAL,
  content,
  deep,
  dense,
  doc,
  functional,
  inputLayer,
  model,
  modelText,
  modelWith,
  nested,
  nodeChanged,
  patched,
  small,
  text,
  unread,
  weightBytes,
  weights,
  zipBytes,
} from './originals';

const MALFORMED: Readonly<Record<string, readonly [files: readonly GivenFile[], says: string | RegExp]>> = {
  // Files as such
  'nothing at all': [[], 'There was no file to open.'],
  'only what a system left in the folder': [[given('net/.DS_Store', 'Bud1')], 'There was no file to open.'],
  'an empty file': [[given('net.json', '')], 'net.json is empty.'],
  'a file of 500 MB': [[unread('vgg.zip', 500e6)], 'vgg.zip has 500 MB; at most 400 MB are opened.'],
  'files of 500 MB together': [
    [unread('model.json', 1e3), unread('a.bin', 250e6), unread('b.bin', 250e6)],
    'Together, these files have 500 MB; at most 400 MB are opened.',
  ],
  'a JSON file of 100 MB': [
    [{ ...given('net.json', text), size: 100e6 }],
    'net.json has 100 MB; a network without its weights has at most 32 MB.',
  ],
  'thousands of files': [
    Array.from({ length: 2001 }, (_, i) => unread(`${i}.json`, 10)),
    'These are 2001 files; at most 2000 are opened together.',
  ],
  'a file that cannot be read': [
    [unread('net.json', 100)],
    'net.json could not be read. It may have been moved, or reading it is not allowed.',
  ],
  'a picture': [
    [given('net.json.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47]))],
    'net.json.png is a picture, not a network.',
  ],
  'a Keras HDF5 file': [
    [given('net.h5', new Uint8Array([0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10]))],
    'net.h5 is a Keras HDF5 file, which is not read. Convert it with tensorflowjs_converter, or save the layers with model.to_json().',
  ],
  'weights without their network': [
    [weights],
    'weights.bin holds weights without their network. Open it together with its model.json.',
  ],
  'text that is no JSON': [
    [given('notes.txt', 'Dear all,')],
    /^notes\.txt is not a network\. Netloom opens its own documents/,
  ],
  'two networks at once': [
    [given('a.json', text), given('b.json', text)],
    'a.json and b.json are both networks. Open one at a time.',
  ],

  // JSON
  'a document cut off in the middle': [
    [given('lenet.netloom.json', text.slice(0, 700))],
    'lenet.netloom.json stops in the middle, at line 24: the file is not complete.',
  ],
  'a model cut off in the middle': [
    [given('model.json', modelText.slice(0, -40)), weights],
    'model.json stops in the middle, at line 1: the file is not complete.',
  ],
  'a size that is NaN, as Python writes it': [
    [given('lenet.netloom.json', text.replace('"filters": 16', '"filters": NaN'))],
    'lenet.netloom.json is not valid JSON: unexpected "NaN" at line 30, column 32.',
  ],
  'a comma too many': [
    [given('net.json', '{\n  "format": "netloom",\n}')],
    'net.json is not valid JSON: unexpected "}" at line 3, column 1.',
  ],
  'bytes that are no text': [
    [given('net.json', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))],
    'net.json is not text in UTF-8, so it cannot be read.',
  ],
  'JSON nested without end': [
    [given('net.json', deep)],
    'net.json has lists inside lists more than 200 deep, so it was not opened.',
  ],
  'JSON of something else': [
    [given('package.json', { name: 'left-pad' })],
    /^package\.json is JSON, but not a network\. Netloom opens/,
  ],
  'a list': [[given('net.json', [1, 2, 3])], /^net\.json is JSON, but not a network\./],

  // Documents
  'a document of a newer version': [
    [given('net.json', doc({ version: 99 }))],
    /^net\.json: The document is in version 99 of the format, made by a newer Netloom/,
  ],
  'a document without a version': [
    [given('net.json', doc({ version: undefined }))],
    /^net\.json: The document doesn’t say which version/,
  ],
  'a document without a graph': [
    [given('net.json', doc({ graph: undefined }))],
    /^net\.json: The document’s .* is missing\.$/,
  ],
  'a position that is no number': [
    [given('net.json', nodeChanged({ at: ['left', 0] }))],
    /^net\.json: Node "C3": at.* must be a number\.$/,
  ],
  'an operation that is no text': [
    [given('net.json', nodeChanged({ op: 7 }))],
    'net.json: Node "C3": op must be text.',
  ],
  'two nodes with one id': [[given('net.json', nodeChanged({ id: 'n1' }))], /two nodes have the id "n1"/],
  'a wire that leads nowhere': [
    [given('net.json', text.replace('"to": ["n2", "x"]', '"to": ["n99", "x"]'))],
    /the wire from "n1" to "n99" has no node "n99" to end at/,
  ],
  'a name that reaches into every object': [
    [given('net.json', text.replace('"filters": 16', '"__proto__": {"polluted": 1}'))],
    /^net\.json: The document can’t be read: .*__proto__/,
  ],

  // Models
  'a graph model': [
    [given('model.json', { format: 'graph-model', modelTopology: { node: [] } })],
    'model.json is a TensorFlow.js graph model, which has operations but no layers. Convert to a layers model instead (tfjs_layers_model).',
  ],
  'a model without layers': [
    [given('net.json', { class_name: 'Functional', config: {} })],
    'net.json has no list of layers in its config.',
  ],
  'a model of a class of its own': [
    [given('net.json', { class_name: 'Transformer', config: {} })],
    'net.json describes a model of the class Transformer; Functional and Sequential models are read.',
  ],
  'an empty topology': [
    [given('model.json', { modelTopology: null })],
    'model.json has an empty modelTopology: there are no layers to read.',
  ],
  'a layer without a kind': [
    [model([inputLayer, { name: 'a', config: {} }])],
    'net.json: layer 2 does not say its kind (class_name is missing).',
  ],
  'a layer that is no layer': [[model([inputLayer, null])], 'net.json: layer 2 is not a layer but null.'],
  'a shared layer': [
    [
      model([
        inputLayer,
        { class_name: 'Dense', name: 'a', config: { units: 4 }, inbound_nodes: [[['x', 0, 0, {}]], [['a', 0, 0, {}]]] },
      ]),
    ],
    'net.json: the layer a is shared, used in 2 places. Give each place a layer of its own.',
  ],
  'layers in a circle': [
    [model([inputLayer, dense('a', 'b'), dense('b', 'a')])],
    'net.json: the layers go round in a circle through a.',
  ],
  'a layer fed by one that is not there': [
    [model([inputLayer, dense('a', 'ghost')])],
    'net.json: the layer a refers to a layer ghost, which does not exist.',
  ],
  'an output that is not there': [
    [model([inputLayer, dense('a', 'x')], ['ghost'])],
    'net.json: output_layers refers to a layer ghost, which does not exist.',
  ],
  'two layers with one name': [
    [model([inputLayer, dense('a', 'x'), dense('a', 'x')])],
    'net.json has two layers named a.',
  ],
  'a layer with two inputs where one fits': [
    [model([inputLayer, dense('a', ['x', 'x'])])],
    'net.json: the layer a (Dense) takes 1 input, but 2 lead into it.',
  ],
  'a size below zero': [
    [model([inputLayer, dense('a', 'x', { units: -3 })])],
    'net.json: the layer a (Dense) has an impossible setting: Units must be a whole number of at least 1, not -3.',
  ],
  'a size beyond all numbers': [
    [
      given(
        'net.json',
        JSON.stringify(functional([inputLayer, dense('a', 'x', { units: 7777 })])).replace('7777', '1e999'),
      ),
    ],
    'net.json: the layer a (Dense) has an impossible setting: Units must be a whole number of at least 1, not Infinity.',
  ],
  'channels first': [
    [model([inputLayer, dense('a', 'x', { data_format: 'channels_first' })])],
    'net.json: the layer a has its channels first; models with channels last are read.',
  ],
  'a Sequential model without an input size': [
    [
      given('net.json', {
        class_name: 'Sequential',
        config: { layers: [{ class_name: 'Dense', config: { units: 3 } }] },
      }),
    ],
    'net.json is a Sequential model that does not say the size of its input. Save it after it was built.',
  ],
  'models inside models without end': [
    [given('net.json', nested(40))],
    'net.json has models inside models more than 16 deep, so it was not opened.',
  ],

  // Weights
  'weights that are too short': [
    [given('model.json', modelText), given('weights.bin', weightBytes.slice(0, 1000))],
    'weights.bin has 1 kB; the weights that model.json lists take 247 kB.',
  ],
  'weights that are one byte too long': [
    [given('model.json', modelText), given('weights.bin', new Uint8Array(weightBytes.length + 1))],
    'weights.bin has 246,825 bytes; the weights that model.json lists take 246,824 bytes.',
  ],
  'weights of another shape': [
    [modelWith('"name":"C1/kernel","shape":[5,5,1,6]', '"name":"C1/kernel","shape":[5,5,6,1]'), weights],
    'model.json: the weights C1/kernel are 5×5×6×1, but the network needs 5×5×1×6.',
  ],
  'weights under another name': [
    [modelWith('"name":"C1/kernel"', '"name":"conv/kernel"'), weights],
    'model.json has no weights for C1: its kernel (5×5×1×6) is missing.',
  ],
  'weights listed twice': [
    [modelWith('"name":"C1/bias"', '"name":"C1/kernel"'), weights],
    'model.json lists the weights C1/kernel twice.',
  ],
  'weights whose shape is no shape': [
    [modelWith('"shape":[5,5,1,6]', '"shape":[5,5,-1,6]'), weights],
    'model.json: the weights C1/kernel have the shape [5,5,-1,6], which is not a list of whole numbers.',
  ],
  'weights of a type that is not read': [
    [modelWith('"dtype":"float32"}', '"dtype":"complex64"}'), weights],
    'model.json: the weights C1/kernel are of type "complex64"; float32, int32 and bool are read.',
  ],
  'weights that are NaN': [
    [
      given('model.json', modelText),
      given(
        'weights.bin',
        weightBytes.map((b, i) => (i < 8 && i > 3 ? 0xff : b)),
      ),
    ],
    'model.json: the weights C1/kernel hold a value that is not a number, at place 2.',
  ],
  'one of two weight files': [
    [modelWith('"paths":["weights.bin"]', '"paths":["weights.bin","more.bin"]'), weights],
    'more.bin is missing; model.json needs it for its weights.',
  ],
  'a list of weights that is no list': [
    [modelWith('"weightsManifest":[', '"weightsManifest":7,"rest":['), weights],
    'model.json: its list of weights (weightsManifest) is not a list.',
  ],

  // Zips
  'a zip cut off in the middle': [
    [given('LeNet-5.zip', zipBytes.slice(0, zipBytes.length / 2))],
    'LeNet-5.zip is a zip that is cut off or damaged: its list of contents is missing.',
  ],
  'a zip with a damaged file': [
    [given('net.zip', patched(small, 0x04034b50, 60, [0xff, 0xff, 0xff, 0xff]))],
    'model.json in net.zip is damaged, so it cannot be read.',
  ],
  'an empty zip': [[given('net.zip', zipSync({}))], 'net.zip holds neither a Netloom document nor a model.json.'],
  'a zip of something else': [
    [given('net.zip', zipSync({ 'a.txt': strToU8('hello') }))],
    'net.zip holds neither a Netloom document nor a model.json.',
  ],
  'a PyTorch file': [
    [given('net.pt', zipSync({ 'net/data.pkl': strToU8('x') }))],
    'net.pt is a PyTorch file, which holds weights but no network that could be drawn.',
  ],
  'a zip in a zip': [
    [given('net.zip', zipSync({ 'inner.zip': small }))],
    'net.zip holds neither a Netloom document nor a model.json.',
  ],
  'a zip that says it unpacks to 4 GB': [
    [given('net.zip', patched(small, CENTRAL, 24, [0xfe, 0xff, 0xff, 0xff]))],
    'net.zip would unpack to 4295 MB; at most 400 MB are opened.',
  ],
  'a zip whose file is larger than it says': [
    [given('net.zip', patched(zipSync({ 'net.json': new Uint8Array(5e6) }), CENTRAL, 24, [100, 0, 0, 0]))],
    'net.json in net.zip is damaged, so it cannot be read.',
  ],
  'a zip with a path that leads out of it': [
    [given('net.zip', zipSync({ '../../home/model.json': strToU8(text) }))],
    'net.zip holds "../../home/model.json", a path that points outside of it, so it was not opened.',
  ],
  'a zip with a path from the root': [
    [given('net.zip', zipSync({ 'C:\\model.json': strToU8(text) }))],
    'net.zip holds "C:\\\\model.json", a path that points outside of it, so it was not opened.',
  ],
  'a zip with a password': [
    [given('net.zip', patched(small, CENTRAL, 8, [1]))],
    'net.zip is protected by a password (model.json), so it cannot be read.',
  ],
  'two zips': [[given('a.zip', small), given('b.zip', small)], 'These are 2 zips. Open one at a time.'],
};

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) frozen(inner);
  return value;
}

describe('a malformed file gets one sentence, and what was open stays as it was', () => {
  it.each(Object.entries(MALFORMED))('%s', async (_, [files, says]) => {
    // A change to it would throw.
    const before = frozen(structuredClone(content.document));
    const result = await open(...files);
    if (result.ok) throw new Error('it opened');
    if (typeof says === 'string') expect(result.says).toBe(says);
    else expect(result.says).toMatch(says);
    expect(result.says).toMatch(/^[^\n]{10,260}\.$/);
    expect(writeDocument(before)).toBe(text);
  });

  it('covers at least 30 files', () => {
    expect(Object.keys(MALFORMED).length).toBeGreaterThanOrEqual(30);
  });
});
