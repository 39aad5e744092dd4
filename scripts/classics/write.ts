import { writeFile } from 'node:fs/promises';
import ELK from 'elkjs/lib/elk.bundled.js';
import { type Architecture, type GraphId, MAIN } from '../../src/core/document/architecture';
import { writeDocument } from '../../src/core/document/write';
import { setPositions } from '../../src/core/edits/moveNodes';
import { catalogue } from '../../src/ops/catalogue';
import { layOut } from '../../src/readings/layout/lay-out';
import { alexNet, squeezeNet, vgg16 } from './chains';
import { denseNet121 } from './densenet-121';
import { googLeNet } from './googlenet';
import { inceptionV3 } from './inception-v3';
import { mobileNetV2 } from './mobilenet-v2';
import { resNet18, resNet50 } from './resnet';
import { uNet } from './u-net';

const PAPER = 'Szegedy and others 2015, with torchvision’s structure.';
const full = { input: [299, 299, 3], classes: 1000, thinner: 1, notes: PAPER } as const;

const CLASSICS: Readonly<Record<string, () => Architecture>> = {
  'inception-v3': () => inceptionV3({ ...full, title: 'Inception v3', auxiliary: false }),
  'inception-v3-auxiliary': () =>
    inceptionV3({ ...full, title: 'Inception v3, with auxiliary classifier', auxiliary: true }),
  'inception-v3-small': () =>
    inceptionV3({
      title: 'Inception v3, small',
      input: [75, 75, 3],
      classes: 9,
      thinner: 8,
      auxiliary: false,
      notes:
        'Inception v3 with an eighth of its channels and 75×75 images: it differs in parameters only and trains in the page.',
    }),
  alexnet: alexNet,
  'vgg-16': vgg16,
  'squeezenet-1.1': squeezeNet,
  'resnet-18': resNet18,
  'resnet-50': resNet50,
  googlenet: () => googLeNet(false),
  'googlenet-auxiliary': () => googLeNet(true),
  'mobilenet-v2': mobileNetV2,
  'densenet-121': denseNet121,
  'u-net': uNet,
};

/** Writes the classics into `folder`, every graph laid out. */
export default async function writeClassics(folder: string): Promise<void> {
  const elk = new ELK();
  for (const [name, draft] of Object.entries(CLASSICS)) {
    let document = draft();
    const graphs: readonly GraphId[] = [MAIN, ...Object.keys(document.modules)];
    for (const id of graphs) document = setPositions(document, id, await layOut(elk, document, catalogue, id));
    await writeFile(`${folder}/${name}.netloom.json`, writeDocument(document));
    console.log(name);
  }
}
