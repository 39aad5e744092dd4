import { describe, expect, it } from 'vitest';
import type { FigureSettings } from '../../../src/core/document/architecture';
import { readDocument } from '../../../src/core/document/read';
import { writeDocument } from '../../../src/core/document/write';
import { captionsOf, drawnPreset, presetDocument, unfolded } from './drawn';

const titles = (id: string, figure: FigureSettings): readonly string[] =>
  unfolded(presetDocument(id, figure))
    .steps.filter(s => s.role === 'module')
    .map(s => s.title);

describe('equal modules one after the other', () => {
  it('are one block where a row would be too long: DenseNet-121 as its paper draws it', () => {
    expect(titles('densenet-121', { style: 'blocks', detail: 'modules' })).toEqual([
      '6 × Dense layer',
      'Transition',
      '12 × Dense layer',
      'Transition',
      '24 × Dense layer',
      'Transition',
      '16 × Dense layer',
    ]);
  });

  it('stay apart where there is room, unless the person wants them together', () => {
    const blocks = { style: 'blocks', detail: 'modules' } as const;
    expect(titles('inception-v3', blocks).filter(t => t === 'Inception C')).toHaveLength(4);
    expect(titles('inception-v3', { ...blocks, repeats: 'fold' })).toEqual([
      '3 × Inception A',
      'Inception B',
      '4 × Inception C',
      'Inception D',
      '2 × Inception E',
    ]);
    expect(titles('densenet-121', { ...blocks, repeats: 'each' })).toHaveLength(58 + 3);
  });

  it('are together on a narrower page', () => {
    expect(titles('inception-v3', { style: 'blocks', detail: 'modules', width: 84 })).toContain('4 × Inception C');
  });

  it('stay apart where something leaves between them', () => {
    const inceptions = titles('googlenet-auxiliary', { style: 'volumes', repeats: 'fold' });
    expect(inceptions.filter(t => t.endsWith('Inception'))).toEqual([
      '2 × Inception',
      'Inception',
      '3 × Inception',
      'Inception',
      '2 × Inception',
    ]);
  });

  it('are named from the first to the last, with what comes out of the last', () => {
    const captions = captionsOf(drawnPreset('resnet-50', { style: 'volumes' }), 'caption');
    for (const caption of ['layer1.1–2 256@56×56', 'layer3.1–5 1024@14×14']) expect(captions).toContain(caption);
  });

  it('are one place, marked whichever of them is selected', () => {
    const { places } = drawnPreset('resnet-50', { style: 'volumes' });
    const doc = presetDocument('resnet-50');
    const blocks = places.find(p => p.says.startsWith('layer3.1–5'))?.nodes.map(way => way.join('/')) ?? [];
    const named = doc.graph.nodes.filter(n => /^layer3\.[1-5]$/.test(n.name)).map(n => n.id);
    expect(named).toHaveLength(5);
    expect([...blocks].sort()).toEqual([...named].sort());
  });
});

it('are a setting that a document keeps, and only as it is meant', () => {
  const doc = presetDocument('lenet-5', { repeats: 'fold' });
  const read = (text: string) => readDocument(text);
  const kept = read(writeDocument(doc));
  expect(kept.ok && kept.document.figure).toEqual({ repeats: 'fold' });
  expect(read(writeDocument(doc).replace('"fold"', '"some"')).ok).toBe(false);
});
